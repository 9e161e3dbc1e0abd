"""Submissions are brought into form, whatever they are, and the released cells are there exactly
once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.notebooks.intake.exporter import SubmissionExporter, notebook_node, read_notebook
from autograder.notebooks.intake.repair import ReleasedCell, normal_cells, restored
from autograder.notebooks.intake.safe_text import LONGEST_TEXT, kept_short


def released(name: str, **metadata: Any) -> ReleasedCell:
    known = {
        "schema_version": 3,
        "grade_id": name,
        "grade": False,
        "solution": False,
        "locked": False,
    } | metadata
    return ReleasedCell(name, "code", f"source of {name}", known)


CELLS = [
    released("f", solution=True),
    released("f-grade", grade=True, locked=True, points=2.0),
    released("g", solution=True),
    released("g-grade", grade=True, locked=True, points=2.0),
]


def cell(name: str, source: str = "pass", **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "source": source,
        "metadata": {"nbgrader": {"grade_id": name} | metadata},
    }


def names(cells: list[dict[str, Any]]) -> list[str | None]:
    return [item["metadata"].get("nbgrader", {}).get("grade_id") for item in cells]


def test_metadata_comes_from_the_release() -> None:
    handed_in = normal_cells(
        [cell(item.identity, points=100, schema_version=1, more=1) for item in CELLS]
    )
    cells, problems = restored(handed_in, CELLS)
    assert [item["metadata"]["nbgrader"] for item in cells] == [
        dict(item.metadata) for item in CELLS
    ]
    assert problems == []
    assert cells[1]["metadata"]["editable"] is False
    assert "editable" not in cells[0]["metadata"]


def test_the_last_cell_that_defines_the_function_keeps_the_id() -> None:
    handed_in = [
        cell("f", "def f(): return 1"),
        cell("f", "def f(): return 2"),
        cell("f", "f(3)"),
        cell("f", "def f():\n    raise NotImplementedError"),
    ]
    cells, problems = restored(normal_cells(handed_in), CELLS[:1])
    assert names(cells) == [None, "f", None, None]
    assert problems == ["cell f occurs 4 times"]


def test_missing_cells_come_back_behind_the_one_before_them() -> None:
    cells, problems = restored(normal_cells([cell("other"), cell("f"), cell("g")]), CELLS)
    assert names(cells) == [None, "f", "f-grade", "g", "g-grade"]
    assert cells[2]["source"] == "source of f-grade"
    assert len(problems) == 2


def test_nothing_handed_in_gives_the_release() -> None:
    assert names(restored([], CELLS)[0]) == ["f", "f-grade", "g", "g-grade"]


def test_tags_that_would_skip_a_cell_are_dropped() -> None:
    odd = cell("f") | {
        "metadata": {"tags": ["skip-execution", "mine", "<b>", 3], "collapsed": True, "x": {}}
    }
    assert normal_cells([odd])[0]["metadata"] == {"collapsed": True, "tags": ["mine", "3"]}


def test_only_pictures_stay_attached() -> None:
    pasted = {
        "a.png": {"image/png": "aGk=", "text/html": "<b>"},
        "b": {"image/svg+xml": "x"},
        "c": 3,
        "d": {"image/png": '">'},
    }
    (made,) = normal_cells(
        [{"cell_type": "markdown", "source": "", "metadata": {}, "attachments": pasted}]
    )
    assert made["attachments"] == {"a.png": {"image/png": "aGk="}, "b": {}, "d": {}}
    (made,) = normal_cells(
        [{"cell_type": "markdown", "attachments": {str(number): {} for number in range(5_000)}}]
    )
    assert len(made["attachments"]) == 100


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
odd_cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | json_values,
        "id": json_values,
        "source": st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=3) | json_values,
        "outputs": json_values,
        "attachments": json_values,
        "metadata": (
            json_values
            | st.fixed_dictionaries(
                {},
                optional={
                    "nbgrader": (
                        json_values
                        | st.fixed_dictionaries(
                            {"grade_id": st.sampled_from(["f", "f-grade", "g", "z"]) | json_values}
                        )
                    ),
                    "tags": json_values,
                },
            )
        ),
    },
)


@given(st.lists(odd_cells, max_size=6))
def test_whatever_is_handed_in_a_valid_notebook_comes_out(handed_in: list[dict[str, Any]]) -> None:
    cells, _ = restored(normal_cells(handed_in), CELLS)
    assert sorted(name for name in names(cells) if name) == ["f", "f-grade", "g", "g-grade"]
    nbformat.validate(notebook_node(cells))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "not valid JSON"),
        (b"[]", "not an object"),
        (b'{"nbformat": 4}', "no list of cells"),
        (b'{"nbformat": 3, "worksheets": []}', "old notebook format"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b'{"nbformat": 4, "cells": [' + b"{}," * 20_000 + b"{}]}", "20,001 cells"),
    ],
)
def test_an_unreadable_file_becomes_a_notebook_that_says_why(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "gates.ipynb"
    path.write_bytes(content)
    (only,) = read_notebook(path).cells
    assert told in only.source
    assert str(tmp_path) not in only.source


def test_text_that_would_hold_up_formgrader_is_cut() -> None:
    """Math environments that are never closed take nbconvert a time that grows with the square of
    their number.
    """
    ours, theirs = "x" * LONGEST_TEXT, "\\begin{a}" * 4_000
    kinds = ("markdown", "markdown", "code", "raw", "markdown")
    cells = [
        {"cell_type": kind, "source": text}
        for kind, text in zip(kinds, (ours, theirs, theirs, theirs, "mine"), strict=True)
    ]
    made = [item["source"] for item in kept_short(cells, frozenset({ours}))]
    assert made[:3] == [ours, theirs, theirs]
    assert made[3].startswith(theirs[: LONGEST_TEXT - len(theirs)] + "\n")
    assert "mine" not in made[4]
    assert all("is in the submitted file" in text for text in made[3:])
    assert sum(map(len, (made[1], *made[3:]))) < LONGEST_TEXT + 200


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(
        '{"nbformat": 4, "cells": [{"cell_type": "code", "source": "hush"}]}'
    )
    (tmp_path / "gates.ipynb").symlink_to(tmp_path / "secret")
    (only,) = read_notebook(tmp_path / "gates.ipynb").cells
    assert "is a link" in only.source
    assert "hush" not in only.source


def test_half_a_character_is_written_as_a_question_mark() -> None:
    """JSON may hold one, a file in UTF-8 cannot, and nbgrader would give up on the submission."""
    text, _ = SubmissionExporter().from_notebook_node(
        notebook_node(normal_cells([cell("f", "x = '\ud800σ'")]))
    )
    assert "x = '?σ'" in text
    text.encode("utf-8")


def test_half_a_character_in_a_cell_is_brought_into_form() -> None:
    (made,) = normal_cells([cell("f", "x = '\ud800'\n")])
    assert made["source"] == "x = '?'\n"
