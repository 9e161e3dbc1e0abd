"""Recurses until the stack is gone."""
# kind: resources
# control: kills naive
# stopped by: a process of its own
import sys

class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x")

def attack():
    sys.setrecursionlimit(1 << 30)
    deep = []
    for _ in range(1 << 20):
        deep = [deep]
    repr(deep)
