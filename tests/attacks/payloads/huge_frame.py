"""Claims a frame of four gigabytes."""
# kind: forging
# control: misled
# stopped by: sizes checked before data
import gc, os, struct

def frames():
    return next(thing for thing in gc.get_objects() if type(thing).__name__ == "Frames")


def attack():
    f = frames()
    os.write(3, struct.pack("<16sIBI", f.nonce, f.number, 5, 0xFFFFFFFF))
    while True:
        os.write(3, bytes(1 << 16))
