"""Makes a file in memory, from which a program can be run."""
# kind: reaching out
# control: bare
# stopped by: limits, seccomp
import os

def attack():
    return os.memfd_create("program") > 0
