"""Learns from names and sizes alone, for which nothing is opened."""
# kind: reading
# control: bare
# stopped by: seccomp, namespaces
import os

def attack():
    return os.stat(f"{TARGET}/gates.key").st_size == 14
