"""Empties the gradebook, for which nothing needs to be opened."""
# kind: reaching out
# control: bare
# stopped by: landlock, seccomp, namespaces
import os

def attack():
    os.truncate(f"{TARGET}/gradebook.db", 0)
    return True
