"""Where the experiment finds the learner's functions, and which of them it takes as written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import reference
from autograder.learner.learner_functions import find_functions, is_written
from lstm_lab.adding import (
    NEEDED,
)
from tests.conftest import UnitKey

RIGHT: dict[str, Any] = {name: getattr(reference, name) for name in NEEDED}

STUB = (
    'def rnn_step(x_t, h_prev, W, U, b):\n    """Words."""\n    raise NotImplementedError("yours to'
    ' write")\n'
)
WRITTEN = (
    "import numpy as np\nprint('loud')\ndef rnn_sequence(X, h_0, W, U, b):\n    return"
    " np.array('mine')\n"
)


@pytest.fixture(scope="module")
def public_key(unit_key: UnitKey) -> bytes:
    return unit_key("rnn").public().to_bytes()


@pytest.fixture
def kit(tmp_path: Path, public_key: bytes) -> Path:
    for unit in ("rnn", "memory"):
        (tmp_path / unit).mkdir()
    (tmp_path / "rnn" / "rnn.public.key").write_bytes(public_key)
    return tmp_path


def notebook(*cells: tuple[str, dict[str, Any]]) -> str:
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"c{number}",
                    "source": source,
                    "outputs": [],
                    "execution_count": None,
                    "metadata": metadata,
                }
                for number, (source, metadata) in enumerate(cells)
            ],
        }
    )


def test_functions_come_from_the_notebook_itself_first(kit: Path) -> None:
    (kit / "rnn" / "rnn.py").write_text(WRITTEN)
    found = find_functions(["rnn_sequence"], RIGHT, kit / "memory")
    assert found["rnn_sequence"].place == "this notebook"


def test_functions_come_from_a_python_file_of_another_unit(
    kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (kit / "rnn" / "rnn.py").write_text(STUB + WRITTEN)
    found = find_functions(["rnn_sequence", "rnn_step"], {}, kit / "memory")
    assert list(found) == ["rnn_sequence"], "a stub is not written"
    assert (str(found["rnn_sequence"].function(*[None] * 5)), found["rnn_sequence"].place) == (
        "mine",
        "rnn.py",
    )
    assert capsys.readouterr().out == ""


def test_functions_come_from_a_notebook_whose_other_cells_fail(kit: Path) -> None:
    (kit / "rnn" / "rnn.ipynb").write_text(
        notebook(
            ("1 / 0", {}),
            (WRITTEN, {"nbgrader": {"grade_id": "rnn_sequence", "solution": True}}),
            ("raise SystemExit", {}),
            ("x = (", {}),
            (
                "raise KeyboardInterrupt('a locked cell must not run')",
                {"nbgrader": {"grade_id": "q", "locked": True}},
            ),
        )
    )
    found = find_functions(["rnn_sequence"], {}, kit / "memory")
    assert found["rnn_sequence"].place == "rnn.ipynb"


def test_a_stub_does_not_undo_what_was_written_above_it(kit: Path) -> None:
    stub = (
        WRITTEN[: WRITTEN.index("    return")].replace("print('loud')", "")
        + "    raise NotImplementedError\n"
    )
    (kit / "rnn" / "rnn.py").write_text(f"# %%\n{WRITTEN}\n# %%\n{stub}")
    assert (
        str(
            find_functions(["rnn_sequence"], {}, kit / "memory")["rnn_sequence"].function(
                *[None] * 5
            )
        )
        == "mine"
    )


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("raise NotImplementedError", False),
        ("raise NotImplementedError('yours to write')", False),
        ("'words'", False),
        ("pass", False),
        ("return None", True),
        ("return rnn_step(x)", True),
        ("y = x\n    raise NotImplementedError(y)", True),
    ],
)
def test_written_means_more_than_the_stub_does(kit: Path, body: str, written: bool) -> None:
    path = kit / "rnn" / "rnn.py"
    path.write_text(f"def rnn_sequence(x):\n    {body}\n")
    assert ("rnn_sequence" in find_functions(["rnn_sequence"], {}, kit / "memory")) is written
    space: dict[str, Any] = {}
    exec(compile(path.read_text(), str(path), "exec"), space)
    assert is_written(space["rnn_sequence"]) is written


def test_a_cell_that_fails_before_its_function_writes_nothing(kit: Path) -> None:
    """Both cells define the function on their second line, and only the stub's cell gets there."""
    stub = "import math\ndef rnn_sequence(x):\n    raise NotImplementedError"
    (kit / "rnn" / "rnn.ipynb").write_text(
        notebook((stub, {}), ("1 / 0\ndef rnn_sequence(x):\n    return x", {}))
    )
    assert find_functions(["rnn_sequence"], {}, kit / "memory") == {}


def test_functions_call_what_was_written_and_not_the_stub_below(kit: Path) -> None:
    (kit / "rnn" / "rnn.py").write_text(
        "def rnn_step():\n    return 'mine'\n# %%\ndef rnn_sequence():\n    return rnn_step()\n"
        "# %%\n" + STUB
    )
    found = find_functions(["rnn_sequence", "rnn_step"], {}, kit / "memory")
    assert found["rnn_sequence"].function() == "mine"


def test_the_file_that_was_saved_last_counts(kit: Path) -> None:
    for name, saved in (("a", 1), ("b", 3), ("c", 2)):
        path = kit / "rnn" / f"{name}.py"
        path.write_text(WRITTEN)
        os.utime(path, (saved, saved))
    assert find_functions(["rnn_sequence"], {}, kit / "memory")["rnn_sequence"].place == "b.py"


def test_files_that_cannot_be_read_are_passed_over(kit: Path) -> None:
    (kit / "rnn" / "a.py").write_bytes(b"\xff\xfe def rnn_sequence")
    (kit / "rnn" / "b.ipynb").write_text("def rnn_sequence is no JSON")
    assert find_functions(["rnn_sequence"], {}, kit / "memory") == {}
