"""Reads from address 0."""
# kind: resources
# control: kills naive
# stopped by: a process of its own
import ctypes

def attack():
    return ctypes.string_at(0)
