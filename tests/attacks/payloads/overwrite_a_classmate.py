"""Overwrites a classmate's hand-in."""
# kind: reaching out
# control: bare
# stopped by: limits, landlock, seccomp, namespaces
def attack():
    with open(f"{TARGET}/submitted/bob.py", "w") as file:
        file.write("pass")
    return True
