"""A diagnosis in words, and what is said where there is none."""

from __future__ import annotations

import math
import typing
from dataclasses import fields, replace

import pytest

from autograder.data.diagnosis import Apart, Dependencies, Diagnosis, Pattern, PatternName
from autograder.data.differences import ChangedInputs, Difference, NonFinite, Raised, WrongValue
from autograder.data.forms import Form
from autograder.data.grades import Explanation
from autograder.data.misconceptions import Identity
from autograder.data.runs import Found, Note
from autograder.judge.messages import (
    explain,
    explain_elsewhere,
    explain_follow_through,
    explain_grader_error,
    explain_not_attempted,
    explain_nothing_found,
    explain_unreadable,
    next_step,
    note_text,
    seen,
    with_dependencies,
)
from autograder.judge.messages.headlines import headline_of
from autograder.judge.messages.patterns import pattern_text
from tests.judge.made import BIAS, TANH, case, exercise, known, ran

CASE = case(name="two rows")
WRONG = WrongValue("y", (0, 0), 1.0, 2.0)
SEEN, STEP = seen(CASE, WRONG), next_step(CASE, WRONG)
PLAIN = Diagnosis(CASE, WRONG)
ELSEWHERE = Identity("tanh", "gate")


def test_without_a_name_the_difference_itself_is_shown() -> None:
    assert explain("f", PLAIN) == Explanation(SEEN, STEP, "y has wrong values.")


def test_parts_that_are_right_are_named() -> None:
    first = explain("f", replace(PLAIN, right_parts=("c_t",)))
    assert first.evidence == f"{SEEN} c_t is right in every case."
    both = explain("f", replace(PLAIN, right_parts=("h_T", "c_T")))
    assert both.evidence == f"{SEEN} h_T and c_T are right in every case."


def test_a_misconception_is_a_headline_a_reason_and_a_hint() -> None:
    said = explain("f", replace(PLAIN, misconceptions=(known(TANH),)))
    assert said == Explanation(SEEN, "Fix tanh.", "The title of tanh.", "Why tanh.")


@pytest.mark.parametrize(
    ("computes", "uses", "where"),
    [
        (("g_t",), (), "where g_t is computed"),
        (("h_t", "c_t"), (), "where h_t and c_t are computed"),
        (("hs",), (), "where hs is computed"),
        (("dx_t", "dh_t", "dc_t", "d_b"), (), "where dx_t and the rest are computed"),
        (("s",), (), "where the gate is computed"),
        ((), (), "where the gate is computed"),
        (("g_t",), ("gate",), "in your gate"),
        (("g_t",), ("other",), "where g_t is computed"),
    ],
)
def test_a_misconception_elsewhere_is_said_in_terms_of_what_the_learner_wrote(
    computes: tuple[str, ...], uses: tuple[str, ...], where: str
) -> None:
    item = replace(known(ELSEWHERE), computes=computes)
    said = explain("f", replace(PLAIN, misconceptions=(item,)), uses)
    assert said.headline == f"The title of tanh ({where})."


def test_a_misconception_without_a_title_is_no_obstacle() -> None:
    named = replace(known(TANH), title="")
    assert explain("f", replace(PLAIN, misconceptions=(named,))).headline == "."


def test_two_misconceptions_are_both_explained() -> None:
    said = explain("f", replace(PLAIN, misconceptions=(known(ELSEWHERE), known(BIAS))))
    assert said == Explanation(
        SEEN,
        "Fix tanh.",
        "Two things at once: the title of tanh (where the gate is computed); and: the title of"
        " no-bias.",
        "First: Why tanh. Second: Why no-bias.",
        ("Fix no-bias.",),
    )


def test_what_else_may_be_wrong_is_said_after_the_reason() -> None:
    other = Identity("other", "f")
    said = explain(
        "f", replace(PLAIN, misconceptions=(known(TANH),), undecided=(known(BIAS), known(other)))
    )
    assert said.headline == "The title of tanh."
    assert said.reason == (
        "Why tanh. Something else is wrong as well: the title of no-bias; or: the title of other."
    )


def test_what_could_be_several_things_names_at_most_three() -> None:
    several = tuple(known(Identity(f"m{number}", "f")) for number in range(5))
    said = explain("f", replace(PLAIN, undecided=several))
    assert said == Explanation(
        SEEN,
        "Fix m0.",
        "The title of m0; or: the title of m1; or: the title of m2.",
        "What came back fits more than one known misconception.",
    )


def test_one_misconception_in_two_places_is_said_once() -> None:
    said = explain("f", replace(PLAIN, undecided=(known(TANH), known(ELSEWHERE))))
    assert said.headline == "The title of tanh."
    assert said.reason.endswith("in more than one place.")


def test_a_pattern_says_what_it_means_and_what_to_try() -> None:
    said = explain("f", replace(PLAIN, pattern=Pattern("negated")))
    meaning, step = pattern_text(Pattern("negated"))
    assert said == Explanation(SEEN, step, meaning)


@pytest.mark.parametrize("kind", typing.get_args(Difference))
def test_every_difference_has_a_headline_of_one_sentence(kind: type) -> None:
    form = Form("array", (2,))
    facts = {
        "where": "y",
        "expected": form,
        "got": form,
        "names": ("x",),
        "unknown": ("k",),
        "index": (0,),
        "statistic": "mean",
    }
    wanted = {field.name for field in fields(kind)}
    said = headline_of(kind(**{name: fact for name, fact in facts.items() if name in wanted}))
    assert said.endswith(".")
    assert said.count(".") == 1
    assert len(said) < 70


