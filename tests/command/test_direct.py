"""A plain `gatewise check` is called without Typer's parsing, and everything else is left to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from autograder.commands import learner
from autograder.commands.direct import call_directly, plain_arguments
from autograder.commands.options import Format
from tests.learner.conftest import fresh_kit, kit

__all__ = ["fresh_kit", "kit"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], {}),
        (["gates.py"], {"file": Path("gates.py")}),
        (["-e", "sigmoid", "gates.py"], {"exercise": "sigmoid", "file": Path("gates.py")}),
        (["a.py", "--unit", "gates"], {"file": Path("a.py"), "unit": "gates"}),
        (["--format", "json", "--keys", "k"], {"format": Format.json, "keys": Path("k")}),
    ],
)
def test_plain_words_become_arguments(words: list[str], wanted: dict[str, object]) -> None:
    assert plain_arguments(learner.check, words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["a.py", "b.py"],
        ["--format", "xml"],
        ["--exercise=sigmoid"],
        ["-e"],
        ["-e", "-u"],
        ["-e", "a", "--exercise", "b"],
        ["--", "a.py"],
    ],
)
def test_anything_else_is_left_to_typer(words: list[str]) -> None:
    assert plain_arguments(learner.check, words) is None


def test_other_kinds_of_values_are_left_to_typer() -> None:
    assert plain_arguments(learner.quiz, ["--limit", "3"]) is None


def test_the_exit_status_is_the_command_s() -> None:
    def ends(error: BaseException | None) -> None:
        if error is not None:
            raise error

    assert call_directly(lambda: ends(None), {}) == 0
    assert call_directly(lambda: ends(typer.Exit(2)), {}) == 2
    assert call_directly(lambda: ends(KeyboardInterrupt()), {}) == 130


def test_a_check_loads_no_pydantic_and_no_second_python(kit: Path) -> None:
    code = """
import subprocess, sys
subprocess.Popen = None
sys.argv = ["gatewise", "check", "rnn/rnn.py"]
from autograder.cli import main
try:
    main()
finally:
    loaded = {"pydantic", "nbformat", "autograder.judge.edits"} & set(sys.modules)
    print(sorted(loaded), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=kit, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "rnn_step  not attempted" in done.stdout
    assert done.stderr.strip() == "[]"
