"""Claims an array of a billion rows."""
# kind: forging
# control: misled
# stopped by: sizes checked before data
import gc, os, struct

def frames():
    return next(thing for thing in gc.get_objects() if type(thing).__name__ == "Frames")


def attack():
    array = b"a\x0b\0\2" + struct.pack("<QQ", 1 << 33, 1 << 33)
    frames().send(5, struct.pack("<II?I", 0, 0, False, 0) + array)
