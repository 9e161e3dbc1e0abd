"""Returns a dict whose key is megabytes of escape characters."""
# kind: resources
# control: returns much
# stopped by: cutting text
KEY = "\x1b" * 4_100_000

def forget_gate(*arguments):
    return {KEY: 1}
