"""Writes a large file."""
# kind: resources
# control: bare
# stopped by: limits, landlock, seccomp, namespaces
def attack():
    with open(f"{TARGET}/large", "wb") as file:
        file.write(bytes(1 << 22))
    return True
