"""What a learner reads once an exercise has passed: notebook, terminal and watch."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from autograder import check
from autograder.cli import app
from autograder.commands.watch_screen import screen
from autograder.learner.checker import Checker
from autograder.learner.watch import Watch
from autograder.learner.work import unit_folders
from autograder.report.text import COMPARE
from tests.conftest import UnitKey
from tests.learner.conftest import NO_BIAS, RIGHT_STEP, write

CAN_NOW = "You can write one step of a recurrent network"
FORM = "return np.tanh(x_t @ W.T + h_prev @ U.T + b)"


@pytest.fixture
def open_kit(kit: Path, unit_key: UnitKey) -> Path:
    """A kit whose instructor hands out the forms."""
    unit_key("rnn").public(reference_forms=True).save(kit / "rnn" / "rnn.public.key")
    return kit


def rnn_step(x_t, h_prev, W, U, b):  # type: ignore[no-untyped-def]
    return np.tanh(np.concatenate([x_t, h_prev], 1) @ np.concatenate([W, U], 1).T + b)


def test_in_a_notebook(open_kit: Path) -> None:
    result = check(rnn_step, folder=open_kit / "rnn")
    assert result.passed
    shown = result._repr_html_()
    assert shown.index(CAN_NOW) < shown.index("right values") < shown.index(COMPARE)
    assert FORM in shown
    assert FORM in repr(result)


def test_without_the_instructor_s_leave_there_is_no_form(kit: Path) -> None:
    result = check(rnn_step, folder=kit / "rnn")
    assert CAN_NOW in repr(result)
    assert COMPARE not in repr(result) + result._repr_html_()


def test_a_wrong_function_reads_nothing_of_it(open_kit: Path) -> None:
    def rnn_step(x_t, h_prev, W, U, b):  # type: ignore[no-untyped-def]
        return np.tanh(x_t @ W.T + h_prev @ U.T)

    said = repr(check(rnn_step, folder=open_kit / "rnn"))
    assert CAN_NOW not in said
    assert FORM not in said


def test_in_the_terminal_for_the_exercise_that_was_asked_for(open_kit: Path) -> None:
    path = open_kit / "rnn" / "rnn.py"
    write(path, "rnn_step", RIGHT_STEP)
    one = CliRunner().invoke(app, ["check", str(path), "-e", "rnn_step"]).output
    assert CAN_NOW in " ".join(one.split())
    assert FORM in one
    assert CAN_NOW not in " ".join(CliRunner().invoke(app, ["check", str(path)]).output.split())


def test_in_watch_when_it_has_just_passed(open_kit: Path, checker: Checker) -> None:
    path = open_kit / "rnn" / "rnn.py"
    write(path, "rnn_step", NO_BIAS)
    watch = Watch(unit_folders(open_kit), checker)
    watch.begin()
    text = path.read_text(encoding="utf-8").replace(NO_BIAS, RIGHT_STEP)
    path.write_text(text, encoding="utf-8")
    view = watch.saved(path)
    assert view is not None
    console = Console(width=100, file=sys.stdout)
    with console.capture() as shown:
        console.print(screen(view, datetime.now()))
    assert CAN_NOW in " ".join(shown.get().split())
    assert FORM in shown.get()
    assert not watch.now().arrived
