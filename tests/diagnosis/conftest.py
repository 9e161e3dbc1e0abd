"""The course, loaded in this process, for everything that judges the judges."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from autograder.course.discover import Course, load_course
from autograder.course.pair_work import pair_signatures, pair_table
from autograder.data.answer_key import ExerciseKey
from autograder.data.codec import decode, encode
from autograder.judge.pairs import PairMemory, PairTable, pack_table, unpack_table
from autograder.sandbox import Sandbox
from tests.conftest import BuildOnce

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course(ROOT)


@pytest.fixture(scope="session")
def pairs(course: Course, build_once: BuildOnce) -> PairMemory:
    """The pairs of each exercise. Their tables take seconds each, and are made once a run."""

    def table(key: ExerciseKey) -> PairTable:
        def fill(folder: Path) -> None:
            (folder / "table").write_bytes(encode(pack_table(pair_table(course, key))))

        packed = decode((build_once(f"pairs-{key.slug}", fill) / "table").read_bytes())
        return unpack_table(cast("dict[str, Any]", packed))

    return PairMemory(table, partial(pair_signatures, course))


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workers=1, allow_unsafe=True) as box:
        yield box
