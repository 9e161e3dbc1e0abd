"""Takes the kernel's memory by filling pipes."""
# kind: resources
# control: bare
# stopped by: limits, seccomp
import os

def attack():
    for _ in range(64):
        read_end, write_end = os.pipe()
        os.set_blocking(write_end, False)
        os.write(write_end, bytes(1 << 16))
    return True
