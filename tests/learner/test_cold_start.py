"""What a command loads before it does anything: each module is time that a learner waits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.learner.conftest import RIGHT_STEP, write

PROGRAM = """
import atexit, sys
atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))
sys.argv[0] = "gatewise"
from autograder.cli import main
main()
"""


def loaded_by(*words: str, status: int = 0) -> set[str]:
    """The modules that a command loads."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stderr
    return set(done.stderr.split())


def test_help_loads_nothing_that_grades() -> None:
    loaded = loaded_by("--help")
    assert "autograder.commands.all" in loaded
    assert not loaded & {"numpy", "autograder.batch", "autograder.grade", "pydantic", "nbgrader"}


def test_a_check_loads_no_other_command(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEWISE_DATA", str(kit))
    write(kit / "rnn" / "rnn.py", "rnn_step", RIGHT_STEP)
    loaded = loaded_by("check", str(kit / "rnn" / "rnn.py"), "-e", "rnn_step")
    assert "autograder.learner.file" in loaded
    assert not loaded & {
        "autograder.commands.all",
        "autograder.judge.closer_look",
        "nbformat",
        "pydantic",
    }
