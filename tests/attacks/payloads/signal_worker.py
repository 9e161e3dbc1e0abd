"""Signals the warm process (signal 0 here, so that the control can go on)."""
# kind: reaching out
# control: bare
# stopped by: seccomp, landlock
import os

def attack():
    os.kill(os.getppid(), 0)
    return True
