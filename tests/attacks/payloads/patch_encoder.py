"""Replaces what writes results down, on this side."""
# kind: forging
# control: naive harness
# stopped by: comparing elsewhere
import sys

dump = sys.modules.get("inside.dump")
if dump is not None:
    dump.dump_counted = lambda *ignored: (b"T", 1)
    dump.struct.pack = lambda *ignored: b""
if hasattr(sys.modules["__main__"], "judge"):
    sys.modules["__main__"].judge = lambda *ignored: True

def forget_gate(*arguments):
    return 0
