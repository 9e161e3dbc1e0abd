"""The same submissions and the same tests for every grader: the `gates` unit, in the form that
each of them wants.
"""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import numpy as np

from autograder.data.answer_key import AnswerKey, ExerciseKey
from tests.course.solved import bare_source

IMPORTS = "import numpy as np\n"


def perfect(key: AnswerKey) -> dict[str, str]:
    """A right answer for each exercise, as source that stands alone: the reference without its
    checks and types.
    """
    return {exercise.slug: bare_source(exercise.slug) for exercise in key.exercises}


def test_source(exercise: ExerciseKey) -> str:
    """All cases of an exercise as literal values, compared as tests usually do it."""
    cases = [
        (
            [np.asarray(item).tolist() for item in case.inputs.values()],
            np.asarray(case.expected).tolist(),
        )
        for case in exercise.cases
        if case.judge == "values"
    ]
    return (
        f"import json\nimport numpy as np\ncases = json.loads('''{json.dumps(cases)}''')\n"
        "for inputs, expected in cases:\n"
        f"    result = {exercise.slug}(*[np.array(each) for each in inputs])\n"
        "    np.testing.assert_allclose(result, np.array(expected), rtol=1e-4, atol=1e-5)\n"
    )


def notebook(cells: list[dict[str, Any]]) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps(
        {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    )


def code_cell(source: str, grade_id: str = "", **nbgrader: Any) -> dict[str, Any]:
    known = {
        "grade_id": grade_id,
        "grade": False,
        "solution": False,
        "locked": False,
        "task": False,
        "schema_version": 3,
    }
    metadata = {"nbgrader": known | nbgrader} if grade_id else {}
    return {
        "cell_type": "code",
        "id": grade_id or "setup",
        "source": source,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
    }


def nbgrader_notebook(key: AnswerKey, answers: dict[str, str]) -> str:
    cells = [code_cell(IMPORTS)]
    for exercise in key.exercises:
        cells += [
            code_cell(answers[exercise.slug], exercise.slug, solution=True),
            code_cell(
                test_source(exercise),
                f"{exercise.slug}-grade",
                grade=True,
                locked=True,
                points=exercise.points,
            ),
        ]
    return notebook(cells)


def plain_notebook(answers: dict[str, str]) -> str:
    cells = [code_cell(IMPORTS), *(code_cell(source) for source in answers.values())]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell{number}"
    return notebook(cells)


def otter_test(exercise: ExerciseKey) -> str:
    body = textwrap.indent(test_source(exercise), "    ")
    head = [
        "from otter.test_files import test_case",
        "OK_FORMAT = False",
        f"name = {exercise.slug!r}",
        f"points = {exercise.points}",
        "",
        "@test_case(points=None, hidden=False)",
        f"def test_it({exercise.slug}):",
    ]
    return "\n".join(head) + f"\n{body}"


def pytest_module(key: AnswerKey) -> str:
    tests = [
        f"def test_{exercise.slug}():\n    from submission import {exercise.slug}\n"
        + textwrap.indent(test_source(exercise), "    ")
        for exercise in key.exercises
    ]
    return "\n\n".join(tests)


def python_file(answers: dict[str, str]) -> str:
    return IMPORTS + "\n\n" + "\n\n\n".join(answers.values()) + "\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path
