"""Opens a socket to the virtual machine's host."""
# kind: reaching out
# control: bare
# stopped by: limits, seccomp
import socket

def attack():
    socket.socket(socket.AF_VSOCK).close()
    return True
