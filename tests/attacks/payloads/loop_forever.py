"""Never ends."""
# kind: resources
# control: outlasts
# stopped by: the clock
def attack():
    while True:
        pass
