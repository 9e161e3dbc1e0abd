"""Which functions of the same submission may explain a wrong one."""

from __future__ import annotations

import pytest

from autograder.data.diagnosis import Dependencies, Diagnosis, Pattern
from autograder.data.differences import (
    ChangedInputs,
    Died,
    Difference,
    NothingReturned,
    Raised,
    Skipped,
    TimedOut,
    WrongCount,
    WrongDtype,
    WrongShape,
    WrongType,
    WrongValue,
)
from autograder.data.forms import Form
from autograder.data.grades import CriterionGrade, ExerciseGrade, Explanation, Status
from autograder.data.misconceptions import KnownMisconception
from autograder.judge.dependencies import dependencies
from tests.judge.made import TANH, case, known, ran

VALUE = WrongValue("y", (0,), 1.0, 2.0)
SHAPE = WrongShape("y", (2,), (3,))
UNWRITTEN = Raised("NotImplementedError")


def graded(
    slug: str,
    difference: Difference | None = VALUE,
    *,
    status: Status = "wrong",
    first: Status = "wrong",
    misconceptions: tuple[KnownMisconception, ...] = (),
    undecided: tuple[KnownMisconception, ...] = (),
    pattern: Pattern | None = None,
) -> ExerciseGrade:
    """The grade of a wrong exercise; without a difference, of a right one or a stub."""
    diagnosis = (
        None
        if difference is None
        else Diagnosis(case(), difference, misconceptions, undecided, pattern)
    )
    return ExerciseGrade(
        slug,
        status,
        0.0,
        1.0,
        Explanation(),
        (CriterionGrade("right values", first, 0.0, 1.0),),
        diagnosis=diagnosis,
    )


def found(*grades: ExerciseGrade, **uses: tuple[str, ...]) -> dict[str, Dependencies]:
    """The dependencies between these grades, where `uses` says what each function uses."""
    tasks = {grade.slug: ran((), grade.slug, uses=uses.get(grade.slug, ())) for grade in grades}
    return dependencies(grades, tasks)


def explains(earlier: Difference, later: Difference) -> bool:
    """Whether one difference may explain another in a function that uses the first."""
    return "step" in found(graded("gate", earlier), graded("step", later), step=("gate",))


STUB = graded("gate", None, status="not_attempted", first="not_attempted")
RIGHT = graded("gate", None, status="passed", first="passed")


def test_a_wrong_function_that_is_used_may_be_all_there_is_to_it() -> None:
    assert found(graded("gate"), graded("step"), step=("gate",)) == {
        "step": Dependencies(("gate",))
    }
    assert found(graded("gate"), graded("step")) == {}
    assert found(graded("step"), graded("gate"), step=("gate",)) == {
        "step": Dependencies(("gate",))
    }


def test_a_right_function_explains_nothing_and_needs_no_explanation() -> None:
    assert found(RIGHT, graded("step"), step=("gate",)) == {}
    assert found(graded("step"), RIGHT, gate=("step",)) == {}
    assert found(RIGHT, graded("step", first="passed"), step=("gate",)) == {}


def test_a_function_does_not_explain_itself() -> None:
    assert found(graded("step"), step=("step",)) == {}


def test_what_is_not_judged_at_all_is_no_obstacle() -> None:
    assert found(graded("step"), step=("helper",)) == {}


def test_an_exercise_with_a_recognised_misconception_has_none() -> None:
    named = graded("step", misconceptions=(known(TANH),))
    assert found(graded("gate"), named, step=("gate",)) == {}


def test_a_recognised_misconception_in_another_one_may_not_be_all() -> None:
    named = graded("gate", misconceptions=(known(TANH),))
    assert found(named, graded("step"), step=("gate",)) == {
        "step": Dependencies(("gate",), may_be_all=False)
    }
    both = found(named, graded("cell"), graded("step"), step=("gate", "cell"))
    assert both == {"step": Dependencies(("gate", "cell"), may_be_all=False)}


