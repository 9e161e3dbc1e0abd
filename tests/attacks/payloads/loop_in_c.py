"""Never ends, in code that looks at no signal."""
# kind: resources
# control: outlasts
# stopped by: the clock
import itertools

def attack():
    return sum(itertools.repeat(0))
