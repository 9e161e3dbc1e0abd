"""Looks for descriptors that were left open."""
# kind: reading
# control: naive descriptors
# stopped by: closing all but four
import os

def attack():
    for number in range(4, 300):
        try:
            os.fstat(number)
            return True
        except PermissionError:
            try:
                os.read(number, 0)
                return True
            except OSError:
                pass
        except OSError:
            pass
