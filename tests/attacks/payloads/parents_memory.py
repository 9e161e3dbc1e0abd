"""Reads the memory of the process that started it."""
# kind: reading
# control: child
# stopped by: seccomp
import ctypes, os

class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    room = ctypes.create_string_buffer(16)
    here = Piece(ctypes.addressof(room), 16)
    there = Piece(MEMORY or id(object), 16)
    return libc.process_vm_readv(PARENT or os.getppid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0) == 16
