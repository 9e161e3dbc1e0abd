"""The ``.py`` file of a unit opens in editors as the notebook does, and handing in either gives the
same marks.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jupytext
import nbformat
import pytest

from autograder.course.discover import load_course
from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.grade import grade
from autograder.notebooks.release.build import BuiltUnit, build_unit
from autograder.sandbox import Sandbox
from autograder.submission.read import read_submission
from tests.conftest import UnitKey
from tests.course.solved import solution

ROOT = Path(__file__).resolve().parents[2]
UNITS = tuple(unit.slug for unit in load_course(ROOT).units)
CELL = re.compile(r"^(#\s*%%|#\s*<codecell>|#\s*In\[\d*?\]|#\s*In\[ \])")
TEXT = re.compile(r"^(#\s*%%\s*\[markdown\]|#\s*<markdowncell>)")
"""What begins a cell to VS Code: the defaults of its settings
``jupyter.interactiveWindow.codeRegularExpression`` and ``markdownRegularExpression`` (constants.ts
of microsoft/vscode-jupyter)."""


def pair(key: AnswerKey, folder: Path, write: Callable[[str], str | None]) -> tuple[Path, Path]:
    """Both files of a unit, with each stub for which there is something else to write replaced by
    it.
    """
    made = build_unit(key, ROOT / "exercises" / key.unit)
    text = made.python
    for exercise in key.exercises:
        written = write(exercise.slug)
        if written is not None:
            assert text.count(exercise.stub.strip()) == 1
            text = text.replace(exercise.stub.strip(), written)
            for cell in made.notebook.cells:
                if cell.id == exercise.slug:
                    cell.source = written
    notebook, python = folder / f"{key.unit}.ipynb", folder / f"{key.unit}.py"
    nbformat.write(made.notebook, notebook)
    python.write_text(text, encoding="utf-8")
    return notebook, python


def graded(path: Path, key: AnswerKey, sandbox: Sandbox) -> Grade:
    (submission,) = read_submission(path, {key.unit: key})
    return grade(submission, key, sandbox)


def outcome(grade: Grade) -> list[tuple[str, str, float | None, str]]:
    """Return all that a learner reads, except the place in the file, which differs."""
    return [
        (
            exercise.slug,
            exercise.status,
            exercise.score,
            re.sub(r" \([^()]*, line \d+\)|Line \d+ of [^:]+", "", exercise.message),
        )
        for exercise in grade.exercises
    ]


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_vs_code_finds_the_cells_that_jupyterlab_finds(unit: str, unit_key: UnitKey) -> None:
    text = build_unit(unit_key(unit), ROOT / "exercises" / unit).python
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if CELL.match(line.strip()) or TEXT.match(line.strip()):
            found.append(("markdown" if TEXT.match(line.strip()) else "code", []))
        else:
            found[-1][1].append(line)
    read = jupytext.reads(text, fmt="py:percent").cells
    assert [kind for kind, _ in found] == [cell.cell_type for cell in read]
    for (kind, lines), cell in zip(found, read, strict=True):
        if kind == "markdown":  # each line has to be a comment, or VS Code takes the rest for code
            assert all(line.startswith("#") for line in lines if line.strip())
        else:
            assert "\n".join(lines).strip() == cell.source.strip()


def test_a_python_file_holds_the_cells_of_the_notebook(unit_key: UnitKey) -> None:
    key = unit_key("rnn")
    made: BuiltUnit = build_unit(key, ROOT / "exercises" / "rnn")
    ast.parse(made.python)
    read = jupytext.reads(made.python, fmt="py:percent")
    ours = [cell.source for cell in read.cells if "gatewise-check" in cell.metadata.get("tags", [])]
    quizzes_and_pictures = made.python.count("import quiz") + made.python.count("from lstm_lab")
    assert len(ours) == len(key.exercises) + quizzes_and_pictures + 1
    prose = [cell.source for cell in read.cells if cell.cell_type == "markdown"]
    questions = [text for text in prose if text.startswith("**Questions**")]
    assert questions == ["**Questions**: `gatewise quiz rnn` in a terminal asks them."]
    assert [text for text in prose[1:] if text not in questions] == [
        cell.source for cell in made.notebook.cells if cell.cell_type == "markdown"
    ]
    stubs = [
        cell.source for cell in read.cells if cell.cell_type == "code" and cell.source not in ours
    ]
    assert stubs == [
        cell.source
        for cell in made.notebook.cells
        if cell.cell_type == "code" and (cell.id == "setup" or key.exercise(cell.id))
    ]


def both_ways(key: AnswerKey, folder: Path) -> None:
    slugs = [exercise.slug for exercise in key.exercises]
    wrong = slugs[0]
    submissions: dict[str, Callable[[str], str | None]] = {
        "stubs": lambda slug: None,
        "right": lambda slug: solution(slug, slugs),
        "mixed": lambda slug: (
            None
            if slug == slugs[-1]
            else (
                solution(slug, slugs)
                if slug != wrong
                else f"def {slug}(*inputs):\n    return inputs[0]"
            )
        ),
    }
    with Sandbox(workers=1, allow_unsafe=True) as sandbox:
        for name, write in submissions.items():
            notebook, python = (graded(path, key, sandbox) for path in pair(key, folder, write))
            assert outcome(notebook) == outcome(python), name
            assert python.notes == (), name
            if name == "stubs":
                assert {exercise.status for exercise in python.exercises} == {"not_attempted"}
            if name == "right":
                assert {exercise.status for exercise in python.exercises} == {"passed"}
                assert python.score == 10
            if name == "mixed":
                assert python.exercises[0].status in ("wrong", "raised")
                assert python.exercises[-1].status == "not_attempted"


@pytest.mark.slow
def test_notebook_and_python_file_get_the_same_marks(unit_key: UnitKey, tmp_path: Path) -> None:
    both_ways(unit_key("rnn"), tmp_path)


def test_a_file_saved_by_jupytext_gives_the_same_marks(unit_key: UnitKey, tmp_path: Path) -> None:
    """As JupyterLab saves it, each cell written anew."""
    key = unit_key("rnn")
    slugs = [exercise.slug for exercise in key.exercises]
    _, python = pair(
        key, tmp_path, lambda slug: None if slug == slugs[-1] else solution(slug, slugs)
    )
    with Sandbox(workers=1, allow_unsafe=True) as sandbox:
        before = graded(python, key, sandbox)
        notebook = jupytext.read(python, fmt="py:percent")
        notebook.cells.insert(1, nbformat.v4.new_markdown_cell("A note of my own."))
        jupytext.write(notebook, python, fmt="py:percent")
        after = graded(python, key, sandbox)
    assert outcome(after) == outcome(before)
    assert (before.score, after.notes) == (6.0, ())


@pytest.mark.parametrize("place", [0, 1, -1], ids=["at the top", "below the setup", "at the end"])
def test_a_function_written_in_a_cell_of_its_own_counts(
    unit_key: UnitKey, tmp_path: Path, place: int
) -> None:
    """The stubs stay as they were handed out, and the learner's functions stand in a cell that they
    added.
    """
    key = unit_key("rnn")
    notebook, python = pair(key, tmp_path, lambda slug: None)
    slugs = [exercise.slug for exercise in key.exercises]
    mine = "\n\n".join(["import numpy as np", *(solution(slug, slugs) for slug in slugs)])
    held = nbformat.read(notebook, as_version=4)
    held.cells.insert(place % (len(held.cells) + 1), nbformat.v4.new_code_cell(mine))
    nbformat.write(held, notebook)
    parts = python.read_text(encoding="utf-8").split("# %%")
    parts.insert(place % (len(parts) + 1) or 1, f"\n{mine}\n\n")
    python.write_text("# %%".join(parts), encoding="utf-8")
    with Sandbox(workers=1, allow_unsafe=True) as sandbox:
        for path in (notebook, python):
            assert graded(path, key, sandbox).score == 10, path.name


@pytest.mark.slow
def test_both_ways_give_the_same_marks_in_every_unit(
    keys: dict[str, AnswerKey], tmp_path: Path
) -> None:
    for key in keys.values():
        both_ways(key, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_a_python_file_runs_as_a_script(unit: str, unit_key: UnitKey, tmp_path: Path) -> None:
    """As some editors run it: from top to bottom, checks included."""
    key = unit_key(unit)
    slugs = [exercise.slug for exercise in key.exercises]
    (tmp_path / f"{unit}.public.key").write_bytes(key.public().to_bytes())
    _, python = pair(key, tmp_path, lambda slug: solution(slug, slugs))
    done = subprocess.run(
        [sys.executable, "-W", "error", str(python)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.dumps(done.stderr) == '""'
