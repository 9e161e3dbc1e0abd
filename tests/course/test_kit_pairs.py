"""The files with pairs that learners get: made once, kept beside the sources, read when needed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.discover import Course, load_course
from autograder.course.kit_pairs import (
    SUFFIX,
    is_fresh,
    packed_tables,
    pairs_for_kit,
    prepared_path,
    read_table,
)
from autograder.course.pair_work import pairs_of
from autograder.course.process import build_keys
from autograder.course.sketch_work import sketch_table
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.learner.pairs import KitPairs
from tests.diagnosis.handed_in import tell

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "tiny_course"


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(ROOT)


@pytest.fixture(scope="module")
def gates(keys: dict[str, AnswerKey]) -> AnswerKey:
    return keys["gates"].public()


def exercise_of(key: AnswerKey, slug: str) -> ExerciseKey:
    found = key.exercise(slug)
    assert found is not None
    return found


def test_the_files_beside_the_sources_belong_to_the_course_as_it_is(
    keys: dict[str, AnswerKey],
) -> None:
    """If this fails, run `gatewise pairs` and commit the files that it writes."""
    for unit, key in keys.items():
        assert is_fresh(prepared_path(ROOT, unit).read_bytes(), key.public()), unit


def test_a_prepared_table_is_what_the_course_makes(course: Course, gates: AnswerKey) -> None:
    key = exercise_of(gates, "forget_gate")
    made = sketch_table(course, key)
    kept = read_table(prepared_path(ROOT, "gates"), key)
    assert kept is not None
    assert len(made.pairs) > 250
    assert [made.pair(index) for index in range(len(made.pairs))] == [
        kept.pair(index) for index in range(len(kept.pairs))
    ]
    assert set(map(made.pair, range(len(made.pairs)))) <= set(pairs_of(course, key))


def test_two_misconceptions_at_once_are_named_at_home(
    course: Course, gates: AnswerKey, tmp_path: Path
) -> None:
    (tmp_path / "gates").mkdir()
    (tmp_path / "gates" / f"gates{SUFFIX}").write_bytes(prepared_path(ROOT, "gates").read_bytes())
    source = KitPairs(tmp_path / "gates")
    key = exercise_of(gates, "forget_gate")
    verdicts = [
        tell(course, key, gates.misconceptions, made, source).verdict
        for made in pairs_of(course, key)[::7]
    ]
    assert verdicts.count("wrong") == 0
    assert verdicts.count("right") > len(verdicts) / 2
    (tmp_path / "gates" / f"gates{SUFFIX}").unlink()
    assert not any(
        tell(course, key, gates.misconceptions, made, source).verdict == "right"
        for made in pairs_of(course, key)[::7]
    )


def test_a_file_of_another_key_or_a_damaged_one_names_nothing(gates: AnswerKey) -> None:
    key = exercise_of(gates, "forget_gate")
    packed = prepared_path(ROOT, "gates").read_bytes()
    assert read_table(io.BytesIO(packed), key) is not None
    other = replace(key, cases=key.cases[:-1], signatures=())
    assert read_table(io.BytesIO(packed), other) is None
    assert read_table(io.BytesIO(packed), replace(key, slug="none")) is None
    middle = len(packed) // 2
    for damaged in (b"", b"nonsense", packed[:middle]):
        assert read_table(io.BytesIO(damaged), key) is None
        assert not is_fresh(damaged, gates)
    rotten = packed[:middle] + bytes(byte ^ 0xFF for byte in packed[middle:-600]) + packed[-600:]
    tables = [read_table(io.BytesIO(rotten), exercise) for exercise in gates.exercises]
    assert tables.count(None) > 1
    assert not is_fresh(packed, replace(gates, exercises=(other,)))
    assert is_fresh(packed, gates)


def test_the_same_tables_give_the_same_bytes(course: Course, gates: AnswerKey) -> None:
    table = sketch_table(course, exercise_of(gates, "sigmoid"))
    assert packed_tables([table]) == packed_tables([table])


def test_a_course_without_files_makes_them() -> None:
    said: list[str] = []
    keys = build_keys(TINY, b"secret")
    made = pairs_for_kit(TINY, keys, said.append)
    assert all(is_fresh(made[unit], key.public()) for unit, key in keys.items())
    assert len(said) == 1
    prepared = pairs_for_kit(ROOT, {}, said.append)
    assert (prepared, len(said)) == ({}, 1)
