"""Under Pyodide `check` says what it says here: every exercise, solved and with each misconception
of its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.discover import load_course
from autograder.data.answer_key import AnswerKey

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def public(keys: dict[str, AnswerKey], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the kit holds for `check`."""
    folder = tmp_path_factory.mktemp("public")
    for unit, key in keys.items():
        key.public().save(folder / f"{unit}.public.key")
        pairs = ROOT / "exercises" / "_pairs" / f"{unit}.pairs"
        shutil.copyfile(pairs, folder / f"{unit}.public.pairs")
    return folder


def said(*command: object) -> dict[str, list[object]]:
    done = subprocess.run(
        [str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_every_verdict_and_every_name_is_the_same(public: Path, pyodide: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    here = said(sys.executable, HERE / "verdicts.py", ROOT, public)
    there = said(node, HERE / "run_in_pyodide.mjs", pyodide, ROOT, public)
    course = load_course(ROOT)
    exercises = [exercise.slug for unit in course.units for exercise in unit.exercises]
    assert len(here) == len(exercises) + len(course.misconceptions) > 500
    assert {here[f"{name}: right"][0] for name in exercises} == {"passed"}
    assert sum(verdict[0] == "wrong" and bool(verdict[2]) for verdict in here.values()) > 400
    assert there == here
