"""Takes memory by mappings, a little at a time."""
# kind: resources
# control: bare
# stopped by: limits
import mmap

def attack():
    kept = [mmap.mmap(-1, 1 << 24) for _ in range(12)]
    return len(kept) == 12
