"""The course, loaded and with its keys built in this process, for everything that judges the
judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from autograder.course.build import build_key
from autograder.course.discover import Course, load_course
from autograder.course.pair_work import pair_signatures, pair_table
from autograder.data.answer_key import AnswerKey
from autograder.judge.pairs import PairMemory
from autograder.sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course(ROOT)


@pytest.fixture(scope="session")
def keys(course: Course) -> dict[str, AnswerKey]:
    return {unit.slug: build_key(course, unit, b"a secret for the tests") for unit in course.units}


@pytest.fixture(scope="session")
def pairs(course: Course) -> PairMemory:
    return PairMemory(partial(pair_table, course), partial(pair_signatures, course))


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workers=1, allow_unsafe=True) as box:
        yield box
