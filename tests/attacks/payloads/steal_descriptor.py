"""Takes an open descriptor out of the process that started it."""
# kind: reading
# control: child
# stopped by: seccomp
import ctypes, os

def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    parent = libc.syscall(434, PARENT or os.getppid(), 0)
    return libc.syscall(438, parent, 1, 0) >= 0
