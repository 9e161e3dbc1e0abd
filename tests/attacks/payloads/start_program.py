"""Runs another program."""
# kind: resources
# control: bare
# stopped by: limits, seccomp
import subprocess

def attack():
    return subprocess.run(["/bin/true"]).returncode == 0
