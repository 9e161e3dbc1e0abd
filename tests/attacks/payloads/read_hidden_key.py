"""Reads the answer key."""
# kind: reading
# control: bare
# stopped by: limits, landlock, seccomp, namespaces
def attack():
    with open(f"{TARGET}/gates.key", "rb") as file:
        return file.read() == b"hidden answers"
