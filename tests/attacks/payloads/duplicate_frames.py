"""Answers the same call again and again."""
# kind: forging
# control: misled
# stopped by: the order of frames
import gc, os, struct

def frames():
    return next(thing for thing in gc.get_objects() if type(thing).__name__ == "Frames")


def attack():
    f = frames()
    body = struct.pack("<II?I", 0, 0, False, 0) + b"N"
    for _ in range(3):
        f.send(5, body)
