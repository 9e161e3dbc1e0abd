"""Answers the same call again and again."""
# kind: forging
# control: unchecked
# stopped by: the order of frames
import gc, os, struct

def frames():
    return next(thing for thing in gc.get_objects() if type(thing).__name__ == "Frames")

def text(words):
    return b"s" + struct.pack("<I", len(words)) + words


def attack():
    f = frames()
    body = struct.pack("<IIdI", 0, 0, 0.0, 0) + text(b"returned") + text(b"") * 3 + b"N"
    for _ in range(3):
        f.send(5, body)