def test_a_stub_explains_that_it_is_not_written_and_comes_first() -> None:
    assert found(STUB, graded("step", UNWRITTEN), step=("gate",)) == {
        "step": Dependencies(("gate",), unwritten=True)
    }
    assert found(STUB, graded("step"), step=("gate",)) == {}
    assert found(STUB, graded("step", Raised("TypeError")), step=("gate",)) == {}
    both = found(STUB, graded("cell", UNWRITTEN), graded("step", UNWRITTEN), step=("gate", "cell"))
    assert both == {"step": Dependencies(("gate",), unwritten=True)}


def test_only_the_first_of_a_chain_is_named() -> None:
    chain = graded("gate"), graded("cell"), graded("step")
    assert found(*chain, cell=("gate",), step=("cell", "gate"))["step"].slugs == ("gate",)
    assert found(*chain, cell=("cell",), step=("cell", "gate"))["step"].slugs == ("gate", "cell")
    circle = found(*chain, gate=("cell",), cell=("gate",), step=("cell", "gate"))
    assert circle["step"].slugs == ("gate", "cell")


@pytest.mark.parametrize(
    ("earlier", "later", "may"),
    [
        (VALUE, VALUE, True),
        (VALUE, SHAPE, False),
        (VALUE, Raised("E"), False),
        (VALUE, TimedOut(), False),
        (VALUE, ChangedInputs(("x",)), False),
        (VALUE, Skipped(), True),
        (SHAPE, VALUE, True),
        (SHAPE, SHAPE, True),
        (SHAPE, Raised("E"), True),
        (SHAPE, TimedOut(), False),
        (SHAPE, Died(), False),
        (SHAPE, ChangedInputs(("x",)), False),
        (Raised("E"), Raised("E"), True),
        (Raised("E", "another text"), Raised("E"), True),
        (Raised("E"), Raised("F"), False),
        (Raised("E"), VALUE, False),
        (TimedOut(), TimedOut(), True),
        (TimedOut(), Died(), False),
        (Died(), Died(), True),
        (ChangedInputs(("x",)), ChangedInputs(("h",)), True),
        (ChangedInputs(("x",)), VALUE, False),
    ],
)
def test_a_difference_may_show_in_what_uses_it(
    earlier: Difference, later: Difference, may: bool
) -> None:
    assert explains(earlier, later) is may


def test_what_is_wrong_in_special_cases_alone_does_not_explain_wrong_values() -> None:
    special = graded("gate", first="passed")
    assert found(special, graded("step"), step=("gate",)) == {}
    assert found(special, graded("step", first="passed"), step=("gate",)) != {}
    assert found(graded("gate"), graded("step", first="passed"), step=("gate",)) != {}


def test_a_pattern_is_explained_by_the_same_one_alone() -> None:
    negated, scaled = Pattern("negated"), Pattern("scaled", 2.0)
    step = graded("step", pattern=negated)
    assert found(graded("gate", pattern=negated), step, step=("gate",)) != {}
    assert found(graded("gate", pattern=scaled), step, step=("gate",)) == {}
    assert found(graded("gate"), step, step=("gate",)) == {}
    assert found(graded("gate", pattern=negated), graded("step"), step=("gate",)) != {}
    open_question = graded("step", undecided=(known(TANH),))
    assert found(graded("gate"), open_question, step=("gate",)) == {}
    assert found(graded("gate", undecided=(known(TANH),)), open_question, step=("gate",)) != {}


def test_the_form_of_a_difference_says_whether_its_numbers_were_compared() -> None:
    array = Form("array", (2,))
    for form in (
        NothingReturned("y", array),
        WrongCount("y", 2, (), 1),
        WrongType("y", array, Form("text")),
        WrongDtype("y", array, Form("array", (2,), "bool")),
    ):
        assert explains(form, VALUE)
        assert not explains(VALUE, form)
