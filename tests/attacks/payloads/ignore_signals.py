"""Catches every signal that can be caught, then never ends."""
# kind: resources
# control: outlasts
# stopped by: the clock
import signal

def attack():
    for number in signal.valid_signals():
        try:
            signal.signal(number, lambda *ignored: None)
        except (OSError, ValueError):
            pass
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
