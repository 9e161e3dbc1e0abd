"""Takes hold of the process that started it as a debugger does."""
# kind: reading
# control: child
# stopped by: seccomp
import ctypes, os

def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.ptrace(0x4206, PARENT or os.getppid(), 0, 0) == 0
