"""A small class and what it hands in: right, wrong, and damaged in most ways that a notebook can
be.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
class Sample:
    """What one learner hands in: cells, files beside the notebook, and the notebook's other
    fields.
    """

    learner: str
    cells: Cells
    files: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)

    def write(self, submitted: Path, notebook: dict[str, Any]) -> None:
        """Hand it in as a copy of ``notebook`` with these cells."""
        folder = submitted / self.learner / UNIT
        folder.mkdir(parents=True)
        changed = notebook | {"cells": self.cells} | self.fields
        (folder / f"{UNIT}.ipynb").write_text(json.dumps(changed))
        for name, text in self.files.items():
            (folder / name).write_text(text)


def hand_in_samples(submitted: Path, released: Path) -> None:
    """Fill the folder ``submitted`` with the whole class, made from the notebook ``released``."""
    notebook = json.loads(released.read_text())
    blank: Cells = notebook["cells"]
    right = filled(blank, RIGHT)
    for sample in (*plain(blank, right), *rearranged(right), *forged(blank, right), *odd(right)):
        sample.write(submitted, notebook)
    Sample("broken", right).write(submitted, notebook)
    (submitted / "broken" / UNIT / f"{UNIT}.ipynb").write_text('{"cells": [')


def plain(blank: Cells, right: Cells) -> list[Sample]:
    """As a learner may well hand it in."""
    return [
        Sample("right", right),
        Sample("wrong", filled(right, {"forget_gate": TANH})),
        Sample("untouched", blank),
        Sample("late", right, {"timestamp.txt": "2026-03-02 12:00:00 UTC"}),
        Sample("early", right, {"timestamp.txt": "2026-02-02 12:00:00 UTC"}),
        Sample("both", blank, {f"{UNIT}.py": "import numpy as np\n" + "\n".join(RIGHT.values())}),
        Sample("zz_last", right),
    ]


def rearranged(right: Cells) -> list[Sample]:
    """Cells twice, without their mark, or gone."""
    at = position(right, "sigmoid-grade")
    gone = ("sigmoid", "sigmoid-grade", "candidate-grade")
    bare: dict[str, Any] = {
        "cell_type": "code",
        "metadata": {},
        "source": SIGMOID,
        "outputs": [],
        "execution_count": None,
    }
    return [
        Sample("repeated", [*right[: at + 1], *right[at - 1 :]]),
        Sample("shortened", [*(cell for cell in right if identity(cell) not in gone), bare]),
    ]


def forged(blank: Cells, right: Cells) -> list[Sample]:
    """Marks written by the learner, scripts for whoever reads the page."""
    claimed = {
        "output_type": "execute_result",
        "execution_count": 1,
        "metadata": {},
        "data": {"text/plain": "2.0"},
    }

    def retag(cell: dict[str, Any]) -> dict[str, Any]:
        cell["metadata"]["tags"] = ["skip-execution"]
        cell["metadata"]["nbgrader"] |= {"points": 1000, "schema_version": 2}
        return cell

    def claim(cell: dict[str, Any]) -> dict[str, Any]:
        unlocked = {"nbgrader": cell["metadata"]["nbgrader"] | {"locked": False}}
        return cell | {"outputs": [claimed], "source": "2.0", "metadata": unlocked}

    exits = filled(blank, {"sigmoid": "raise SystemExit"})
    scripted = f"def forget_gate(*a):\n    raise ValueError({SCRIPT!r})"
    prose = {
        "cell_type": "markdown",
        "id": "x",
        "metadata": {},
        "source": f"{SCRIPT} [go](javascript:alert(1)) a < b",
    }
    raw = {
        "cell_type": "raw",
        "id": "y",
        "metadata": {"raw_mimetype": "text/html"},
        "source": SCRIPT,
    }
    return [
        Sample("retagged", changed(right, "candidate-grade", retag)),
        Sample("claiming", changed(exits, "sigmoid-grade", claim)),
        Sample("scripted", [*filled(right, {"forget_gate": scripted}), prose, raw]),
    ]


def odd(right: Cells) -> list[Sample]:
    """Notebooks of other versions, and cells that no program writes."""

    def schema9(cell: dict[str, Any]) -> dict[str, Any]:
        newer = cell["metadata"]["nbgrader"] | {"schema_version": 9, "extra": "x"}
        return cell | {"metadata": {"nbgrader": newer}}

    without_ids = [{name: value for name, value in cell.items() if name != "id"} for cell in right]
    odd_cells: Cells = [
        {"cell_type": "heading", "level": 1},
        {"cell_type": "code", "source": ["a = ", "1"], "metadata": 3},
        {"cell_type": "code", "source": "# long\n" * 20_000, "metadata": {}},
    ]
    return [
        Sample("idless", without_ids, fields={"nbformat_minor": 2}),
        Sample("schema9", changed(right, "candidate", schema9)),
        Sample("oldformat", right, fields={"nbformat": 3}),
        Sample("oddcells", [*right, *odd_cells]),
    ]


def changed(cells: Cells, name: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Cells:
    """The cells, with ``change`` applied to a copy of the one of that name."""
    return [
        change(json.loads(json.dumps(cell))) if identity(cell) == name else cell for cell in cells
    ]
