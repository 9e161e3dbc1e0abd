"""The page on trust is true to the code: what it names is there, and its numbers are the ones in
use.
"""

from __future__ import annotations

import re
from pathlib import Path

from autograder.sandbox import Limits

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "autograder" / "TRUST.md").read_text()
WORDS = " ".join(PAGE.split())


def test_what_it_names_is_there() -> None:
    paths = re.findall(r"`((?:tests|autograder)/[\w./]+)`", PAGE)
    assert len(paths) > 8
    for path in paths:
        assert (ROOT / path).exists(), path
    tests = "".join(path.read_text() for path in (ROOT / "tests" / "attacks").glob("test_*.py"))
    names = re.findall(r"`(test_\w+)`", PAGE)
    assert names
    for name in names:
        assert f"def {name}(" in tests, name
    assert "the payloads `recognises_visible`, `table_of_answers`" in WORDS
    for payload in ("recognises_visible", "table_of_answers"):
        assert (ROOT / "tests" / "attacks" / "payloads" / f"{payload}.py").exists()


def test_its_numbers_are_the_ones_in_use() -> None:
    limits = Limits()
    assert (
        f"An exercise has {limits.exercise_seconds:g} s, a statement at the top level"
        f" {limits.statement_seconds:g} s, the whole top level {limits.top_level_seconds:g} s, the"
        f" whole submission {limits.job_seconds:g} s; memory {limits.memory_bytes >> 20} MiB"
        in WORDS
    )


def test_it_says_what_costs_or_gives_marks_that_nobody_earned() -> None:
    for said in (
        "**nbgrader believes the time stamp.** The file `timestamp.txt` decides whether a"
        " submission is late, and whoever can write into `submitted/` can write it",
        "## How a graded quiz can be climbed",
        "needs at most as many submissions as a question has options",
        "holds marks and feedback of a quiz back until its due date",
    ):
        assert said in WORDS
