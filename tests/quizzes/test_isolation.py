"""What importing costs, and what must never travel to a learner."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import quizzes
from quizzes.bank import BANK, DRAWN
from quizzes.graded import drawn_for_course, notebook_cells
from quizzes.loading import load_bank, read_drawn
from quizzes.sessions import practice_bank, start
from quizzes.types import Functions

ROOT = Path(quizzes.__file__).resolve().parents[1]


HEAVY = (
    "IPython",
    "ipywidgets",
    "anywidget",
    "notebook",
    "jupyterlab",
    "nbformat",
    "nbgrader",
    "traitlets",
    "numpy",
    "latex2mathml",
    "pydantic",
    "ruamel",
    "rich",
    "fsrs",
)


def loaded_by(code: Any) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=True,
    )
    return {name.split(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import quizzes") & set(HEAVY) == set()


def test_loading_the_bank_and_a_terminal_quiz_need_no_jupyter() -> None:
    code = "from quizzes import load_bank, run_quiz; load_bank()"

    assert loaded_by(code) & (set(HEAVY) - {"pydantic", "ruamel", "rich"}) == set()


def test_public_names_are_there_and_a_wrong_one_is_told() -> None:
    for name in quizzes.__all__:
        assert callable(getattr(quizzes, name))
        assert name in dir(quizzes)
    with pytest.raises(AttributeError, match="it offers"):
        _ = quizzes.nosuch


def test_quizzes_import_neither_autograder_nor_reference_nor_exercises() -> None:
    for file in (ROOT / "quizzes").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not {name.split(".")[0] for name in names} & {
                "autograder",
                "reference",
                "exercises",
            }, file


def test_what_is_installed_holds_no_graded_question() -> None:
    graded = {question.id for question in load_bank(BANK / "graded").questions}

    assert graded
    assert not graded & {question.id for question in practice_bank().questions}
    assert not graded & read_drawn(DRAWN).keys()
    installed = [
        file
        for file in (ROOT / "quizzes").rglob("*")
        if file.is_file()
        and "graded" not in file.relative_to(BANK.parent).parts
        and file.suffix != ".pyc"
    ]
    for file in installed:
        text = file.read_text(encoding="utf-8")
        for name in graded:
            assert name not in text, f"{name} in {file.name}"


def test_without_the_counting_formulas_no_question_is_left_out() -> None:
    """The wheel leaves `quizzes/bank/numbers.py` out: it spells out an exercise's answer."""
    session = start(seed=b"kit")
    assert session.left_out == ()
    assert len(session.questions) == len(practice_bank().questions)


def test_the_wheel_leaves_graded_questions_out() -> None:
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]

    assert any("quizzes/bank/graded".startswith(path.strip("/")) for path in wheel["exclude"])
    assert "quizzes" in wheel["packages"]


def test_a_notebook_of_graded_questions_holds_no_answer_of_a_computed_one(
    reference_functions: Functions,
) -> None:
    questions: list[Any] = drawn_for_course(
        load_bank(BANK / "graded").questions, b"secret", reference_functions
    )
    for question in questions:
        if question.type == "drawn":
            text = "\n".join(cell.source for cell in notebook_cells([question]))
            assert repr(question.answer) not in text or question.answer in question.values.values()
