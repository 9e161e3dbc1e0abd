"""Takes a part of the kernel that programs seldom need and exploits often use."""
# kind: reaching out
# control: bare
# stopped by: limits, seccomp
import ctypes, platform

def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall({"x86_64": 323, "aarch64": 282}[platform.machine()], 1) >= 0
