"""Calls a server on this machine by its file."""
# kind: reaching out
# control: bare
# stopped by: limits, seccomp
import socket

def attack():
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(f"{TARGET}/socket")
        return True
