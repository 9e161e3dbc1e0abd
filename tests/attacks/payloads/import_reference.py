"""Imports the right answer."""
# kind: reading
# control: bare
# stopped by: limits, landlock, seccomp, namespaces
import sys

def attack():
    sys.path.insert(0, TARGET)
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "inside.shims"]
    import reference
    return reference.forget_gate is not None
