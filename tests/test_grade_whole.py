"""Marks of whole submissions, of many at once, and with two misconceptions, by hand-made runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any, cast

import numpy as np
import pytest

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.criteria import Criterion
from autograder.data.declared import SAME, Drawn
from autograder.data.misconceptions import Signature
from autograder.data.runs import Job, JobRun, Note, Run, TaskRun
from autograder.grade import grade, grade_many, mark, mark_exercise
from autograder.judge.laboratory import NoLaboratory
from autograder.sandbox import RunnerGone, Sandbox
from autograder.submission.read import Submission
from tests.judge.made import VALUES, case, exercise, known, ran, returned, unit
from tests.test_grade import CELL, GATE, ODD, RIGHT, SPOILT, WORK, chain, job_run, signature


@pytest.mark.parametrize(
    ("note", "status"),
    [
        (None, "grader_error"),
        (Note("left_out", "a.py", 1, "a magic"), "grader_error"),
        (Note("error", "a.py", 4, "ZeroDivisionError"), "raised"),
        (Note("died", "a.py", 4, "it exited"), "raised"),
        (Note("timed_out", "a.py", 4, "a loop without end"), "timed_out"),
    ],
)
def test_a_function_that_was_never_defined(note: Note | None, status: str) -> None:
    run = JobRun("ada", (ran((), found="missing"),), (note,) if note else ())
    (result,) = mark(WORK, unit(exercise()), run).exercises
    nothing_found = status == "grader_error"
    assert (result.status, result.score) == (status, None if nothing_found else 0.0)
    assert ("was never defined" in result.message) is not nothing_found
    assert ("None of the functions" in result.message) is nothing_found


def test_one_function_of_several_that_is_not_there_was_not_attempted() -> None:
    key = unit(exercise(), exercise(slug="g"))
    run = JobRun("ada", (ran((), found="missing"), ran((), "g", found="stub")))
    first = mark(WORK, key, run).exercises[0]
    assert (first.status, first.score) == ("not_attempted", 0.0)


def test_what_stopped_the_file_comes_before_what_was_left_out() -> None:
    notes = (Note("left_out", "a.py", 1, "a magic"), Note("error", "a.py", 9, "NameError"))
    (result,) = mark(
        WORK, unit(exercise()), JobRun("ada", (ran((), found="missing"),), notes)
    ).exercises
    assert "a.py, line 9" in result.message


def test_a_stub_was_not_attempted_whatever_else_went_wrong() -> None:
    run = JobRun("ada", (ran((), found="stub"),), (Note("error", "a.py", 4, "NameError"),))
    (result,) = mark(WORK, unit(exercise()), run).exercises
    assert (result.status, result.score) == ("not_attempted", 0.0)
    assert result.next_step == "Write f: Think."


def test_the_misconceptions_of_an_exercise_come_with_its_grade() -> None:
    key = unit(exercise(slug="gate", signatures=(signature(GATE),)), misconceptions=(known(GATE),))
    result, made = mark_exercise(key.exercises[0], key, ran(returned(SPOILT), "gate"))
    assert (result.misconceptions, made) == (("gate-wrong",), (GATE,))
    result, made = mark_exercise(key.exercises[0], key, ran(returned(RIGHT), "gate"))
    assert (result.status, made) == ("passed", ())
    result, made = mark_exercise(key.exercises[0], key, ran((), "gate", "stub"))
    assert (result.status, made) == ("not_attempted", ())
    result, made = mark_exercise(key.exercises[0], key, ran(returned(SPOILT), "gate"), (GATE,))
    assert (result.follow_through, result.score, made) == (True, 1.0, (GATE,))


def test_criteria_and_names_of_returned_values_reach_the_message() -> None:
    key = unit(
        exercise(
            case(visible=False),
            case(criterion="any batch", visible=False),
            criteria=(Criterion("right values"), Criterion("any batch")),
            returns=("h_t",),
        )
    )
    result, _ = mark_exercise(key.exercises[0], key, ran(returned(RIGHT, SPOILT)))
    assert result.score == 0.5
    assert "hidden case of “any batch” h_t has wrong values" in result.message


def paired() -> ExerciseKey:
    """Two cases with the same seed: the second should repeat the first."""
    drawn = Drawn((4,), 0.0, 1.0, 9.0, 9.0)
    return exercise(
        case(drawn, name="first"),
        case({"": SAME}, name="again", judge="repeats", paired_with="first"),
        returns=("W",),
    )


def test_random_numbers_of_two_cases_are_held_against_each_other() -> None:
    key = unit(paired())
    same, other = np.arange(4.0), np.ones(4)
    assert mark(WORK, key, JobRun("ada", (ran(returned(same, same)),))).score == 1
    (result,) = mark(WORK, key, JobRun("ada", (ran(returned(same, other)),))).exercises
    assert "W holds other numbers than an earlier call with the same seed" in result.message


class Box:
    """Stands in for the sandbox: it returns what it is given, the last job first."""

    def __init__(self, *values: Any) -> None:
        self.values = values
        self.jobs: list[Job] = []

    def run(self, job: Job) -> JobRun:
        self.jobs.append(job)
        value = self.values[len(self.jobs) - 1]
        return JobRun(job.name, (ran(returned(value), job.tasks[0].slug),), isolation="B")

    def visit(self) -> AbstractContextManager[Box]:
        return nullcontext(self)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        yield from reversed([self.run(job) for job in jobs])


def test_a_submission_is_run_with_the_inputs_of_the_key_alone() -> None:
    box, key = Box(SPOILT), unit(exercise())
    found = grade(WORK, key, cast(Sandbox, box))
    assert (found.submission, found.score, found.isolation) == ("ada", 0.0, "B")
    (job,) = box.jobs
    assert (job.name, job.chunks) == ("ada", WORK.chunks)
    ((values,),) = job.tasks[0].calls
    assert values is VALUES


def test_follow_through_reaches_a_submission_that_is_run() -> None:
    class Both(Box):
        def run(self, job: Job) -> JobRun:
            return job_run(gate=SPOILT, cell=SPOILT, step=SPOILT)

    assert grade(WORK, chain(signature(GATE)), cast(Sandbox, Both())).score == 4
    assert grade(WORK, chain(signature(GATE)), cast(Sandbox, Both()), False).score == 0
    (found,) = grade_many([(1, WORK)], {"unit": chain(signature(GATE))}, cast(Sandbox, Many()))
    assert found[1].score == 4
    (found,) = grade_many(
        [(1, WORK)], {"unit": chain(signature(GATE))}, cast(Sandbox, Many()), False
    )
    assert found[1].score == 0


class Many(Box):
    """A sandbox in which every function of the chain returns what is wrong."""

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        for job in jobs:
            yield JobRun(job.name, job_run(gate=SPOILT, cell=SPOILT, step=SPOILT).tasks)


def test_each_grade_comes_back_with_the_tag_of_its_submission() -> None:
    """Two submissions have the same name, and the last one is done first."""
    other = Submission("ada", "other", WORK.chunks)
    keys = {"unit": unit(exercise()), "other": AnswerKey("other", "B", (exercise(points=4),), ())}
    box = Box(RIGHT, SPOILT, RIGHT)
    tags = [object() for _ in range(3)]
    found = list(grade_many(zip(tags, (WORK, WORK, other), strict=True), keys, cast(Sandbox, box)))
    assert [tag for tag, _ in found] == tags[::-1]
    assert [(item.unit, item.score) for _, item in found] == [
        ("other", 4.0),
        ("unit", 0.0),
        ("unit", 1.0),
    ]
    assert len({job.name for job in box.jobs}) == 3
    assert {item.submission for _, item in found} == {"ada"}


def test_pairs_of_misconceptions_are_asked_for() -> None:
    class Pairs:
        def matching(
            self, key: ExerciseKey, run: TaskRun, among: Any = None
        ) -> tuple[Signature, ...]:
            if among is None:
                return (signature(GATE, CELL, value=ODD),)
            assert among == ((CELL, GATE),)
            return (signature(CELL, GATE, value=ODD),)

    key = chain()
    found = mark(WORK, key, job_run(gate=SPOILT, cell=RIGHT, step=ODD), pairs=Pairs())
    assert found.exercises[2].misconceptions == ("gate-wrong", "cell-wrong")
    inherited = unit(
        exercise(slug="gate", signatures=(signature(GATE),)),
        exercise(slug="cell", signatures=(signature(CELL),)),
        exercise(slug="step", builds_on=("cell", "gate")),
        misconceptions=(known(GATE), known(CELL)),
    )
    run = job_run(gate=SPOILT, cell=SPOILT, step=ODD)
    assert mark(WORK, inherited, run, pairs=Pairs()).exercises[2].follow_through
    box = cast(Sandbox, Box(ODD))
    single = unit(exercise(), misconceptions=(known(GATE), known(CELL)))
    assert grade(WORK, single, box, pairs=Pairs()).exercises[0].misconceptions
    many = grade_many([(1, WORK)], {"unit": single}, cast(Sandbox, Box(ODD)), pairs=Pairs())
    assert next(many)[1].exercises[0].misconceptions


def test_a_function_that_raises_is_marked_without_its_value() -> None:
    run = JobRun("ada", (ran((Run("raised", error="ValueError", message="shapes"),)),))
    (result,) = mark(WORK, unit(exercise()), run).exercises
    assert (result.status, result.score) == ("raised", 0.0)
    assert "ValueError: shapes" in result.message


def fails(monkeypatch: pytest.MonkeyPatch, error: Exception) -> NoLaboratory:
    """A laboratory in which looking closer raises an error."""

    def look_closer(*_: object) -> None:
        raise error

    monkeypatch.setattr("autograder.judge.closer_look.look_closer", look_closer)
    return NoLaboratory()


def test_a_fault_while_a_place_is_looked_for_costs_a_sentence_and_no_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run, key = JobRun("ada", (ran(returned(ODD)),)), unit(exercise())
    before = mark(WORK, key, run)
    assert mark(WORK, key, run, laboratory=fails(monkeypatch, LookupError())) == before


def test_where_nothing_can_be_run_any_more_nothing_is_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = JobRun("ada", (ran(returned(ODD)),))
    with pytest.raises(RunnerGone, match="no workers"):
        mark(WORK, unit(exercise()), run, laboratory=fails(monkeypatch, RunnerGone("no workers")))
