"""Leaves a message in /dev/shm for the next hand-in."""
# kind: reaching out
# control: bare
# stopped by: limits, landlock, seccomp, namespaces
import os

def attack():
    path = f"/dev/shm/gatewise-attack-{os.getpid()}"
    os.close(os.open(path, os.O_CREAT | os.O_RDWR))
    os.unlink(path)
    return True
