"""Two payloads that get full marks from stock nbgrader and none here: a cell's tag, a call of
``sys.displayhook``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.data.answer_key import AnswerKey
from autograder.grade import grade
from autograder.sandbox import Sandbox
from autograder.submission.read import read_submission

PAYLOADS = Path(__file__).parent / "payloads"
TEST = "import numpy as np\nresult = forget_gate(*[np.ones((2, 2))] * 5)\nassert result is not None"


def notebook(name: str, tags: list[str], test: str) -> dict[str, Any]:
    """A learner's notebook with one exercise: the solution, and the locked cell that carries the
    points.
    """

    def cell(source: str, grade_id: str, **nbgrader: Any) -> dict[str, Any]:
        known = {
            "grade_id": grade_id,
            "grade": False,
            "solution": False,
            "locked": False,
            "task": False,
            "schema_version": 3,
        }
        metadata: dict[str, Any] = {"nbgrader": known | nbgrader}
        return {
            "cell_type": "code",
            "id": grade_id,
            "source": source,
            "metadata": metadata,
            "outputs": [],
            "execution_count": None,
        }

    solution = cell((PAYLOADS / f"{name}.py").read_text(), "forget_gate", solution=True)
    points = cell(test, "forget_gate-grade", grade=True, locked=True, points=2.0)
    points["metadata"]["tags"] = tags
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "cells": [solution, points],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


CASES = [
    ("skip_execution_tag", ["skip-execution"], TEST),
    ("displayhook", [], TEST.replace("assert result is not None", "0.0")),
]


@pytest.mark.parametrize(("name", "tags", "test"), CASES, ids=[name for name, *_ in CASES])
def test_here_they_get_no_marks(
    name: str, tags: list[str], test: str, locked: Sandbox, key: AnswerKey, tmp_path: Path
) -> None:
    path = tmp_path / "gates.ipynb"
    path.write_text(json.dumps(notebook(name, tags, test)))
    (submission,) = read_submission(path, {"gates": key})
    marked = grade(submission, key, locked)
    assert marked.score == 0
    assert not marked.needs_person


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "tags", "test"), CASES, ids=[name for name, *_ in CASES])
def test_stock_nbgrader_gives_full_marks(name: str, tags: list[str], test: str) -> None:
    nbformat = pytest.importorskip("nbformat")
    preprocessors = pytest.importorskip("nbgrader.preprocessors")
    from nbgrader.utils import determine_grade

    honest = notebook(name, [], test)
    honest["cells"][0]["source"] = "def forget_gate(*arguments):\n    return None"
    for made, expected in ((honest, 0.0), (notebook(name, tags, test), 2.0)):
        run, _ = preprocessors.Execute().preprocess(
            nbformat.from_dict(made), {"metadata": {"path": "."}}
        )
        assert determine_grade(run.cells[1]) == (expected, 2.0)
