"""Waits, without using the processor that a limit would count."""
# kind: resources
# control: outlasts
# stopped by: the clock
import time

def attack():
    time.sleep(1000)
