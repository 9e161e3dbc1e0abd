"""Starts processes that start processes (three deep: the control runs it)."""
# kind: resources
# control: bare
# stopped by: limits, seccomp
import os

def attack():
    for _ in range(3):
        if os.fork() == 0:
            os.fork()
            os._exit(0)
    return True
