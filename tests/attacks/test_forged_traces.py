"""What is recorded beside a submission can be forged: that changes words and nothing else.

A wrong function is run again to find where its numbers leave the truth (`autograder.laboratory`).
The submission knows when that happens, because it can see the names that our text defines.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import numpy as np
import pytest

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.data.runs import Chunk, Job, JobRun
from autograder.grade import grade, grade_many, mark
from autograder.judge.edits.variants import ATTEMPT
from autograder.report.json import grade_json, read_grade
from autograder.sandbox import Sandbox
from autograder.sandbox.jobs import Packer, Plan
from autograder.submission.read import Submission

WRONG = """
import numpy as np
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = x_t @ W_f.T + h_prev @ U_f.T * 2 + b_f
    return (1 + np.tanh(z / 2)) / 2
"""
TRACED = "if '_gatewise_recorder' in globals():\n    "
ATTEMPTED = "if '_gatewise_number' in globals():\n    "
SLOWEST = "no return from an attempt"
"""Every attempt takes all of its time."""
FORGERIES = {
    "a trace of another kind": f"{TRACED}_gatewise_recorder.call = lambda *given: 'no trace'",
    "a trace that points to itself": (
        f"{TRACED}_gatewise_recorder.call = lambda *given: {{"
        "'events': np.full((9, 4), 2**31 - 1, np.int32), 'ranks': np.full(9, 16, np.int32),"
        "'axes': np.full(144, 2**31 - 1, np.int32), 'numbers': np.full(9, np.nan),"
        "'counts': np.full(9, 9, np.int32), 'producers': np.arange(81, dtype=np.int32),"
        "'places': np.full((9, 5), -9, np.int32), 'outputs': ['x'],"
        "'leaves': np.zeros(1, np.int32)}"
    ),
    "values that are nowhere": f"{TRACED}_gatewise_recorder.events = [(-5, 7, 9, 11)] * 99",
    "another recorder": f"{TRACED}_gatewise_recorder.value = lambda site, value: value * 7",
    "an attempt that returns no pair": (
        f"{ATTEMPTED}import sys; sys.setprofile(None); forget_gate = lambda *given: [given] * 3"
    ),
    "a switch that raises": f"{ATTEMPTED}_gatewise_seen = None; _gatewise_kept = 7",
    SLOWEST: (f"{ATTEMPTED}forget_gate = lambda *given: [None for _ in iter(int, 1)]"),
    "no return from a trace": (
        f"{TRACED}_gatewise_recorder.call = lambda *given: [0 for _ in iter(int, 1)]"
    ),
    "the end of the process": (
        f"{TRACED}_gatewise_recorder.call = lambda *given: __import__('os')._exit(0)"
    ),
    "everything was right": f"{ATTEMPTED}forget_gate = lambda *given: given[0] @ given[2].T",
}


def submitted(source: str, name: str = "eve") -> Submission:
    return Submission(name, "gates", (Chunk("work.py", source),))


def marks(graded: Grade) -> list[tuple[str, str, float | None, tuple[float, ...]]]:
    return [
        (item.slug, item.status, item.score, tuple(part.score for part in item.criteria))
        for item in graded.exercises
    ]


@pytest.fixture(scope="module")
def honest(key: AnswerKey, locked: Sandbox) -> Grade:
    return grade(submitted(WRONG), key, locked)


def test_an_honest_submission_is_told_a_place(honest: Grade) -> None:
    diagnosis = honest.exercises[0].diagnosis
    assert diagnosis is not None
    assert (diagnosis.kind, diagnosis.place) == ("explained", ("work.py", 4))


@pytest.mark.parametrize(
    "forgery",
    [
        pytest.param(text, id=name, marks=[pytest.mark.slow] if name == SLOWEST else [])
        for name, text in FORGERIES.items()
    ],
)
def test_a_forged_trace_changes_no_mark_and_ends(
    forgery: str, key: AnswerKey, locked: Sandbox
) -> None:
    work = submitted(f"{WRONG}\n{forgery}\n")
    forged = grade(work, key, locked)
    assert marks(forged) == marks(mark(work, key, locked.run(work.job(key))))
    assert forged.score == 0
    read_grade(grade_json(forged))


def test_another_learner_is_told_the_same_as_alone(
    honest: Grade, key: AnswerKey, locked: Sandbox
) -> None:
    forgers = [
        submitted(f"{WRONG}\n{text}\n", f"eve {number}")
        for number, text in enumerate(FORGERIES.values())
    ]
    work = [*forgers[:2], submitted(WRONG, "ada"), *forgers[3:4]]
    found = dict(grade_many(((one.name, one) for one in work), {"gates": key}, locked))
    assert marks(found["ada"]) == marks(honest)
    assert found["ada"].exercises[0].explanation == honest.exercises[0].explanation


class Watched:
    """A sandbox that keeps the jobs that it is given."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox, self.jobs = sandbox, list[Job]()

    @contextmanager
    def visit(self) -> Iterator[Watched]:
        """Visit it as ever."""
        with self.sandbox.visit() as self.visited:
            yield self

    def run(self, job: Job) -> JobRun:
        """Run it as ever."""
        self.jobs.append(job)
        return self.visited.run(job)


def numbers(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    """The arrays of an expected value that could not be there by chance."""
    for item in value if isinstance(value, (tuple, list)) else (value,):
        if isinstance(item, np.ndarray) and item.size > 1:
            yield np.asarray(item, "<f8")


def test_neither_answers_nor_what_the_reference_goes_through_reach_the_sandbox(
    key: AnswerKey, locked: Sandbox
) -> None:
    watched = Watched(locked)
    grade(submitted(WRONG), key, cast(Sandbox, watched))
    assert [job.tasks[-1].slug for job in watched.jobs[1:3]] == ["_gatewise_traced", ATTEMPT]
    packed = b"".join(
        Packer().pack(job, Plan(tuple(range(len(job.tasks))), frozenset()))[0]
        for job in watched.jobs
    )
    (exercise,) = key.exercises
    first = exercise.cases[0]
    assert np.asarray(first.inputs["x_t"], "<f8").tobytes() in packed  # it would be found
    for case in exercise.cases:
        for array in numbers(case.expected):
            assert array.tobytes() not in packed
        truth = key.recorded.trace(exercise.slug, case.name, case.visible)
        given = {np.asarray(item).tobytes() for item in case.inputs.values()}
        for event in truth.events if truth is not None else ():
            if event.values is not None and event.values.size > 3:
                raw = np.asarray(event.values, "<f8").tobytes()
                assert raw in given or raw not in packed or raw in b"".join(given)


def test_a_place_that_only_a_hidden_case_shows_is_told_without_numbers(
    key: AnswerKey, locked: Sandbox
) -> None:
    (exercise,) = key.exercises
    sizes = {len(np.asarray(case.inputs["x_t"])) for case in exercise.cases if case.visible}
    source = WRONG.replace("* 2", f"* (1 + (len(x_t) not in {sizes}))")
    (result,) = grade(submitted(source), key, locked).exercises
    assert result.diagnosis is not None
    assert not result.diagnosis.case.visible
    assert result.diagnosis.location is not None
    said = f"{result.message} {result.next_step} {' '.join(result.explanation.hints)}"
    for case in exercise.cases:
        for array in numbers(case.expected) if not case.visible else ():
            shown = {f"{number:.4g}" for number in array.ravel()}
            assert not [number for number in shown if len(number) > 4 and number in said]
