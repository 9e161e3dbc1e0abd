"""Takes root back."""
# kind: reaching out
# control: regains root
# stopped by: dropping all three ids
import os

def attack():
    os.setuid(0)
    return os.getuid() == 0
