"""Never ends, before any function is called."""
# kind: resources
# control: outlasts
# stopped by: the clock
def attack():
    return False

while True:
    pass
