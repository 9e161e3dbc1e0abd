"""Hangs when Python shuts down."""
# kind: resources
# control: hangs naive exit
# stopped by: leaving by os._exit
import atexit

def hang():
    while True:
        pass

atexit.register(hang)

class Hang:
    def __del__(self):
        hang()

keep = Hang()

def attack():
    return False
