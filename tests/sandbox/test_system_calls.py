"""Every system call there is, tried from inside: those that are not on the list fail, and with the
errors of the filter.
"""

from __future__ import annotations

import errno
import sys
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Layers, Sandbox
from autograder.sandbox.inside import seccomp
from autograder.sandbox.inside.system import MACHINE

UPROBES = {335, 336}
"""Linux passes these two by every filter (they return from a tracer's probe), and ends whoever else
makes them."""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or MACHINE not in seccomp.AUDIT_ARCH,
    reason="there is no filter for this system",
)
SOURCE = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def answers(numbers):
    found = []
    for number in numbers:
        answer = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(-1)] * 6)
        found.append(ctypes.get_errno() if answer == -1 else 0)
    return found
"""


def columns(table: dict[str, Any]) -> set[int]:
    column = list(seccomp.AUDIT_ARCH).index(MACHINE)
    return {item[column] for item in table.values() if item[column] is not None}


def test_no_call_but_those_on_the_list_gets_through() -> None:
    allowed = columns(seccomp.ALLOWED) | columns(seccomp.WITHOUT_EXECUTION)
    assert len(allowed) < 50
    tried = [number for number in range(600) if number not in allowed | UPROBES]
    if MACHINE == "x86_64":
        tried += [
            0x40000000 + number for number in range(600)
        ]  # the same calls by their x32 numbers
    try:
        seccomp.offered()
    except OSError as error:
        pytest.skip(f"this kernel knows no filters: {error}")
    with Sandbox(
        allow_unsafe=True, layers=Layers(limits=False, landlock=False, namespaces="none")
    ) as sandbox:
        done = sandbox.run(Job("eve", (Chunk("c", SOURCE),), (Task("answers", "", ((tried,),)),)))
    run = done.tasks[0].runs[0]
    assert isinstance(run.value, list), run
    other = {
        number
        for number, answer in zip(tried, run.value, strict=True)
        if answer not in (errno.EPERM, errno.ENOSYS, errno.EACCES, errno.ENOTTY)
    }
    assert other == set()
    assert run.value.count(errno.EPERM) > 250  # and not because the kernel lacks them all
