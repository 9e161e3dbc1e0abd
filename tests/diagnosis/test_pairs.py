"""Pairs: found by their probe, run through all cases when needed, kept in files beside the keys."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from autograder.course.discover import Course
from autograder.course.pair_files import PairFiles
from autograder.course.pair_work import pair_signatures, pair_table, pairs_of
from autograder.course.patch import wrong_versions
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.codec import decode, encode
from autograder.data.misconceptions import Identity
from autograder.data.runs import Chunk, Run, TaskRun
from autograder.grade import grade
from autograder.judge.diagnose import diagnose
from autograder.judge.explaining import follows
from autograder.judge.messages import explain
from autograder.judge.pairs import PairMemory, pack_table, table_of, unpack_table
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission
from tests.diagnosis.handed_in import attempt, differences_of

ROOT = Path(__file__).resolve().parents[2]
MADE = (Identity("bias-missing", "forget_gate"), Identity("sigmoid-is-hard", "sigmoid"))


@pytest.fixture(scope="module")
def key(keys: dict[str, AnswerKey]) -> ExerciseKey:
    found = keys["gates"].exercise("forget_gate")
    assert found is not None
    return found


def test_pairs_are_in_order_and_of_two_functions_or_can_be_combined(
    key: ExerciseKey, course: Course, keys: dict[str, AnswerKey]
) -> None:
    pairs = pairs_of(course, key)
    assert MADE in pairs
    assert all(item < two and item[1] != two[1] for item, two in pairs)
    backward = keys["backprop"].exercise("lstm_step_backward")
    assert backward is not None
    together = {(item[0], two[0]) for item, two in pairs_of(course, backward) if item[1] == two[1]}
    assert ("backward-bias-averaged", "backward-dc-without-next") in together
    assert (
        "backward-bias-averaged",
        "backward-bias-wrong-axis",
    ) not in together, "they are about the same equation"


def test_two_mistakes_in_one_function_are_both_named(
    course: Course, keys: dict[str, AnswerKey]
) -> None:
    backward = keys["backprop"].exercise("lstm_step_backward")
    assert backward is not None
    made = (
        Identity("backward-bias-averaged", "lstm_step_backward"),
        Identity("backward-dc-without-next", "lstm_step_backward"),
    )
    run = attempt(course, backward, made)
    files = PairFiles(None, ROOT)
    source = PairMemory(
        lambda key: table_of(key.slug, "", [(made, 0, run.runs[0])]), files.signatures
    )
    said = diagnose(
        backward, run, differences_of(backward, run.runs), keys["backprop"].misconceptions, source
    )
    assert said.identities == made


def test_mistakes_that_cannot_be_combined_are_refused(course: Course) -> None:
    items = [item for item in course.misconceptions if item.replaces == "cell_state"][:2]
    with pytest.raises(ValueError, match="both wrong versions of cell_state"):
        wrong_versions(items)


def test_a_table_survives_being_written_down(course: Course, key: ExerciseKey) -> None:
    table = pair_table(course, key, "digest")
    again = unpack_table(decode(encode(pack_table(table))))  # type: ignore[arg-type]
    run = attempt(course, key, MADE)
    assert MADE in table.candidates(run, key.tolerance)
    assert again.candidates(run, key.tolerance) == table.candidates(run, key.tolerance)
    assert (again.slug, again.digest, again.pairs) == (table.slug, "digest", table.pairs)


def test_a_probe_matches_within_the_tolerance_and_not_beyond(
    course: Course, key: ExerciseKey
) -> None:
    table, run = pair_table(course, key), attempt(course, key, MADE)

    def shifted(by: float) -> TaskRun:
        return replace(
            run,
            runs=tuple(replace(item, value=np.asarray(item.value) + by) for item in run.runs),
        )

    assert MADE in table.candidates(shifted(1e-6), key.tolerance)
    assert MADE not in table.candidates(shifted(1e-3), key.tolerance)
    for nonsense in (
        Run("raised", error="E"),
        Run("timed_out"),
        Run("returned", "text"),
        Run("returned", None),
        Run("returned", [[1], [1, 2]]),
        Run("returned", 10**400),
        Run("returned", {"a": np.ones(3)}),
    ):
        assert MADE not in table.candidates(
            replace(run, runs=(nonsense,) * len(run.runs)), key.tolerance
        )


def test_tables_and_look_alikes_are_made_once(
    key: ExerciseKey, course: Course, pairs: PairMemory
) -> None:
    asked: list[str] = []

    def table(item: ExerciseKey):  # type: ignore[no-untyped-def]
        asked.append("table")
        return pair_table(course, item)

    def alikes(item: ExerciseKey, wanted):  # type: ignore[no-untyped-def]
        asked.append("alikes")
        return pairs.of(item, wanted)

    memory, run = PairMemory(table, alikes), attempt(course, key, MADE)
    first, second = memory.matching(key, run), memory.matching(key, run)
    assert first == second
    assert asked == ["table", "alikes"]


def test_files_are_made_by_the_course_and_used_without_it(
    key: ExerciseKey, keys: dict[str, AnswerKey], course: Course, tmp_path: Path
) -> None:
    run = attempt(course, key, MADE)
    differences = differences_of(key, run.runs)
    made = PairFiles(tmp_path, ROOT)
    assert (
        diagnose(key, run, differences, keys["gates"].misconceptions, made.source()).identities
        == MADE
    )
    assert made.problems == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "forget_gate.pairs",
        "forget_gate.signatures",
    ]
    elsewhere = PairFiles(tmp_path, tmp_path / "no course here")
    assert (
        diagnose(key, run, differences, keys["gates"].misconceptions, elsewhere.source()).identities
        == MADE
    )
    assert follows(key, run, MADE, elsewhere.source())
    assert elsewhere.problems == []


def test_without_course_and_files_a_pair_is_not_named(
    key: ExerciseKey, keys: dict[str, AnswerKey], course: Course, tmp_path: Path
) -> None:
    run = attempt(course, key, MADE)
    none = PairFiles(tmp_path, tmp_path)
    said = diagnose(
        key, run, differences_of(key, run.runs), keys["gates"].misconceptions, none.source()
    )
    assert said.misconceptions == ()
    assert explain(key.slug, said).message
    assert "has no folder" in none.problems[0]


def test_files_of_another_key_are_not_used(
    key: ExerciseKey, course: Course, tmp_path: Path
) -> None:
    PairFiles(tmp_path, ROOT).table(key)
    other = replace(key, cases=tuple(replace(case, name=case.name + "!") for case in key.cases))
    nowhere = PairFiles(tmp_path, tmp_path)
    assert nowhere.table(key).pairs
    assert not nowhere.table(other).pairs


def test_damaged_files_are_made_again(key: ExerciseKey, tmp_path: Path) -> None:
    (tmp_path / "forget_gate.pairs").write_bytes(b"nonsense")
    assert PairFiles(tmp_path, ROOT).table(key).pairs


def test_keys_that_are_used_once_follow_two_inherited_mistakes_and_keep_nothing(
    key: ExerciseKey, course: Course
) -> None:
    run = attempt(course, key, MADE)
    once = PairFiles(None, ROOT)
    assert follows(key, run, MADE, once.inherited())
    assert once.inherited().matching(key, run) == ()
    assert once.problems == []


def test_one_slip_that_explains_it_all_comes_before_two_misconceptions(
    course: Course, keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    source = """
