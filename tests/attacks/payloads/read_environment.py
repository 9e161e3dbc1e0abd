"""Reads a secret from the environment."""
# kind: reading
# control: naive environment
# stopped by: an empty environment
import os

def attack():
    try:
        with open("/proc/self/environ") as file:
            started_with = file.read()
    except OSError:
        started_with = ""
    return "GATEWISE_TEST_SECRET" in os.environ or "GATEWISE_TEST_SECRET" in started_with
