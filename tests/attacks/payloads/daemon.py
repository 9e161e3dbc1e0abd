"""Leaves a process behind that goes on after the submission was marked."""
# kind: reaching out
# control: bare
# stopped by: limits, seccomp
import os, time

def attack():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(0.2)
            with open(f"{TARGET}/from_daemon", "w") as file:
                file.write("alive")
        os._exit(0)
    for _ in range(25):  # a busy machine needs longer
        time.sleep(0.1)
        if os.path.exists(f"{TARGET}/from_daemon"):
            return True
    return False
