"""Signals another process of the same user."""
# kind: reaching out
# control: bare
# stopped by: seccomp, landlock, namespaces
import os

def attack():
    os.kill(SIBLING, 0)
    return True
