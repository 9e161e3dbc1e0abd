"""The folders of quizzes are stages: each imports only from those before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import quizzes
from quizzes.types import QUESTION_TYPES

PACKAGE = Path(quizzes.__file__).parent
STAGES = (
    "bank",
    "text",
    "types",
    "loading",
    "sessions",
    "surfaces",
    "exports",
    "graded",
    "analysis",
)


def stages_imported(file: Path) -> set[str]:
    """The stages that a file imports, also inside a function."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("quizzes."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "quizzes":
            found |= {name.name for name in node.names}
    return found


def test_every_folder_is_a_stage_and_says_what_enters_and_leaves() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert folders == set(STAGES)
    for stage in STAGES:
        text = (PACKAGE / stage / "__init__.py").read_text(encoding="utf-8")
        sentence = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
        assert "enter" in sentence, stage
        assert sentence.endswith(("leaves.", "leave.", "leave as paths.")), stage


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_earlier_ones(stage: str) -> None:
    files = [*(PACKAGE / stage).rglob("*.py")]
    allowed = set(STAGES[: STAGES.index(stage) + 1])

    assert files
    for file in files:
        assert stages_imported(file) <= allowed, file.name


def test_no_stage_asks_which_type_a_question_has() -> None:
    """Only a type's own file knows its class; the others call its methods."""
    classes = {kind.__name__ for kind in QUESTION_TYPES.values()}
    for file in PACKAGE.rglob("*.py"):
        if file.parent.name == "types":
            continue
        names = {
            node.id
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Name)
        }
        assert not names & classes, file.name


def test_each_type_has_a_file_of_its_own() -> None:
    modules = {kind.__module__ for kind in QUESTION_TYPES.values()}

    assert modules == {f"quizzes.types.{name}" for name in QUESTION_TYPES}
    assert len(QUESTION_TYPES) == 8