import numpy as np
def sig(z):
    return 0.5 * (1 + np.tanh(0.5 * z))
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, g, o = (
        x_t @ params["W_" + k].T + h_prev @ params["U_" + k].T + params["b_" + k] for k in "figo"
    )
    f = sig(f)
    i = sig(f)
    c = f * c_prev + i * np.tanh(g)
    return sig(o) * np.tanh(c), c
"""
    step = keys["cell"].exercise("lstm_step")
    assert step is not None
    made = (
        Identity("activation-twice", "input_gate"),
        Identity("step-i-is-f", "lstm_step"),
    )
    run = attempt(course, step, made)
    pair = PairMemory(
        lambda key: table_of(key.slug, "", [(made, 0, run.runs[0])]),
        partial(pair_signatures, course),
    )

    submission = Submission("ada", "cell", (Chunk("cell.py", source),))
    differences = differences_of(step, run.runs)
    both = diagnose(step, run, differences, keys["cell"].misconceptions, pair)
    assert both.identities == made
    graded = grade(submission, keys["cell"], sandbox, pairs=pair).exercises
    slip = next(item for item in graded if item.slug == "lstm_step")
    assert slip.misconceptions == ()
    assert slip.diagnosis is not None
    assert len(slip.diagnosis.edits) == 1
    assert not slip.diagnosis.more_is_wrong
