"""Sends a datagram."""
# kind: reaching out
# control: bare
# stopped by: limits, seccomp, namespaces
import socket

def attack():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        return sender.sendto(b"answers", ("127.0.0.1", PORT)) == 7
