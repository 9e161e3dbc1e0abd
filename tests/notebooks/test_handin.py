"""Which file of a learner's folder counts, and how a ``.py`` file fills a notebook."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.data.answer_key import AnswerKey
from autograder.notebooks.intake import submitted
from autograder.notebooks.intake.python_file import pieces, python_cells
from autograder.notebooks.intake.submitted import find_submitted
from autograder.notebooks.release.new_course import NewCourse
from autograder.submission.read import UnreadableSubmission
from tests.notebooks.sample_class import RIGHT, UNIT, filled

SLUGS = ["f", "g"]


@pytest.fixture
def key(made: NewCourse) -> AnswerKey:
    return made.folder.load_keys()[UNIT]


def chosen(folder: Path, key: AnswerKey) -> str | None:
    path = find_submitted(folder, "ada", UNIT, UNIT, key).path
    return path.name if path else None


def test_the_notebook_counts_unless_it_is_untouched_and_a_python_file_is_there(
    made: NewCourse, key: AnswerKey, tmp_path: Path
) -> None:
    assert chosen(tmp_path, key) is None
    (tmp_path / "other.py").write_text("x = 1")
    assert chosen(tmp_path, key) == "other.py"
    (tmp_path / f"{UNIT}.py").write_text("x = 1")
    assert chosen(tmp_path, key) == f"{UNIT}.py"
    place = tmp_path / f"{UNIT}.ipynb"
    shutil.copy(made.kit / UNIT / place.name, place)
    assert chosen(tmp_path, key) == f"{UNIT}.py"
    assert "as it was released" in find_submitted(tmp_path, "ada", UNIT, UNIT, key).note
    notebook = json.loads(place.read_text())
    place.write_text(
        json.dumps(notebook | {"cells": filled(notebook["cells"], {"sigmoid": RIGHT["sigmoid"]})})
    )
    assert chosen(tmp_path, key) == f"{UNIT}.ipynb"


def test_several_python_files_are_a_question_for_a_person(key: AnswerKey, tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("x = 1")
    found = find_submitted(tmp_path, "ada", UNIT, UNIT, key)
    with pytest.raises(UnreadableSubmission, match="give it that name"):
        found.read({UNIT: key})


def test_more_than_can_be_read_is_a_question_for_a_person(
    made: NewCourse, key: AnswerKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def work_in(path: Path, key: AnswerKey) -> str:
        read.append(path.name)
        return "untouched" if path.stem == UNIT else "written"

    monkeypatch.setattr(submitted, "work_in", work_in)
    for name in (UNIT, "a", "b"):
        shutil.copy(made.kit / UNIT / f"{UNIT}.ipynb", tmp_path / f"{name}.ipynb")
    monkeypatch.setattr(submitted, "MOST_READ", (tmp_path / "a.ipynb").stat().st_size)
    for named in (True, False):
        found = find_submitted(tmp_path, "ada", UNIT, UNIT, key)
        assert (found.path, "(a.ipynb, b.ipynb)" in found.question) == (None, True)
        assert read == [f"{UNIT}.ipynb"] * named
        (tmp_path / f"{UNIT}.ipynb").unlink(missing_ok=True)
        read.clear()


@pytest.mark.parametrize("names", [(), ("timestamp.txt",)])
def test_an_empty_folder_is_called_empty(
    key: AnswerKey, tmp_path: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(UnreadableSubmission, match="is empty"):
        find_submitted(tmp_path, "ada", UNIT, UNIT, key).read({UNIT: key})
    (tmp_path / "answers.pdf").touch()
    with pytest.raises(UnreadableSubmission, match=r"no single \.py file"):
        find_submitted(tmp_path, "ada", UNIT, UNIT, key).read({UNIT: key})


def test_links_are_no_submissions(key: AnswerKey, tmp_path: Path) -> None:
    handed_in, secret = tmp_path / "in", tmp_path / "secret"
    handed_in.mkdir()
    secret.write_text("hush")
    (handed_in / f"{UNIT}.py").symlink_to(secret)
    assert chosen(handed_in, key) is None
    whole, linked = tmp_path / "whole", tmp_path / "linked"
    whole.mkdir()
    (whole / f"{UNIT}.py").write_text("x = 1")
    linked.symlink_to(whole)
    assert chosen(whole, key) == f"{UNIT}.py"
    assert chosen(linked, key) is None


def test_a_file_too_large_to_be_a_submission_is_not_read_to_know_it_again(
    key: AnswerKey, tmp_path: Path
) -> None:
    with (tmp_path / f"{UNIT}.py").open("wb") as file:
        file.truncate(1 << 42)  # a hole of four terabytes
    found = find_submitted(tmp_path, "ada", UNIT, UNIT, key)
    assert [len(digest) for digest in found.contents()] == [64, 64]
    with pytest.raises(UnreadableSubmission, match="4,398,046,511,104 bytes"):
        found.read({UNIT: key})


def test_a_file_is_cut_at_its_functions() -> None:
    text = (
        "import numpy\n\n@deco\ndef f(a,\n      b\n):\n    # mine\n    return a\n\nhelper = 1\n\n"
        "def g(): return 2\nprint(g())\n"
    )
    assert list(pieces(text, SLUGS)) == [
        (None, "import numpy"),
        ("f", "@deco\ndef f(a,\n      b\n):\n    # mine\n    return a"),
        (None, "helper = 1"),
        ("g", "def g(): return 2"),
        (None, "print(g())"),
    ]


def test_a_file_full_of_decorators_is_cut_at_once() -> None:
    """Looked for forwards from each line, they would take minutes."""
    decorators = "@deco\n" * 60_000
    assert list(pieces(f"{decorators}x = 1\n", SLUGS)) == [(None, f"{decorators}x = 1")]
    assert list(pieces(f"{decorators}def f(): 1\n@deco\ndef g(): 2", SLUGS)) == [
        ("f", f"{decorators}def f(): 1"),
        ("g", "@deco\ndef g(): 2"),
    ]


def test_markers_text_and_our_own_cells_are_left_out() -> None:
    text = (
        '# %% [markdown]\n# words\n\n# %%\nx = 1\n\n# %% tags=["gatewise-check"]\ncheck(f)\n\n# %%'
        " mine\ny = 2\n"
    )
    assert list(pieces(text, SLUGS)) == [(None, "x = 1"), (None, "y = 2")]


def test_every_line_of_code_is_in_the_notebook_in_its_order() -> None:
    release = [
        {
            "cell_type": "code",
            "source": f"stub {name}",
            "metadata": {"nbgrader": {"grade_id": name}},
        }
        for name in SLUGS
    ]
    text = "a = 1\ndef g(): return 2\nb = 2\ndef f(): return 1\nc = 3\ndef g(): return 3\nd = 4\n"
    assert [cell["source"] for cell in python_cells(text, release, SLUGS)] == [
        "b = 2",
        "def f(): return 1",
        "a = 1",
        "c = 3",
        "def g(): return 2\n\ndef g(): return 3",
        "d = 4",
    ]


def test_a_function_defined_again_in_a_later_cell_is_told(
    key: AnswerKey, made: NewCourse, tmp_path: Path
) -> None:
    place = tmp_path / f"{UNIT}.ipynb"
    notebook = json.loads((made.kit / UNIT / place.name).read_text())
    again: dict[str, Any] = {
        "cell_type": "code",
        "metadata": {},
        "source": "def sigmoid(z):\n    return z",
        "outputs": [],
        "execution_count": None,
    }
    untouched = notebook["cells"]
    for cells, told in (
        (filled(untouched, {"sigmoid": RIGHT["sigmoid"]}), True),
        (untouched, False),
    ):
        place.write_text(json.dumps(notebook | {"cells": [*cells, again]}))
        problems = find_submitted(tmp_path, "ada", UNIT, UNIT, key).read({UNIT: key}).problems
        assert problems == (
            (f"cell {len(cells) + 1} defines sigmoid again: what stands in its own cell counts",)
            if told
            else ()
        )


def test_work_in_the_file_that_does_not_count_is_told(
    key: AnswerKey, made: NewCourse, tmp_path: Path
) -> None:
    place, python = tmp_path / f"{UNIT}.ipynb", tmp_path / f"{UNIT}.py"
    notebook = json.loads((made.kit / UNIT / place.name).read_text())
    place.write_text(
        json.dumps(notebook | {"cells": filled(notebook["cells"], {"sigmoid": RIGHT["sigmoid"]})})
    )
    shutil.copy(made.kit / UNIT / python.name, python)
    assert find_submitted(tmp_path, "ada", UNIT, UNIT, key).note == ""
    python.write_text(
        python.read_text().replace(
            'raise NotImplementedError("sigmoid is yours to write")', "return z"
        )
    )
    assert "holds work too, was not" in find_submitted(tmp_path, "ada", UNIT, UNIT, key).note
