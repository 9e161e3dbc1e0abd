"""Reads everyone's marks."""
# kind: reading
# control: bare
# stopped by: limits, landlock, seccomp, namespaces
import os

def attack():
    descriptor = os.open(f"{TARGET}/gradebook.db", os.O_RDONLY)
    return os.read(descriptor, 6) == b"SQLite"
