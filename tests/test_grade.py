"""The story of a mark, on hand-made keys and runs: no process is started."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

import numpy as np
import pytest

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.criteria import Criterion
from autograder.data.declared import SAME, Drawn
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Chunk, Job, JobRun, Note, Run, TaskRun
from autograder.grade import grade, grade_many, mark, mark_exercise
from autograder.judge import messages
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission
from tests.judge.made import VALUES, case, exercise, known, ran, returned, unit

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


def test_every_function_is_looked_at_although_some_are_used_twice() -> None:
    """``step`` uses ``first`` and ``second``, ``first`` uses ``second`` too, and that ``gate``."""
    key = unit(
        exercise(slug="gate", signatures=(signature(GATE),)),
        exercise(slug="second", builds_on=("gate",)),
        exercise(slug="first", builds_on=("second",)),
        exercise(slug="step", builds_on=("first", "second"), signatures=(signature(GATE),)),
        misconceptions=(known(GATE),),
    )
    found = mark(WORK, key, job_run(gate=SPOILT, second=RIGHT, first=RIGHT, step=SPOILT))
    assert found.exercises[3].follow_through


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


@pytest.mark.parametrize(
    ("note", "status"),
    [
        (None, "not_attempted"),
        (Note("left_out", "a.py", 1, "a magic"), "not_attempted"),
        (Note("error", "a.py", 4, "ZeroDivisionError"), "raised"),
        (Note("died", "a.py", 4, "it exited"), "raised"),
        (Note("timed_out", "a.py", 4, "a loop without end"), "timed_out"),
    ],
)
def test_a_function_that_was_never_defined(note: Note | None, status: str) -> None:
    tasks = ran((), found="missing"), ran(returned(RIGHT), "other")
    run = JobRun("ada", tasks, (note,) if note else ())
    result, other = mark(WORK, unit(exercise(), exercise(slug="other")), run).exercises
    assert other.score == 1
    assert (result.status, result.score) == (status, 0.0)
    assert ("was never defined" in result.message) == (status != "not_attempted")


ERROR, MAGIC = Note("error", "a.py", 4, "NameError"), Note("left_out", "a.py", 1, "a magic")
TOO_LONG = Note("left_out", "a.py", 0, "too long to be read")


@pytest.mark.parametrize(
    ("source", "notes", "status"),
    [
        ("x = 1", (), "grader_error"),
        ("x = 1", (MAGIC,), "grader_error"),
        ("x = 1", (ERROR,), "grader_error"),
        ("def f(x): ...", (), "grader_error"),
        ("def f(x): ...", (MAGIC,), "grader_error"),
        ("def f(x): ...", (MAGIC, ERROR), "raised"),
        ("def g(x): ...", (ERROR,), "raised"),
        ("def g(x): ...", (TOO_LONG,), "not_attempted"),
    ],
)
def test_where_no_function_is_found_a_person_looks_unless_an_error_explains_it(
    source: str, notes: tuple[Note, ...], status: str
) -> None:
    work = Submission("ada", "unit", (Chunk("a.py", source),))
    run = JobRun("ada", (ran((), found="missing"), ran((), "g", "missing")), notes)
    found = mark(work, unit(exercise(), exercise(slug="g")), run)
    assert {item.status for item in found.exercises} == {status}
    assert found.needs_person is (status == "grader_error")
    said = messages.explain_nothing_found(["f", "g"]).message
    assert (found.exercises[0].message == said) is found.needs_person
    assert (found.notes[:1] == (said,)) is found.needs_person
    assert len(found.notes) == len(notes) + found.needs_person


def test_a_function_in_a_text_cell_goes_to_a_person() -> None:
    work = Submission("ada", "unit", WORK.chunks, text_cells=(("f", "cell 3"), ("g", "cell 4")))
    key = unit(exercise(), exercise(slug="g"), exercise(slug="h"))
    tasks = ran((), found="stub"), ran(returned(RIGHT), "g"), ran((), "h", "missing")
    found = mark(work, key, JobRun("ada", tasks))
    assert [item.score for item in found.exercises] == [None, 1.0, 0.0]
    assert found.exercises[0].message.startswith("f stands in a text cell (cell 3)")
    nothing = mark(work, key, JobRun("ada", tuple(ran((), slug, "missing") for slug in "fgh")))
    assert [item.status for item in nothing.exercises] == [
        "grader_error",
        "grader_error",
        "not_attempted",
    ]


def test_what_stopped_the_file_comes_before_what_was_left_out() -> None:
    notes = (MAGIC, Note("error", "a.py", 9, "NameError"))
    (result,) = mark(
        WORK, unit(exercise()), JobRun("ada", (ran((), found="missing"),), notes)
    ).exercises
    assert "a.py, line 9" in result.message


def test_a_stub_was_not_attempted_whatever_else_went_wrong() -> None:
    run = JobRun("ada", (ran((), found="stub"),), (ERROR,))
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
        def matching(self, key: ExerciseKey, run: TaskRun) -> tuple[Signature, ...]:
            return (signature(GATE, CELL, value=ODD),)

        def of(self, key: ExerciseKey, pairs: Any) -> tuple[Signature, ...]:
            assert pairs == ((CELL, GATE),)
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
