"""Submissions that attack whoever reads them: each is read or refused, at once, in little memory,
and costs no other.
"""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.data.answer_key import AnswerKey
from autograder.data.runs import Chunk
from autograder.grade import grade
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission, UnreadableSubmission, read_submission

DEFINED = "def forget_gate(*arguments):\n    return 1\n"


def notebook(*cells: Any, **more: Any) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more)


def cell(**more: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": "a",
        "metadata": {"nbgrader": {"grade_id": "forget_gate", "solution": True}},
        "source": DEFINED,
        "outputs": [],
        "execution_count": None,
    } | more


def tagged(value: Any) -> dict[str, Any]:
    return cell(metadata={"nbgrader": {"grade_id": value, "solution": value, "locked": value}})


HOSTILE: dict[str, Callable[[], str | bytes]] = {
    "a hundred thousand cells.py": lambda: DEFINED + "# %%\n" * 90_000,
    "cells after many lines.py": lambda: DEFINED + "\n" * 390_000 + "# %%\n" * 900,
    "old line ends.py": lambda: DEFINED.replace("\n", "\r") + "#%%\r" * 90_000,
    "form feeds.py": lambda: DEFINED + "\f" * 390_000 + "\n#%%\n",
    "empty lines.py": lambda: DEFINED + "\n" * 4_000_000,
    "spaces after a name.py": lambda: "forget_gate" + " " * 4_000_000,
    "a name again and again.py": lambda: "forget_gate " * 300_000,
    "nul.py": lambda: DEFINED + "\0",
    "byte order mark.py": lambda: "\ufeff" + DEFINED,
    "not utf-8.py": lambda: b"def forget_gate(): '\xe9'",
    "an encoding of its own.py": lambda: "# -*- coding: rot13 -*-\n" + DEFINED,
    "deep.ipynb": lambda: '{"cells":' + "[" * 400_000 + "]" * 400_000 + "}",
    "deep objects.ipynb": lambda: '{"cells":' * 100_000 + "1" + "}" * 100_000,
    "a huge number.ipynb": (
        lambda: notebook(cell(), nbformat_minor=0).replace(
            '_minor": 0', '_minor": ' + "9" * 100_000
        )
    ),
    "no number.ipynb": lambda: notebook(cell(), nbformat=float("nan")),
    "infinity.ipynb": lambda: notebook(cell(), nbformat=float("inf")),
    "many cells.ipynb": lambda: notebook(cell(), *[{}] * 50_000),
    "many code cells.ipynb": lambda: notebook(cell(), *[{"cell_type": "code"}] * 20_000),
    "many lines.ipynb": lambda: notebook(cell(source=["\n"] * 400_000)),
    "a list as metadata.ipynb": lambda: notebook(cell(metadata=[1])),
    "a list as id.ipynb": lambda: notebook(tagged(["forget_gate"])),
    "an object as id.ipynb": lambda: notebook(tagged({})),
    "an object as source.ipynb": lambda: notebook(cell(source={"a": 1})),
    "a list as kind.ipynb": lambda: notebook(cell(cell_type=["code"])),
    "half a character.ipynb": lambda: notebook(cell(source=f"text = '\ud800'\n{DEFINED}")),
    "a list.ipynb": lambda: "[]",
    "nothing.ipynb": lambda: "",
}

EMPTY_HANDED = {
    "many lines.ipynb",
    "a list as id.ipynb",
    "an object as source.ipynb",
    "a list as kind.ipynb",
}
"""In these nothing of the unit is found, so a person is asked."""


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_or_refused(name: str, key: AnswerKey, tmp_path: Path, locked: Sandbox) -> None:
    path = tmp_path / name
    made = HOSTILE[name]()
    path.write_bytes(made if isinstance(made, bytes) else made.encode())
    tracemalloc.start()
    try:
        submissions = read_submission(path, {"gates": key})
    except UnreadableSubmission:
        submissions = []
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 8 * path.stat().st_size + (48 << 20)
    for submission in submissions:
        marked = grade(submission, key, locked)
        assert marked.score == (None if name in EMPTY_HANDED else 0)


def test_cells_with_text_without_end_are_not_searched(key: AnswerKey, tmp_path: Path) -> None:
    path = tmp_path / "text.ipynb"
    text = cell(cell_type="markdown", source="d\n" * 2_000_001)
    path.write_text(notebook(cell(), text))
    with pytest.raises(UnreadableSubmission, match="characters in its cells"):
        read_submission(path, {"gates": key})


SOURCES = {
    "nul": "x = 1\0",
    "byte order mark inside": "x = 1\n\ufeffy = 2",
    "half a character": "x = '\ud800'",
    "deep brackets": "x = " + "(" * 100_000 + ")" * 100_000,
    "deep blocks": "".join(f"{' ' * n}if 1:\n" for n in range(300)),
    "deep attributes": "x" + ".a" * 100_000,
    "deep operators": "x = 1" + " + 1" * 90_000,
    "many decorators": "@int\n" * 90_000 + "def f(): pass",
    "a long line": "x = '" + "a" * 390_000 + "'",
    "many arguments": f"f({'a,' * 90_000})",
    "many names": "global " + ",".join(f"a{n}" for n in range(50_000)),
    "another encoding": "# -*- coding: utf-7 -*-\n+AGEAPQ-1",
    "directions": "x = '\u202e' # \u2066",
    "old line ends": "x = 1\ry = 2\r",
    "an fstring in an fstring": "x = " + "f'{" * 140 + "1" + "}'" * 140,
    "a number": "x = " + "9" * 300_000,
    "tabs": "\tx = 1",
    "not closed": "x = '''" + "a\n" * 100_000,
    "magics": "%%time\n" * 9_000,
    "magic spaces": " " * 200_000 + "%x",
    "question marks": "a." * 100_000 + "?",
    "assigned magics": "a," * 100_000 + "= !ls",
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_hostile_source_costs_itself(name: str, key: AnswerKey, locked: Sandbox) -> None:
    submission = Submission(
        "eve", "gates", (Chunk("hostile", SOURCES[name]), Chunk("hand-in", DEFINED))
    )
    done = locked.run(submission.job(key))
    assert done.failure == ""
    (task,) = done.tasks
    assert (task.found, {run.outcome for run in task.runs}) == ("defined", {"returned"})


def test_what_is_no_file_is_not_waited_for(key: AnswerKey, tmp_path: Path) -> None:
    folder = tmp_path / "folder.py"
    folder.mkdir()
    os.mkfifo(tmp_path / "pipe.py")
    for name, reason in (
        ("folder", "is not a file"),
        ("pipe", "is not a file"),
        ("nowhere", "No such file"),
    ):
        with pytest.raises(UnreadableSubmission, match=f"{name}.py.*{reason}|{reason}.*{name}.py"):
            read_submission(tmp_path / f"{name}.py", {"gates": key})
