"""A source that is nested too deep to parse."""
# kind: resources
# control: kills naive
# stopped by: a process of its own, the cap on source
def attack():
    return False

# DEEP
