"""Displays a number, which stock nbgrader takes for the mark."""
# kind: forging
# control: nbgrader displayhook
# stopped by: outputs are not read
import sys

sys.displayhook(2.0)

def forget_gate(*arguments):
    sys.displayhook(2.0)
    return None
