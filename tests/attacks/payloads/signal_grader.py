"""Signals the grader itself (signal 0 here, so that the control can go on)."""
# kind: reaching out
# control: child
# stopped by: seccomp, landlock, namespaces, another user
import os

def attack():
    os.kill(GRADER, 0)
    return True
