"""A constant that takes ages to work out, at the top level."""
# kind: resources
# control: outlasts
# stopped by: the clock
def attack():
    return False

NUMBER = 10 ** 10 ** 9 % 7
