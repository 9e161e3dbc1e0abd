"""Makes namespaces in which it is root."""
# kind: reaching out
# control: bare
# stopped by: seccomp
import ctypes

def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.unshare(0x10000000) == 0
