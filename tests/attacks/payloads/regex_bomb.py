"""A regular expression that takes ages."""
# kind: resources
# control: outlasts
# stopped by: the clock
import re

def attack():
    return re.match(r"(a+)+$", "a" * 60 + "b")
