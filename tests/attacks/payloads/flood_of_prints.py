"""Prints without end."""
# kind: resources
# control: flood
# stopped by: the cap on text
def attack():
    while True:
        print("x" * 100000)
