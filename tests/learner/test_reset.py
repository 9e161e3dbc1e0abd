"""`gatewise reset`: the cell as it was handed out, and nothing is lost."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from autograder.learner.reset import reset
from autograder.learner.work import find_work, unit_folders
from autograder.submission.notebook import nbgrader_id
from autograder.submission.read import UnreadableSubmission
from tests.learner.conftest import NO_BIAS, RIGHT_STEP, write

NOW = datetime(2026, 1, 2, 10, 31)


def put_back(kit: Path, path: Path, slug: str = "rnn_step") -> Path | None:
    unit = unit_folders(kit)[0]
    exercise = unit.key.exercise(slug)
    assert exercise is not None
    return reset(unit, path, exercise, NOW).kept


@pytest.mark.parametrize("name", ["rnn.py", "rnn.ipynb"])
def test_the_file_is_as_it_was_and_the_work_is_kept(kit: Path, name: str) -> None:
    path = kit / "rnn" / name
    handed_out = path.read_text(encoding="utf-8")
    write(path, "rnn_step", NO_BIAS)
    write(path, "rnn_sequence", "return X")
    kept = put_back(kit, path)
    assert kept is not None
    assert NO_BIAS in kept.read_text(encoding="utf-8")
    assert kept.parent == kit / "kept-by-gatewise"
    text = path.read_text(encoding="utf-8")
    assert "return X" in text  # no other exercise is touched
    assert put_back(kit, path, "rnn_sequence") is not None
    if name == "rnn.py":
        assert path.read_text(encoding="utf-8") == handed_out
    else:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        before = json.loads(handed_out)["cells"]
        assert ["".join(cell["source"]) for cell in cells] == [
            "".join(cell["source"]) for cell in before
        ]
    assert put_back(kit, path) is None  # nothing is kept where nothing was changed


def test_a_cell_that_was_deleted_comes_back_in_its_place(kit: Path) -> None:
    path = kit / "rnn" / "rnn.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    ids = [nbgrader_id(cell) for cell in notebook["cells"]]
    notebook["cells"] = [cell for cell in notebook["cells"] if nbgrader_id(cell) != "rnn_step"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert put_back(kit, path) is None
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [nbgrader_id(cell) for cell in cells] == ids
    write(path, "rnn_step", RIGHT_STEP)
    assert find_work("rnn_step", path)[1].written == ("rnn_step",)


def test_of_two_cells_one_is_left(kit: Path) -> None:
    path = kit / "rnn" / "rnn.ipynb"
    write(path, "rnn_step", NO_BIAS)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    own = next(cell for cell in notebook["cells"] if nbgrader_id(cell) == "rnn_step")
    notebook["cells"].append(own | {"id": "another", "source": "def rnn_step(): pass"})
    path.write_text(json.dumps(notebook), encoding="utf-8")
    kept = put_back(kit, path)
    assert kept is not None
    assert "def rnn_step(): pass" in kept.read_text(encoding="utf-8")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [nbgrader_id(cell) for cell in cells].count("rnn_step") == 1


def test_a_file_without_cells_loses_that_function_alone(kit: Path) -> None:
    path = kit / "rnn" / "rnn.py"
    path.write_text(
        "import numpy as np\n\n\ndef helper(z):\n    return z\n\n\n"
        "def rnn_step(x_t, h_prev, W, U, b):\n    # mine\n    return helper(x_t)\n\n\n"
        "def rnn_sequence(X, h_0, W, U, b):\n    return X\n",
        encoding="utf-8",
    )
    kept = put_back(kit, path)
    assert kept is not None
    assert "helper(x_t)" in kept.read_text(encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert "rnn_step is yours to write" in text
    assert "def helper(z):\n    return z" in text
    assert "def rnn_sequence(X, h_0, W, U, b):\n    return X" in text
    path.write_text("import numpy as np\n", encoding="utf-8")
    assert put_back(kit, path) is None
    assert "rnn_step is yours to write" in path.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_left_alone(kit: Path) -> None:
    path = kit / "rnn" / "rnn.ipynb"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableSubmission, match="not valid JSON"):
        put_back(kit, path)
    assert path.read_text(encoding="utf-8") == "{"
