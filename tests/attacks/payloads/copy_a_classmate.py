"""Finds a classmate's hand-in and reads it."""
# kind: reading
# control: bare
# stopped by: limits, landlock, seccomp, namespaces
import os

def attack():
    for name in os.listdir(f"{TARGET}/submitted"):
        with open(f"{TARGET}/submitted/{name}") as file:
            return "def forget_gate" in file.read()
