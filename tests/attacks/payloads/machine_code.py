"""Runs machine code of its own: what a filter on Python or on libraries would never see."""
# kind: reaching out
# control: bare
# stopped by: seccomp
import ctypes, mmap, platform

CODE = {"x86_64": b"\xb8\x01\x00\x00\x00\xc3", "aarch64": b"\x20\x00\x80\x52\xc0\x03\x5f\xd6"}  # return 1

def attack():
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(CODE[platform.machine()])
    function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    return function() == 1
