"""Starts threads."""
# kind: resources
# control: bare
# stopped by: limits, seccomp
import threading

def attack():
    started = [threading.Thread(target=int) for _ in range(50)]
    for thread in started:
        thread.start()
    return True
