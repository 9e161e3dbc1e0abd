"""Reads the command lines of other processes."""
# kind: reading
# control: bare
# stopped by: limits, landlock, seccomp, namespaces
import os

def attack():
    others = [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
    for name in others:
        with open(f"/proc/{name}/cmdline", "rb") as file:
            if file.read():
                return True
