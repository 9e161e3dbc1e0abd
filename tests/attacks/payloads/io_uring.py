"""Sets up the ring by which system calls are made unseen."""
# kind: reaching out
# control: bare
# stopped by: limits, seccomp
import ctypes

def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(425, 1, ctypes.create_string_buffer(120)) >= 0
