"""Writes garbage to the result pipe."""
# kind: forging
# control: misled
# stopped by: the check of each frame
import gc, os, struct

def frames():
    return next(thing for thing in gc.get_objects() if type(thing).__name__ == "Frames")


def attack():
    os.write(3, bytes(range(156, 256)))
