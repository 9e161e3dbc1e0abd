"""The notebooks that learners get run from top to bottom: with solutions put in, and with the stubs
they came with.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import reference
from autograder.course.discover import load_course
from autograder.data.answer_key import AnswerKey
from autograder.notebooks.release.build import BuiltUnit, build_unit
from autograder.submission.read import grade_id

ROOT = Path(__file__).resolve().parents[2]
UNITS = tuple(unit.slug for unit in load_course(ROOT).units)


def built(key: AnswerKey) -> BuiltUnit:
    return build_unit(key, ROOT / "exercises" / key.unit)


def run(
    notebook: nbformat.NotebookNode, key: AnswerKey, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Execute a notebook beside its public key, with every warning shown and none allowed."""
    (folder / f"{key.unit}.public.key").write_bytes(key.public().to_bytes())
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "1")
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    noise = [
        output.text
        for cell in code(notebook)
        for output in cell.outputs
        if output.get("name") == "stderr"
    ]
    assert noise == []


def code(notebook: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def marks(notebook: nbformat.NotebookNode, key: AnswerKey) -> dict[str, float]:
    """What nbgrader would read off: the first result of each grade cell."""
    cells = {cell.id: cell for cell in code(notebook)}
    results = {
        exercise.slug: next(
            output
            for output in cells[grade_id(exercise.slug)].outputs
            if output.output_type == "execute_result"
        )
        for exercise in key.exercises
    }
    return {slug: float(result.data["text/plain"]) for slug, result in results.items()}


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_with_the_solutions_put_in_everything_is_right(
    unit: str, keys: dict[str, AnswerKey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, made = keys[unit], built(keys[unit])
    for cell in code(made.notebook):
        if key.exercise(cell.id) is not None:
            cell.source = f"from {getattr(reference, cell.id).__module__} import {cell.id}"
    run(made.notebook, key, tmp_path, monkeypatch)
    assert marks(made.notebook, key) == {
        exercise.slug: exercise.points for exercise in key.exercises
    }


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_with_the_stubs_nothing_breaks_and_nothing_is_attempted(
    unit: str, keys: dict[str, AnswerKey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, made = keys[unit], built(keys[unit])
    run(made.notebook, key, tmp_path, monkeypatch)
    assert set(marks(made.notebook, key).values()) == {0.0}
    cells = {cell.id: cell for cell in code(made.notebook)}
    for exercise in key.exercises:
        shown = "".join(str(output) for output in cells[grade_id(exercise.slug)].outputs)
        assert "not attempted" in shown.lower()
