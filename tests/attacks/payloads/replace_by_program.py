"""Becomes another program, which outlives every limit of Python's."""
# kind: resources
# control: bare
# stopped by: seccomp, landlock
import os

def attack():
    os.execv("/bin/sh", ["sh", "-c", f"echo harm > {TARGET}/from_program"])
