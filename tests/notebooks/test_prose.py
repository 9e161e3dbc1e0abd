"""Docstrings become prompts, and a lesson is cut at its markers."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from pathlib import Path
from textwrap import indent

import jupytext
import pytest

from autograder.course.discover import CourseError
from autograder.course.docstrings import as_handed_out
from autograder.data.answer_key import AnswerKey
from autograder.notebooks.release.build import build_unit
from autograder.notebooks.release.new_course import NewCourse
from autograder.notebooks.release.prose import Part, gather_figures, prompt_markdown, unit_parts
from tests.notebooks.sample_class import UNIT


@pytest.fixture
def key(made: NewCourse) -> AnswerKey:
    return made.folder.load_keys()[UNIT]


def test_exercises_stand_where_the_lesson_puts_them_and_the_rest_at_the_end(key: AnswerKey) -> None:
    lesson = "# Title\n\n<!-- exercise: candidate -->\n\nthen\n<!-- quiz: gates -->\n"
    parts = unit_parts(key, lesson)
    assert [(part.kind, part.name or part.text) for part in parts] == [
        ("prose", "# Title"),
        ("exercise", "candidate"),
        ("prose", "then"),
        ("quiz", "gates"),
        ("exercise", "sigmoid"),
        ("exercise", "forget_gate"),
        ("exercise", "input_gate"),
        ("exercise", "output_gate"),
    ]


@pytest.mark.parametrize(
    ("lesson", "told"),
    [
        ("<!-- exercise: nowhere -->", "Fix the marker"),
        ("\n<!-- exercise: sigmoyd -->", r"^lesson.md:2 .*'sigmoyd'.* Did you mean 'sigmoid'\?"),
        ("<!-- exercise: sigmoid -->\n" * 2, "lesson.md:2 places exercise sigmoid a second time"),
        ("a\n\n<!-- quiz: gate -->", r"^lesson.md:3 asks .*'gate'.* Did you mean 'gates'\?"),
        ("<!-- quiz: history -->", "There are: gates, cell. Fix the marker, or add the topic."),
    ],
)
def test_wrong_markers_are_refused(key: AnswerKey, lesson: str, told: str) -> None:
    with pytest.raises(CourseError, match=told):
        unit_parts(key, lesson, topics=("gates", "cell"))


def test_a_unit_without_a_lesson_has_its_title(key: AnswerKey, tmp_path: Path) -> None:
    assert unit_parts(key, None)[0] == Part("prose", f"# {key.title}")
    assert build_unit(key, tmp_path).notebook.cells[0].source == f"# {key.title}"


DOCSTRING = """Do it.

And how:

$$y = x$$

Parameters
----------
x : array, shape (B, I)
    First
    input.

    More.
b
    Bias.

Notes
-----
As it *is*.

Returns
-------
y : array
    Out."""


def test_the_idea_stands_above_the_stub_and_the_shapes_in_it(key: AnswerKey) -> None:
    prompt = prompt_markdown(replace(key.exercises[0], slug="f", points=1.0, prompt=DOCSTRING))
    assert (
        prompt
        == "### Exercise: `f` (1 point)\n\nDo it.\n\nAnd how:\n\n$$y = x$$\n\n**Notes**\n\nAs it"
        " *is*."
    )
    source = (
        f'@decorated\ndef f(x, b):\n    r"""{indent(DOCSTRING, "    ").strip()}\n    """\n    raise'
        " NotImplementedError\n"
    )
    made = as_handed_out(source)
    told = inspect.cleandoc(ast.get_docstring(ast.parse(made).body[0]) or "")  # type: ignore[arg-type]
    assert (
        told
        == "Do it.\n\n"
        + DOCSTRING[DOCSTRING.index("Param") : DOCSTRING.index("Notes")]
        + DOCSTRING[DOCSTRING.index("Ret") :]
    )
    assert (
        made
        == f'@decorated\ndef f(x, b):\n    """{indent(told, "    ").strip()}\n    """\n    raise'
        " NotImplementedError\n"
    )
    assert set(DOCSTRING.splitlines()) <= set(
        (prompt.replace("**Notes**", "Notes\n-----") + "\n" + told).splitlines()
    )


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    raise NotImplementedError\n",
        'def f(x):\n    """Do it."""\n    pass\n',
        'def f(x):\n    """Do it.\n\n    Notes\n    -----\n    Long.\n    """\n    pass\n',
        "x = 1\n",
    ],
)
def test_a_stub_that_says_no_shapes_stays_as_it_is(source: str) -> None:
    assert as_handed_out(source) == source


def test_a_formula_among_the_shapes_stays_a_raw_string() -> None:
    source = (
        'def f(x):\n    r"""Do $\\sigma$.\n\n    Long.\n\n    Returns\n    -------\n    y : array\n'
        '    """\n    pass\n'
    )
    assert as_handed_out(source) == source.replace("    Long.\n\n", "")


def test_figures_are_gathered_and_links_into_other_folders_brought_in(tmp_path: Path) -> None:
    unit, shared = tmp_path / "unit", tmp_path / "shared"
    for folder in (unit / "figures", shared):
        folder.mkdir(parents=True)
    (unit / "figures" / "a.svg").write_text("a")
    (shared / "b.svg").write_text("b")
    text = (
        '![a](figures/a.svg) <img src="../shared/b.svg"> [web](https://x.org/c.svg) [d](#here)'
        " [e](other.md)"
    )
    parts, files = gather_figures([Part("prose", text)], unit)
    assert parts[0].text == text.replace("../shared/", "figures/")
    assert files == {"figures/a.svg": unit / "figures" / "a.svg", "figures/b.svg": shared / "b.svg"}
    with pytest.raises(CourseError, match="no such file"):
        gather_figures([Part("prose", "![x](figures/missing.svg)")], unit)


def test_the_python_file_opens_as_a_notebook_with_a_cell_an_exercise(
    made: NewCourse, key: AnswerKey
) -> None:
    notebook = jupytext.read(made.kit / UNIT / f"{UNIT}.py", fmt="py:percent")
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert code[0].startswith("import numpy as np  # not found?")
    for exercise in key.exercises:
        assert exercise.stub.strip() in code
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert all(prompt_markdown(exercise) in prose for exercise in key.exercises)
