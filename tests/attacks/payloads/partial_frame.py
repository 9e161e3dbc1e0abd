"""Writes half a frame and ends."""
# kind: forging
# control: misled
# stopped by: the check of each frame
import gc, os, struct

def frames():
    return next(thing for thing in gc.get_objects() if type(thing).__name__ == "Frames")


def attack():
    f = frames()
    os.write(3, struct.pack("<16sIBI", f.nonce, f.number, 5, 1000) + b"half")
    os._exit(0)
