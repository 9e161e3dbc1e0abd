"""Calls a server that has a name but no file."""
# kind: reaching out
# control: bare
# stopped by: limits, seccomp, landlock, namespaces
import socket

def attack():
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(ABSTRACT)
        return True
