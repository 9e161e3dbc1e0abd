"""Kills the warm process."""
# kind: reaching out
# control: kills worker
# stopped by: seccomp, landlock, being the first process of a namespace
import os, time

def attack():
    os.kill(os.getppid(), 9)
    time.sleep(0.3)
    return not os.getppid()
