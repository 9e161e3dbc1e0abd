"""A whole process for one submission, where forking is not safe.

The job comes in by standard input. Frames go out by standard output, and what the submission prints
by standard error.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from . import lockdown, probes
from .printed import catch_text
from .session import Session
from .zygote import prepare, warm


def main() -> None:
    """Run the job from standard input, or try out the layers, as the settings say."""
    settings = json.loads(sys.argv[1])
    packed = sys.stdin.buffer.read()
    for descriptor in (1, 2):
        _binary(descriptor)
    lockdown.keep_alone(os.dup(1))
    _binary(3)
    os.dup2(2, 1)
    warm(settings)
    ready: dict[str, Any] = {"dropped_root": lockdown.is_root(), "alone": {}}
    if lockdown.is_root():
        try:
            lockdown.give_up_root()
        except OSError as error:
            os.write(3, json.dumps({"refused": str(error)}).encode())
            return
    lockdown.no_new_privileges()
    lock, ready["missing"] = prepare(settings)
    ready["missing"]["namespaces"] = "a new process has none here"
    if settings["probe"]:
        lock.put_on()
        ready["together"] = probes.attempt_all(lock)
        os.write(3, json.dumps(ready).encode())
        os._exit(0)
    session = Session(packed, 3, settings, catch_text(settings["text_bytes"])[0])
    lock.put_on()
    try:
        session.run()
    except BaseException as error:
        os.write(2, f"the sandbox itself failed: {type(error).__name__}: {error}\n".encode())
        os._exit(70)
    os._exit(0)


def _binary(descriptor: int) -> None:
    """Keep Windows from turning line ends in the frames into two bytes."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(descriptor, os.O_BINARY)
