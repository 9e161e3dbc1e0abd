"""The story of a mark, on hand-made keys and runs: no process is started."""

from __future__ import annotations

from typing import Any

from autograder.data.answer_key import AnswerKey
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Chunk, JobRun, Note
from autograder.grade import mark
from autograder.submission.read import Submission
from tests.judge.made import VALUES, exercise, known, ran, returned, unit

GATE = Identity("gate-wrong", "gate")
CELL = Identity("cell-wrong", "cell")
WORK = Submission("ada", "unit", (Chunk("a.py", "def f(x): ..."),), ("the file has no end",))
RIGHT, SPOILT, ODD = VALUES, VALUES + 1, VALUES * 3 - 1


def signature(*identities: Identity, value: Any = SPOILT) -> Signature:
    """What a wrong version returns in the only case of an exercise."""
    return Signature(identities, returned(value))


def chain(*signatures_of_step: Signature) -> AnswerKey:
    """``gate``, then ``cell`` that uses it, then ``step`` that uses ``cell``."""
    return unit(
        exercise(slug="gate", signatures=(signature(GATE),)),
        exercise(slug="cell", builds_on=("gate",), signatures=(signature(GATE), signature(CELL))),
        exercise(slug="step", builds_on=("cell",), signatures=signatures_of_step, points=3),
        misconceptions=(known(GATE), known(CELL)),
    )


def job_run(**values: Any) -> JobRun:
    """A run in which each function returned one value, or is missing."""
    return JobRun(
        "ada",
        tuple(
            ran((), slug, "missing") if value is None else ran(returned(value), slug)
            for slug, value in values.items()
        ),
        isolation="A",
    )


def test_a_right_submission_has_all_marks() -> None:
    found = mark(WORK, chain(), job_run(gate=RIGHT, cell=RIGHT, step=RIGHT))
    assert (found.submission, found.unit, found.title) == ("ada", "unit", "A unit")
    assert (found.score, found.max_score, found.isolation) == (5.0, 5.0, "A")
    assert [item.slug for item in found.exercises] == ["gate", "cell", "step"]
    assert {item.message for item in found.exercises} == {"Right, in every case."}
    assert not any(item.follow_through for item in found.exercises)


def test_tasks_are_found_by_name_and_not_by_their_place() -> None:
    found = mark(WORK, chain(), job_run(step=ODD, gate=RIGHT, cell=RIGHT))
    assert [item.status for item in found.exercises] == ["passed", "passed", "wrong"]


def test_notes_say_how_the_file_was_read_and_then_how_it_ran() -> None:
    run = JobRun("ada", (ran(returned(RIGHT)),), (Note("left_out", "cell 2", 3, "a magic"),))
    assert mark(WORK, unit(exercise()), run).notes == (
        "the file has no end",
        "cell 2, line 3: a magic",
    )


def test_a_grader_error_is_no_score_in_any_exercise() -> None:
    run = JobRun("ada", (), isolation="B", failure="the worker died")
    found = mark(WORK, chain(), run)
    assert found.needs_person
    assert [(item.status, item.score) for item in found.exercises] == [("grader_error", None)] * 3
    assert "the worker died" in found.exercises[0].message
    assert (found.submission, found.unit, found.title) == ("ada", "unit", "A unit")
    assert (found.isolation, found.notes) == ("B", ("the file has no end",))


def test_a_recognised_misconception_is_named_and_costs_marks() -> None:
    (result,) = mark(
        WORK,
        unit(exercise(slug="gate", signatures=(signature(GATE),)), misconceptions=(known(GATE),)),
        job_run(gate=SPOILT),
    ).exercises
    assert (result.status, result.score, result.misconceptions) == ("wrong", 0.0, ("gate-wrong",))
    assert result.message.startswith("The title of gate-wrong.")


def test_an_inherited_misconception_costs_marks_once() -> None:
    found = mark(WORK, chain(signature(GATE)), job_run(gate=SPOILT, cell=SPOILT, step=SPOILT))
    assert [item.score for item in found.exercises] == [0.0, 1.0, 3.0]
    assert [item.follow_through for item in found.exercises] == [False, True, True]
    assert found.exercises[2].message == (
        "Right, given your gate. Fix gate, and this will be correct as well."
    )


def test_follow_through_can_be_switched_off() -> None:
    found = mark(
        WORK,
        chain(signature(GATE)),
        job_run(gate=SPOILT, cell=SPOILT, step=SPOILT),
        follow_through=False,
    )
    assert [item.score for item in found.exercises] == [0.0, 0.0, 0.0]
    assert not any(item.follow_through for item in found.exercises)


def test_a_misconception_is_inherited_through_a_function_that_is_right() -> None:
    key = chain(signature(GATE))
    found = mark(WORK, key, job_run(gate=SPOILT, cell=RIGHT, step=SPOILT))
    assert [item.score for item in found.exercises] == [0.0, 1.0, 3.0]


def test_only_what_an_exercise_builds_on_is_inherited() -> None:
    key = unit(
        exercise(slug="gate", signatures=(signature(GATE),)),
        exercise(slug="other", signatures=(signature(GATE),)),
        misconceptions=(known(GATE),),
    )
    found = mark(WORK, key, job_run(gate=SPOILT, other=SPOILT))
    assert [item.score for item in found.exercises] == [0.0, 0.0]
    assert found.exercises[1].misconceptions == ("gate-wrong",)


def test_an_own_misconception_is_not_credited_as_inherited() -> None:
    key = chain(signature(CELL, value=ODD), signature(GATE))
    found = mark(WORK, key, job_run(gate=SPOILT, cell=RIGHT, step=ODD))
    assert [item.score for item in found.exercises] == [0.0, 1.0, 0.0]
    assert found.exercises[2].misconceptions == ("cell-wrong",)


def test_misconceptions_of_all_earlier_functions_are_inherited() -> None:
    """Each of two branches has one; either may explain what is built on both of them."""
    key = unit(
        exercise(slug="gate", signatures=(signature(GATE),)),
        exercise(slug="cell", signatures=(signature(CELL),)),
        exercise(slug="step", builds_on=("gate", "cell"), signatures=(signature(CELL, value=ODD),)),
        misconceptions=(known(GATE), known(CELL)),
    )
    found = mark(WORK, key, job_run(gate=SPOILT, cell=SPOILT, step=ODD))
    assert [item.score for item in found.exercises] == [0.0, 0.0, 1.0]
    assert found.exercises[2].follow_through


def test_exercises_that_name_each_other_end_the_search() -> None:
    key = unit(
        exercise(slug="gate", builds_on=("cell",)), exercise(slug="cell", builds_on=("gate",))
    )
    assert mark(WORK, key, job_run(gate=RIGHT, cell=RIGHT)).score == 2


def test_an_earlier_exercise_of_another_unit_is_no_obstacle() -> None:
    key = unit(exercise(slug="cell", builds_on=("elsewhere",)))
    assert mark(WORK, key, job_run(cell=RIGHT)).score == 1


def test_an_exercise_says_which_function_to_fix_first() -> None:
    key = unit(exercise(slug="gate"), exercise(slug="cell"))
    run = JobRun("ada", (ran(returned(SPOILT), "gate"), ran(returned(ODD), "cell", uses=("gate",))))
    gate, cell = mark(WORK, key, run).exercises
    assert "gate first" not in gate.next_step
    assert cell.next_step == "Fix gate first, then check this again."
    assert cell.score == 0
