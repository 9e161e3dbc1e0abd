"""Takes memory by a list."""
# kind: resources
# control: bare
# stopped by: limits
def attack():
    return len([None] * (3 << 23)) > 0
