"""What learners read of a place, and of a change that would make it right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import WrongValue
from autograder.data.edits import Edit, EditKind
from autograder.data.location import Location, LocationKind, Picture, Quantity, Read
from autograder.data.misconceptions import Identity
from autograder.judge import messages
from autograder.judge.messages.edits import edit_hints, exactly, vaguely
from autograder.judge.messages.places import place_evidence
from tests.judge.made import TANH, case, known

READS = (Read("f", Quantity("f_t")), Read("c", Quantity("c_{t-1}")), Read("2"))
DIFFERENCE = WrongValue("c_t", (0, 0), 0.5, 0.25)


def location(kind: LocationKind = "leaves", **facts: Any) -> Location:
    given: dict[str, Any] = {"reads": READS, "makes": "c", "wanted": Quantity("c_t")} | facts
    return Location(kind, "work.py", 7, 8, "f * c", "a case", True, **given)


def said(*edits: Edit, **facts: Any) -> Any:
    given: dict[str, Any] = {"location": location(), "edits": edits} | facts
    return messages.explain("f", Diagnosis(case(), DIFFERENCE, **given))


def test_up_to_here_your_numbers_are_right() -> None:
    found = said()
    assert found.headline.startswith("Line 7 of work.py")
    assert found.evidence.startswith(
        "Up to here your numbers are right (f_t, c_{t-1}, 2); after this line `c` (c_t) is not."
    )
    assert "is 0.25 and should be 0.5" in found.evidence
    assert found.next_step == "Compare this line with its formula, term by term."


@pytest.mark.parametrize("kind", get_args(LocationKind))
@pytest.mark.parametrize("facts", [{}, {"reads": (), "makes": "", "wanted": None, "step": 2}])
def test_no_place_is_called_the_mistake(kind: LocationKind, facts: dict[str, Any]) -> None:
    found = messages.explain("f", Diagnosis(case(), DIFFERENCE, location=location(kind, **facts)))
    text = f"{found.headline} {found.evidence} {found.next_step}"
    assert "mistake" not in text
    assert "  " not in text
    assert text.count("None") == 0
    assert found.next_step


@pytest.mark.parametrize(
    ("slug", "wrong", "reason"),
    [
        ("lstm_step_backward", "c_t", "It is in the forward part: your backward lines are right."),
        ("lstm_step_backward", "dc_t", "All the rest of it is right."),
        ("lstm_step_backward", "", "All the rest of it is right."),
        ("lstm_step", "c_t", "All the rest of it is right."),
    ],
)
def test_what_is_right_besides_is_said(slug: str, wrong: str, reason: str) -> None:
    place = location(picture=Picture(("f_t",), wrong))
    given: dict[str, Any] = {"location": place, "edits": (Edit("sign", "-", "+"),)}
    assert messages.explain(slug, Diagnosis(case(), DIFFERENCE, **given)).reason == reason
    more = Diagnosis(case(), DIFFERENCE, **given, more_is_wrong=True)
    assert "right yet" in messages.explain(slug, more).reason


@pytest.mark.parametrize(
    ("slug", "function", "said_so"),
    [
        ("lstm_step_backward", "cell_state", True),
        ("lstm_step_backward", "lstm_step_backward", False),
        ("lstm_step", "cell_state", False),
    ],
)
def test_a_named_slip_in_the_forward_part_leaves_the_backward_lines(
    slug: str, function: str, said_so: bool
) -> None:
    misconception = known(Identity("tanh", function))
    found = messages.explain(slug, Diagnosis(case(), DIFFERENCE, misconceptions=(misconception,)))
    assert found.reason.endswith("your backward lines are right.") is said_so


def test_the_first_wrong_step_is_said() -> None:
    assert "in step 3 for the first time" in place_evidence(location(step=3))


@pytest.mark.parametrize(
    ("text", "words"), [("h", "In step 2 `h` is still h_0:"), ("h_0", "In step 2 it reads h_0:")]
)
def test_what_no_step_passes_on_is_named(text: str, words: str) -> None:
    kept = Location("not carried", "work.py", 7, 8, text, "a case", True, step=2)
    found = place_evidence(replace(kept, found=Quantity("h_0")))
    assert words in found
    assert "what the loop started from" in place_evidence(kept)


def test_wrong_entries_of_a_dict_are_told_by_what_their_names_share() -> None:
    names = {gate: tuple(f"grads['{part}_{gate}']" for part in "WUb") for gate in "fi"}
    found = location(wrong_parts=("dx_t", *names["i"]), right_parts=names["f"])
    assert place_evidence(found).endswith("In grads, only the entries that end in _i are wrong.")
    assert "entries" not in place_evidence(location(wrong_parts=names["i"], right_parts=("dx_t",)))


def test_the_kind_comes_first_and_what_stands_there_next() -> None:
    found = said(Edit("operand", "c_prev"))
    assert found.headline == "Line 7 of work.py: one operand of this line is not the right one."
    assert found.next_step == "`c_prev` stands where another quantity belongs."
    found = said(Edit("operand", "b_o", "o"))
    assert found.next_step == "`b_o` stands where `o` belongs."
    found = said(Edit("missing factor", "", "o"))
    assert found.next_step == "Count the factors of each term in the formula, and here."
    assert found.hints[0] == "`o` is missing as a factor."


@pytest.mark.parametrize("kind", get_args(EditKind))
def test_every_kind_of_change_has_words(kind: EditKind) -> None:
    for edit in (Edit(kind), Edit(kind, "a"), Edit(kind, "a", "b")):
        hints = edit_hints(edit)
        assert hints[0]
        assert not any("``" in hint or "{" in hint for hint in hints)
        assert said(edit).next_step


def test_two_causes_are_both_offered() -> None:
    edits = (Edit("exchanged functions", "tanh", "sig"), Edit("exchanged operands", "i", "g"))
    assert vaguely(edits).count(", or: ") == 1
    assert exactly(edits)[0].startswith("Two causes give the same numbers. `tanh` and `sig`")
    assert "Or: `i` and `g`" in exactly(edits)[0]
    assert exactly((Edit("sign", "-"), Edit("sign", "", "-"))) == (
        "One sign is the wrong way round.",
    )


def test_more_to_fix_is_said() -> None:
    assert "not right yet" in said(Edit("sign"), more_is_wrong=True).reason
    assert "not right yet" not in said(Edit("sign")).reason


def test_a_misconception_and_a_slip_with_the_same_numbers_are_both_said() -> None:
    found = said(Edit("exchanged functions", "tanh", "sig"), undecided=(known(TANH),))
    assert "Two causes" in found.headline
    assert "Either: The title of tanh. Or, in line 7 of work.py: `tanh` and `sig`" in found.evidence


def test_words_of_the_source_are_cleaned() -> None:
    found = said(Edit("operand", "\x1b[31ma\u202e"), location=location(makes="\x1b[2Jx"))
    assert "\x1b" not in f"{found.headline}{found.evidence}{found.next_step}"
    assert "\u202e" not in found.next_step


def test_a_change_that_passes_knows_better_than_a_role() -> None:
    found = said(Edit("extra statement", "i", "f"), location=location("role"))
    assert found.evidence.startswith("Up to here your numbers are right")
    found = said(Edit("missing activation", "", "tanh"), location=location("role"))
    assert "right as far as it goes" in found.evidence


def test_a_quantity_is_named_only_where_the_variable_may_stand_for_it() -> None:
    assert "`dz` is not" in place_evidence(location(makes="dz", wanted=Quantity("dx_t")))
    assert "`c_new` (c_t) is not" in place_evidence(location(makes="c_new"))
