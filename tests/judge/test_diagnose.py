"""Which misconception is named, and when none may be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from autograder.data.criteria import Criterion
from autograder.data.diagnosis import Diagnosis, Pattern
from autograder.data.misconceptions import Identity, KnownMisconception, Signature
from autograder.data.runs import Run
from autograder.judge.diagnose import diagnose
from tests.judge.made import (
    BIAS,
    TANH,
    VALUES,
    case,
    differences_of,
    exercise,
    known,
    ran,
    returned,
)
from tests.judge.telling import ALIKE, GATE, ODD, ODDER, TWO, Pairs, told, with_signatures


def test_what_explains_every_case_is_named() -> None:
    key = with_signatures((TANH, ODD), (BIAS, ODDER))
    found = told(key, returned(ODD, ODD), known(TANH), known(BIAS))
    assert found.identities == (TANH,)
    assert found.misconceptions == (known(TANH),)
    assert (found.undecided, found.pattern, found.right_parts) == ((), None, ())
    assert told(key, returned(ODD, ODDER), known(TANH), known(BIAS)).identities == ()


def test_a_misconception_comes_before_a_pattern() -> None:
    key = with_signatures((TANH, -VALUES))
    assert told(key, returned(-VALUES, -VALUES), known(TANH)).identities == (TANH,)
    found = told(TWO, returned(-VALUES, -VALUES))
    assert found.pattern == Pattern("negated")
    assert found.finding == "negated"


def test_without_anything_in_common_the_difference_is_shown() -> None:
    found = told(TWO, returned(ODD, ODDER))
    assert (found.misconceptions, found.undecided, found.pattern) == ((), (), None)
    assert found.finding == ""
    assert found.case.name == "first"


def test_two_that_give_the_same_are_both_possible_and_none_is_named() -> None:
    key = with_signatures((TANH, ODD), (BIAS, ODD))
    found = told(key, returned(ODD, ODD), known(TANH), known(BIAS))
    assert found.misconceptions == ()
    assert found.undecided == (known(TANH), known(BIAS))
    assert found.finding == "undecided"


@pytest.mark.parametrize("first", [True, False])
def test_two_that_declare_to_be_the_same_are_as_good_as_one(first: bool) -> None:
    """The one that declares nothing itself is named."""
    key = with_signatures((TANH, ODD), (BIAS, ODD))
    texts = (
        (known(TANH, ("no-bias",)), known(BIAS)) if first else (known(TANH), known(BIAS, ("tanh",)))
    )
    assert told(key, returned(ODD, ODD), *texts).identities == ((BIAS,) if first else (TANH,))


def test_three_of_which_one_is_not_declared_are_undecided() -> None:
    key = with_signatures((TANH, ODD), (BIAS, ODD), (ALIKE, ODD))
    texts = known(TANH), known(BIAS, ("tanh",)), known(ALIKE)
    assert len(told(key, returned(ODD, ODD), *texts).undecided) == 3
    same = known(TANH), known(BIAS, ("tanh",)), known(ALIKE, ("tanh",))
    assert told(key, returned(ODD, ODD), *same).identities == (TANH,)


def test_what_all_candidates_have_in_common_is_named() -> None:
    pairs = Pairs(
        Signature((TANH, BIAS), returned(ODD, ODD)), Signature((TANH, ALIKE), returned(ODD, ODD))
    )
    texts = known(TANH), known(BIAS), known(ALIKE)
    found = told(TWO, returned(ODD, ODD), *texts, pairs=pairs)
    assert found.misconceptions == (known(TANH),)
    assert found.undecided == (known(BIAS), known(ALIKE))
    other = Pairs(
        Signature((TANH, BIAS), returned(ODD, ODD)), Signature((ALIKE, GATE), returned(ODD, ODD))
    )
    found = told(TWO, returned(ODD, ODD), *texts, known(GATE), pairs=other)
    assert (found.misconceptions, found.undecided) == ((), (known(TANH), known(ALIKE)))


def test_the_exercises_own_function_comes_first() -> None:
    key = with_signatures((GATE, ODD), (Identity("zz", "f"), ODD))
    texts = known(GATE, ("zz",)), known(Identity("zz", "f"), ("tanh",))
    assert told(key, returned(ODD, ODD), *texts).identities == (Identity("zz", "f"),)
    plain = known(GATE), known(Identity("zz", "f"), ("tanh",))
    assert told(key, returned(ODD, ODD), *plain).identities == (Identity("zz", "f"),)


def test_one_misconception_in_two_places_is_undecided() -> None:
    key = with_signatures((GATE, ODD), (TANH, ODD))
    found = told(key, returned(ODD, ODD), known(GATE), known(TANH))
    assert [item.replaces for item in found.undecided] == ["gate", "f"]


def test_pairs_are_looked_up_where_no_single_one_explains_it() -> None:
    pairs = Pairs(Signature((TANH, BIAS), returned(ODD, ODD)))
    texts = known(TANH), known(BIAS)
    assert told(TWO, returned(ODD, ODD), *texts, pairs=pairs).identities == (TANH, BIAS)
    assert pairs.asked == 1
    assert told(TWO, returned(ODD, ODDER), *texts, pairs=pairs).identities == ()
    assert told(TWO, returned(-VALUES, -VALUES), *texts, pairs=pairs).pattern is not None
    key = with_signatures((TANH, ODD))
    assert told(key, returned(ODD, ODD), *texts, pairs=pairs).identities == (TANH,)
    assert pairs.asked == 3


def test_a_pair_comes_before_a_pattern() -> None:
    pairs = Pairs(Signature((TANH, BIAS), returned(-VALUES, -VALUES)))
    found = told(TWO, returned(-VALUES, -VALUES), known(TANH), known(BIAS), pairs=pairs)
    assert found.identities == (TANH, BIAS)


def test_zeros_alone_are_no_pair() -> None:
    pairs = Pairs(Signature((TANH, BIAS), returned(VALUES * 0, VALUES * 0)))
    found = told(TWO, returned(VALUES * 0, VALUES * 0), known(TANH), known(BIAS), pairs=pairs)
    assert (found.identities, pairs.asked) == ((), 0)
    first_of_two = Pairs(Signature((TANH, BIAS), (None, *returned(ODD))))
    found = told(TWO, returned(VALUES, ODD), known(TANH), known(BIAS), pairs=first_of_two)
    assert found.identities == (TANH, BIAS)


def test_a_single_misconception_may_return_zeros() -> None:
    key = with_signatures((TANH, VALUES * 0))
    assert told(key, returned(VALUES * 0, VALUES * 0), known(TANH)).identities == (TANH,)


def test_a_pair_with_the_exercises_own_function_comes_first() -> None:
    first, second = Identity("a", "gate"), Identity("b", "cell")
    own = Identity("z", "f")
    texts = known(first), known(second), known(own, ("b",))
    pairs = Pairs(
        Signature((first, second), returned(ODD, ODD)), Signature((first, own), returned(ODD, ODD))
    )
    assert told(TWO, returned(ODD, ODD), *texts, pairs=pairs).identities == (first, own)


def test_two_pairs_that_are_declared_the_same_in_either_order_are_one() -> None:
    texts = known(TANH), known(BIAS), known(ALIKE, ("tanh",))
    both = Signature((TANH, BIAS), returned(ODD, ODD))
    crossed = Signature((BIAS, ALIKE), returned(ODD, ODD))
    other = Signature((TANH, ALIKE), returned(ODD, ODD))
    assert told(TWO, returned(ODD, ODD), *texts, pairs=Pairs(both, crossed)).identities == (
        TANH,
        BIAS,
    )
    found = told(TWO, returned(ODD, ODD), *texts, pairs=Pairs(both, other))
    assert found.identities == (TANH,)
    assert found.undecided == (known(BIAS), known(ALIKE, ("tanh",)))


def parts(*values: Any, returns: tuple[str, ...] = ("h_t", "c_t")) -> Diagnosis:
    """The diagnosis of what came back in place of two values, in one case and then another."""
    expected = VALUES, VALUES + 1
    key = exercise(case(expected), case(expected), returns=returns)
    return told(key, returned(*values))


def test_values_that_are_right_in_every_case_are_named() -> None:
    assert parts((ODD, VALUES + 1), [ODDER, VALUES + 1]).right_parts == ("c_t",)
    assert parts((VALUES, ODD), (VALUES, ODDER)).right_parts == ("h_t",)
    assert parts((VALUES, ODD), (ODDER, VALUES + 1)).right_parts == ()
    assert parts((VALUES, VALUES + 1), (VALUES, ODD)).right_parts == ("h_t",)


def test_without_names_or_with_another_form_no_part_is_right() -> None:
    assert parts((VALUES, ODD), (VALUES, ODDER), returns=()).right_parts == ()
    assert parts((VALUES, ODD), (VALUES, ODDER), returns=("h_t",)).right_parts == ()
    assert parts((VALUES, ODD), None).right_parts == ()
    assert parts((VALUES, ODD), (VALUES, ODD, 1)).right_parts == ()
    assert parts((VALUES, ODD), VALUES).right_parts == ()


def test_a_single_value_has_no_parts() -> None:
    key = exercise(case((VALUES,)), case((VALUES,)), returns=("h_t",))
    assert told(key, returned((ODD,), (ODDER,))).right_parts == ()
    single = exercise(case(), case(), returns=("a", "b"))
    assert told(single, returned(ODD, ODDER)).right_parts == ()
    rows = tuple(VALUES[:1]) + tuple(ODD[1:])
    assert told(single, returned(rows, rows)).right_parts == ()
    tidy = exercise(case((VALUES,)), case(judge="inputs"), returns=("h_t",))
    assert told(tidy, (*returned((VALUES,)), Run("returned", VALUES, (0,)))).right_parts == ()


def test_cases_that_do_not_look_at_values_have_no_say_in_the_parts() -> None:
    expected = VALUES, VALUES + 1
    key = exercise(
        case(expected),
        case(expected, judge="inputs", criterion="tidy"),
        case(expected),
        criteria=(Criterion("right values"), Criterion("tidy")),
        returns=("h_t", "c_t"),
    )
    runs = (*returned((VALUES, ODD)), *returned(None), *returned((VALUES, ODDER)))
    assert told(key, runs).right_parts == ("h_t",)


def test_a_visible_case_is_shown_if_one_fails() -> None:
    key = exercise(
        case(name="a", visible=False), case(name="b", visible=False), case(name="c"), case(name="d")
    )
    assert told(key, returned(ODD, ODD, ODD, ODDER)).case.name == "c"
    assert told(key, returned(ODD, ODD, VALUES, ODDER)).case.name == "d"
    assert told(key, returned(VALUES, ODD, VALUES, VALUES)).case.name == "b"
    assert told(key, returned(ODD, ODDER, VALUES, VALUES)).case.name == "a"


def overwrites(identity: Identity) -> KnownMisconception:
    """A misconception whose function returns the right values and changes its inputs."""
    return replace(known(identity), changes_inputs=True)


def test_a_change_of_inputs_is_named_only_where_one_was_seen() -> None:
    key = with_signatures((GATE, ODD))
    alone = told(key, returned(ODD, ODD), overwrites(GATE))
    assert (alone.misconceptions, alone.undecided) == ((), ())
    assert told(key, returned(ODD, ODD), known(GATE)).identities == (GATE,)
    seen = (Run("returned", ODD, (0,)), Run("returned", ODD))
    assert told(key, seen, overwrites(GATE)).identities == (GATE,)


def test_a_pair_with_a_change_of_inputs_is_named_only_where_one_was_seen() -> None:
    pairs = Pairs(Signature((GATE, TANH), returned(ODD, ODD)))
    texts = overwrites(GATE), known(TANH)
    assert told(TWO, returned(ODD, ODD), *texts, pairs=pairs).identities == ()
    seen = (Run("returned", ODD), Run("returned", ODD, (0,)))
    assert told(TWO, seen, *texts, pairs=pairs).identities == (GATE, TANH)


def test_a_function_of_the_learner_may_change_its_inputs_unseen() -> None:
    key, runs = with_signatures((GATE, ODD)), returned(ODD, ODD)
    differences = differences_of(key, runs)
    for uses, names in ((("gate",), (GATE,)), (("cell",), ())):
        found = diagnose(key, ran(runs, uses=uses), differences, (overwrites(GATE),))
        assert found.identities == names


def test_what_gives_the_same_numbers_is_named_in_its_place() -> None:
    key = with_signatures((GATE, ODD), (TANH, ODD))
    found = told(key, returned(ODD, ODD), overwrites(GATE), known(TANH))
    assert (found.identities, found.undecided) == ((TANH,), ())
