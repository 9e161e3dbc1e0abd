"""A source too large to compile in time."""
# kind: resources
# control: outlasts huge
# stopped by: the cap on source
def attack():
    return False

# HUGE
