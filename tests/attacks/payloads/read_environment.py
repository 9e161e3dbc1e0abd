"""Reads a secret from the environment."""
# kind: reading
# control: naive environment
# stopped by: an empty environment
import os

def attack():
    return "GATEWISE_TEST_SECRET" in os.environ
