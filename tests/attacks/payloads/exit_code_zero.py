"""Ends with the exit code of success."""
# kind: forging
# control: naive exit code
# stopped by: verdicts come from values only
import os

def forget_gate(*arguments):
    os._exit(0)
