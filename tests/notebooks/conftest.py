"""One course and one small class for all tests of this folder, graded with nbgrader's command and
with ours.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.course.discover import default_root
from autograder.notebooks.gradebook.grade_course import Result, grade_course
from autograder.notebooks.release.new_course import NewCourse, new_course

UNIT = "gates"

SIGMOID = """def sigmoid(z):
    z = np.asarray(z)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)
"""
RIGHT = {"sigmoid": SIGMOID} | {
    slug: f"def {slug}(x_t, h_prev, W, U, b):\n    return {call}(x_t @ W.T + h_prev @ U.T + b)\n"
    for slug, call in (
        ("forget_gate", "sigmoid"),
        ("input_gate", "sigmoid"),
        ("candidate", "np.tanh"),
        ("output_gate", "sigmoid"),
    )
}
TANH = RIGHT["forget_gate"].replace("sigmoid(", "np.tanh(")
SCRIPT = "<script>alert('from a hand-in')</script>"

Cells = list[dict[str, Any]]


def identity(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def position(cells: Cells, name: str) -> int:
    return next(index for index, cell in enumerate(cells) if identity(cell) == name)


def filled(cells: Cells, sources: dict[str, str]) -> Cells:
    return [
        cell | {"source": sources[identity(cell)]} if identity(cell) in sources else cell
        for cell in cells
    ]


@dataclass(frozen=True)
class Class:
    """A graded course: its folder, and what our own grading said of each learner."""

    folder: Path
    results: dict[str, Result]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> NewCourse:
    """A new course with one unit, and late penalties switched on. No test changes it. Its secret is
    always the same, so that no hidden number is by chance one that learners see.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("secrets.token_bytes", lambda size: bytes(range(1, size + 1)))
        course = new_course(
            default_root(), tmp_path_factory.mktemp("course") / "Spring 2026", units=(UNIT,)
        )
    config = course.folder.root / "nbgrader_config.py"
    config.write_text(config.read_text() + '\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    return course


@pytest.fixture(scope="session")
def released(made: NewCourse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course after `nbgrader generate_assignment`, with a due date."""
    folder = tmp_path_factory.mktemp("released") / "course"
    shutil.copytree(made.folder.root, folder)
    nbgrader(folder, "generate_assignment", UNIT)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(UNIT, duedate="2026-03-01 12:00:00 UTC")
    return folder


def nbgrader(folder: Path, *arguments: str, status: int = 0) -> str:
    """Run nbgrader's own command in a course folder."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        text=True,
        capture_output=True,
        env=dict(os.environ) | {"PATH": path},
        check=False,
        timeout=200,
    )
    assert done.returncode == status, done.stderr[-3000:]
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def handed_in(released: Path) -> Path:
    """The released course with a class of hand-ins, most of them damaged in some way."""
    notebook = json.loads((released / "release" / UNIT / f"{UNIT}.ipynb").read_text())
    blank: Cells = notebook["cells"]
    right = filled(blank, RIGHT)

    def add(
        learner: str, cells: Cells, files: dict[str, str] | None = None, **changes: Any
    ) -> None:
        folder = released / "submitted" / learner / UNIT
        folder.mkdir(parents=True)
        (folder / f"{UNIT}.ipynb").write_text(json.dumps(notebook | {"cells": cells} | changes))
        for name, text in (files or {}).items():
            (folder / name).write_text(text)

    def change(cells: Cells, name: str, how: Callable[[dict[str, Any]], dict[str, Any]]) -> Cells:
        return [
            how(json.loads(json.dumps(cell))) if identity(cell) == name else cell for cell in cells
        ]

    add("right", right)
    add("wrong", filled(right, {"forget_gate": TANH}))
    add("untouched", blank)
    add("late", right, {"timestamp.txt": "2026-03-02 12:00:00 UTC"})
    add("early", right, {"timestamp.txt": "2026-02-02 12:00:00 UTC"})
    at = position(right, "sigmoid-grade")
    add("repeated", [*right[: at + 1], *right[at - 1 :]])
    add(
        "shortened",
        [
            cell
            for cell in right
            if identity(cell) not in ("sigmoid", "sigmoid-grade", "candidate-grade")
        ]
        + [
            {
                "cell_type": "code",
                "metadata": {},
                "source": SIGMOID,
                "outputs": [],
                "execution_count": None,
            }
        ],
    )
    add(
        "retagged",
        change(
            right,
            "candidate-grade",
            lambda cell: (
                cell
                | {
                    "metadata": (
                        cell["metadata"]
                        | {
                            "tags": ["skip-execution"],
                            "nbgrader": (
                                cell["metadata"]["nbgrader"] | {"points": 1000, "schema_version": 2}
                            ),
                        }
                    )
                }
            ),
        ),
    )
    claimed = [
        {
            "output_type": "execute_result",
            "execution_count": 1,
            "metadata": {},
            "data": {"text/plain": "2.0"},
        }
    ]
    add(
        "claiming",
        change(
            filled(blank, {"sigmoid": "raise SystemExit"}),
            "sigmoid-grade",
            lambda cell: (
                cell
                | {
                    "outputs": claimed,
                    "source": "2.0",
                    "metadata": {"nbgrader": cell["metadata"]["nbgrader"] | {"locked": False}},
                }
            ),
        ),
    )
    add(
        "idless",
        [{name: value for name, value in cell.items() if name != "id"} for cell in right],
        nbformat_minor=2,
    )
    add(
        "scripted",
        [
            *filled(
                right, {"forget_gate": f"def forget_gate(*a):\n    raise ValueError({SCRIPT!r})"}
            ),
            {
                "cell_type": "markdown",
                "id": "x",
                "metadata": {},
                "source": f"{SCRIPT} [go](javascript:alert(1)) a < b",
            },
            {
                "cell_type": "raw",
                "id": "y",
                "metadata": {"raw_mimetype": "text/html"},
                "source": SCRIPT,
            },
        ],
    )
    add(
        "schema9",
        change(
            right,
            "candidate",
            lambda cell: (
                cell
                | {
                    "metadata": {
                        "nbgrader": (
                            cell["metadata"]["nbgrader"] | {"schema_version": 9, "extra": "x"}
                        )
                    }
                }
            ),
        ),
    )
    add("oldformat", right, nbformat=3)
    add(
        "oddcells",
        [
            *right,
            {"cell_type": "heading", "level": 1},
            {"cell_type": "code", "source": ["a = ", "1"], "metadata": 3},
            {"cell_type": "code", "source": "# long\n" * 20_000, "metadata": {}},
        ],
    )
    add("both", blank, {f"{UNIT}.py": "import numpy as np\n" + "\n".join(RIGHT.values())})
    add("broken", right)
    (released / "submitted" / "broken" / UNIT / f"{UNIT}.ipynb").write_text('{"cells": [')
    add("zz_last", right)
    return released


@pytest.fixture(scope="session")
def by_nbgrader(handed_in: Path) -> Path:
    """The class graded by `nbgrader autograde`, with feedback pages."""
    nbgrader(handed_in, "autograde", UNIT)
    nbgrader(handed_in, "generate_feedback", UNIT)
    return handed_in


@pytest.fixture(scope="session")
def by_us(
    handed_in: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Class:
    """A copy of the class graded by `grade_course`, with one learner more who handed in a ``.py``
    file.
    """
    folder = tmp_path_factory.mktemp("ours") / "course"
    shutil.copytree(
        handed_in, folder, ignore=shutil.ignore_patterns("autograded", "feedback", "grades")
    )
    request.getfixturevalue("by_nbgrader")  # afterwards, so that both begin with the same gradebook
    python = folder / "submitted" / "python" / UNIT
    python.mkdir(parents=True)
    source = ["import numpy as np\n\nhelper = 1\n", *RIGHT.values(), "print('end')\n"]
    (python / f"{UNIT}.py").write_text("\n".join(source))
    return Class(folder, {result.submitted.learner: result for result in grade_course(folder)})