@pytest.mark.parametrize("name", typing.get_args(PatternName))
def test_every_pattern_has_a_sentence_and_a_step(name: PatternName) -> None:
    meaning, step = pattern_text(Pattern(name, 2.5, ("h_t", "c_t")))
    assert meaning.endswith(".")
    assert step.endswith((".", "].", "?"))
    assert "{" not in meaning


def test_a_pattern_names_its_factor_and_its_values() -> None:
    assert "2.346 times" in pattern_text(Pattern("scaled", factor=2.345678))[0]
    assert pattern_text(Pattern("swapped returns", names=("h_t", "c_t")))[0].startswith(
        "h_t and c_t are right"
    )


@pytest.mark.parametrize("diagnosis", [PLAIN, replace(PLAIN, misconceptions=(known(TANH),))])
def test_inputs_that_are_changed_as_well_are_said_at_the_end(diagnosis: Diagnosis) -> None:
    said = explain("f", replace(diagnosis, changed_inputs=("x", "h")))
    reason = explain("f", diagnosis).reason
    assert said.reason == f"{reason} Your function also changes its input x and h.".strip()
    assert said.evidence == SEEN


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        (Apart("finite", NonFinite("y", (0,), 1.0, math.inf), True), "large inputs overflow."),
        (
            Apart("finite", Raised("OverflowError"), True),
            "large inputs raise OverflowError.",
        ),
        (Apart("any batch", Raised("ValueError")), "it stops with ValueError in “any batch”."),
    ],
)
def test_what_is_apart_is_said_at_the_end(apart: Apart, said: str) -> None:
    diagnosis = replace(PLAIN, misconceptions=(known(TANH),), apart=(apart,))
    assert explain("f", diagnosis).reason == f"Why tanh. Besides, {said}"


def test_inputs_that_are_changed_alone_are_a_difference_like_any_other() -> None:
    changed = ChangedInputs(("x",))
    assert explain("f", Diagnosis(CASE, changed)).evidence == seen(CASE, changed)


@pytest.mark.parametrize(
    ("dependencies", "reason", "step"),
    [
        (
            Dependencies(("gate",), unwritten=True),
            "It uses your gate, which is not written yet.",
            "Write gate first, then check this again.",
        ),
        (
            Dependencies(("gate", "cell"), unwritten=True),
            "It uses your gate and cell, which are not written yet.",
            "Write gate and cell first, then check this again.",
        ),
        (
            Dependencies(("gate",)),
            "It uses your gate, which is not right yet: that may be all there is to it.",
            "Fix gate first, then check this again.",
        ),
        (
            Dependencies(("a", "b", "c"), may_be_all=False),
            "It uses your a, b and c, which are not right yet, whatever else there is.",
            "Fix a, b and c first, then check this again.",
        ),
    ],
)
def test_functions_to_fix_first_take_the_place_of_the_step(
    dependencies: Dependencies, reason: str, step: str
) -> None:
    said = Explanation("seen", "try", "Headline.", "why")
    assert with_dependencies(said, dependencies) == Explanation(
        "seen", step, "Headline.", f"why {reason}"
    )
    assert with_dependencies(Explanation("seen", "try"), dependencies).reason == reason


def test_follow_through_names_each_function_once() -> None:
    assert explain_follow_through(["gate", "cell", "gate"]).message == (
        "Right, given your gate and cell. Fix gate and cell, and this will be correct as well."
    )


def test_a_grader_error_is_not_the_learners_fault() -> None:
    said = explain_grader_error("no space left")
    assert "no space left" in said.message
    assert "not yours" in said.message
    assert said.next_step == ""


def test_an_unreadable_submission_goes_to_a_person() -> None:
    assert explain_unreadable("It is a zip file.").message.endswith(
        "person will look at it. It is a zip file."
    )


ERROR = Note("error", "cell 3", 7, "NameError: np")


@pytest.mark.parametrize(
    ("found", "blocking", "message", "step"),
    [
        ("missing", None, "There is no function gate here.", "Put back `def gate(…)`"),
        (
            "missing",
            ERROR,
            "gate was never defined, because the code stopped before it: cell 3, line 7:"
            " NameError: np",
            "Fix cell 3, line 7, then check again.",
        ),
        ("stub", None, "Not attempted:", "Write gate: Think."),
        ("stub", ERROR, "Not attempted:", "Write gate: Think."),
    ],
)
def test_what_is_not_there_to_run_says_why(
    found: Found, blocking: Note | None, message: str, step: str
) -> None:
    said = explain_not_attempted(exercise(slug="gate"), ran((), "gate", found), blocking)
    assert said.message.startswith(message)
    assert said.next_step.startswith(step)


def test_without_hints_the_step_is_to_write_it() -> None:
    said = explain_not_attempted(exercise(hints=()), ran((), found="stub"))
    assert said.next_step == "Write f."


def test_functions_that_stand_elsewhere_go_to_a_person() -> None:
    nothing = explain_nothing_found(["gate", "cell"])
    assert nothing.message.startswith("None of the functions of this unit (gate, cell) was found")
    found = explain_elsewhere([("gate", "a text cell (cell 3)")], {"gate": "Gate", "cell": "CELL"})
    assert found["gate"].message.startswith("gate stands in a text cell (cell 3)")
    assert found["cell"].message.startswith("There is no function cell here, but there is CELL.")
    for said in (nothing, *found.values()):
        assert "a person will look at it." in said.message.replace("A person", "a person")
        assert said.next_step.endswith(".")


def test_a_note_has_its_place() -> None:
    assert note_text(ERROR) == "cell 3, line 7: NameError: np"
    assert note_text(Note("left_out", "cell 3", 0, "a magic")) == "cell 3: a magic"
