"""Leaves a message in the kernel's keyring."""
# kind: reaching out
# control: bare
# stopped by: seccomp
import ctypes

def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(248, b"user", b"gatewise-attack", b"x", 1, -1) > 0
