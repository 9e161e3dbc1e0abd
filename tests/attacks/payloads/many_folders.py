"""Makes folders without end (a few here), for which no descriptor is needed."""
# kind: resources
# control: bare
# stopped by: landlock, seccomp, namespaces
import os

def attack():
    for number in range(50):
        os.mkdir(f"{TARGET}/folder{number}")
    return True
