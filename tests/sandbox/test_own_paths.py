"""What a submission prints, raises or returns names no folder of the grader's machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from autograder.data.runs import JobRun, Task
from autograder.sandbox import own_paths
from autograder.sandbox.own_paths import without_own_paths

Make = Callable[..., Task]
RunIt = Callable[..., JobRun]
OURS = str(Path(np.__file__).parent.parent)

SOURCE = """
    import sys, traceback
    import numpy as np
    print(sys.path)
    def prints(x):
        try:
            np.linalg.inv(np.zeros((2, 3)))
        except Exception:
            traceback.print_exc(file=sys.stdout)
    def raises(x):
        raise ValueError(np.__file__)
    def key(x):
        return {np.__file__: 1}
    def kind(x):
        return type(np.__file__, (), {})()
    raise RuntimeError(np.__file__)
"""


def test_no_text_of_a_submission_names_a_folder_of_this_machine(run: RunIt, task: Make) -> None:
    slugs = ("prints", "raises", "key", "kind")
    done = run(SOURCE, *(task(slug, (1,)) for slug in slugs))
    prints, raises, key, kind = done.tasks
    said = [done.text, prints.text, raises.runs[0].message, done.notes[0].message]
    said += [repr(key.runs[0].value), repr(kind.runs[0].value)]
    assert all("…" in text for text in said), said
    assert "…/numpy/__init__.py" in raises.runs[0].message
    for text in said:
        assert OURS not in text
        assert sys.prefix not in text


def test_a_learners_own_words_stay_as_they_are() -> None:
    text = "/usr/bin and /home/ann/gates.py, line 3; C:\\Users\\ann"
    assert without_own_paths(text) == text


def test_the_home_and_the_folder_of_the_grader_are_cut(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", "/home/teacher")
    monkeypatch.chdir(tmp_path)
    own_paths._own_paths.cache_clear()
    try:
        said = without_own_paths(f"/home/teacher/keys and {tmp_path}/submitted, /home/ann")
    finally:
        own_paths._own_paths.cache_clear()
    assert said == "…/keys and …/submitted, /home/ann"
