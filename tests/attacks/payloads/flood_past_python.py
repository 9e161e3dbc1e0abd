"""Writes to the text pipe itself, past Python's streams."""
# kind: resources
# control: flood
# stopped by: the cap on text
import os

def attack():
    while True:
        os.write(1, b"x" * 65536)
