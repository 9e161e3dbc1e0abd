"""Calls a server over TCP."""
# kind: reaching out
# control: bare
# stopped by: limits, seccomp, landlock, namespaces
import socket

def attack():
    with socket.create_connection(("127.0.0.1", PORT), 1) as server:
        server.sendall(b"answers")
    return True
