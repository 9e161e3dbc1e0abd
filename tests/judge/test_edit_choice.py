"""Which of the changes that pass is said."""

from __future__ import annotations

from autograder.data.edits import Edit, EditKind
from autograder.judge.edits.candidates import Candidate
from autograder.judge.edits.choose import choose


def candidate(
    kind: EditKind, cost: float, belongs: str = "", column: int = 0, stands: str = ""
) -> Candidate:
    return Candidate(Edit(kind, stands, belongs), None, cost, (1, column))


def test_nothing_passes_and_nothing_is_said() -> None:
    assert choose([]) == ()


def test_the_clearly_likelier_slip_is_believed() -> None:
    found = choose([candidate("missing factor", 1.8, "f"), candidate("operand", 1.0, "c")])
    assert found == (Edit("operand", "", "c"),)


def test_two_causes_that_are_as_likely_are_both_offered() -> None:
    found = choose([candidate("sign", 1.1), candidate("bracket", 1.0, column=4)])
    assert found == (Edit("bracket"), Edit("sign"))


def test_no_more_than_two_are_offered() -> None:
    kinds: tuple[EditKind, ...] = ("sign", "bracket", "operator", "order")
    assert len(choose([candidate(kind, 1.0) for kind in kinds])) == 2


def test_a_name_is_said_only_where_no_other_fits_as_well() -> None:
    both = [
        candidate("operand", 1.0, "c", stands="b"),
        candidate("operand", 1.1, "c_t", stands="b"),
    ]
    assert choose(both) == (Edit("operand", "b"),)
    likelier = [both[0], candidate("operand", 1.5, "c_t", stands="b")]
    assert choose(likelier) == (Edit("operand", "b", "c"),)
