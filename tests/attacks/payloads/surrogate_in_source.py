"""A source that makes a careless reader raise the wrong error."""
# kind: resources
# control: kills naive
# stopped by: reading source in the sandbox only
def attack():
    return False

TEXT = "SURROGATE"
