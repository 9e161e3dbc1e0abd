"""Which misconception is named, and when none may be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.data.answer_key import ExerciseKey
from autograder.data.criteria import Criterion
from autograder.data.diagnosis import Diagnosis, Pattern
from autograder.data.misconceptions import Identity, KnownMisconception, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.diagnose import diagnose
from autograder.judge.pairs import Pair
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

GATE = Identity("tanh", "gate")
ALIKE = Identity("alike", "f")
TWO = exercise(case(name="first"), case(name="second"))
ODD = np.sin(VALUES)
"""Wrong values that have no pattern in common with the right ones."""
ODDER = np.cos(VALUES)


def with_signatures(*signatures: tuple[Identity, Any], key: ExerciseKey = TWO) -> ExerciseKey:
    """The key with one signature for each identity: what it returns in every case."""
    return replace(
        key,
        signatures=tuple(
            Signature((identity,), returned(*(value,) * len(key.cases)))
            for identity, value in signatures
        ),
    )


def told(
    key: ExerciseKey,
    runs: tuple[Run, ...],
    *misconceptions: KnownMisconception,
    pairs: Any = None,
) -> Diagnosis:
    """The diagnosis of these runs."""
    return diagnose(key, ran(runs), differences_of(key, runs), misconceptions, pairs)


class Pairs:
    """A source of pairs that returns what it was made with."""

    def __init__(self, *signatures: Signature) -> None:
        self.signatures = signatures
        self.asked = 0

    def matching(
        self, key: ExerciseKey, run: TaskRun, among: tuple[Pair, ...] | None = None
    ) -> tuple[Signature, ...]:
        assert among is None, "nothing is inherited here"
        self.asked += 1
        return self.signatures


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


def test_a_name_comes_before_several_pairs_where_an_overflow_is_apart() -> None:
    runs = (*returned(ODD, ODDER), OVERFLOW, *returned(VALUES))
    pairs = Pairs(Signature((BIAS, GATE), runs), Signature((ALIKE, TANH), runs))
    texts = known(TANH), known(BIAS), known(ALIKE), known(GATE)
    found = told(LARGE, runs, *texts, pairs=pairs)
    assert found.identities == (TANH,)
    assert len(found.apart) == 1
    one = Pairs(Signature((BIAS, GATE), runs))
    assert told(LARGE, runs, *texts, pairs=one).identities == (BIAS, GATE)


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


INPUTS = exercise(
    case(),
    case(criterion="tidy", judge="inputs", name="inputs"),
    case(),
    criteria=(Criterion("right values"), Criterion("tidy")),
)


def changed(value: Any, *positions: int) -> Run:
    """A run that changed these inputs."""
    return Run("returned", value, positions)


def test_changed_inputs_are_said_with_what_explains_the_values() -> None:
    key = replace(INPUTS, signatures=(Signature((TANH,), (*returned(ODD), None, *returned(ODD))),))
    found = told(key, (*returned(ODD), changed(ODD, 0), *returned(ODD)), known(TANH))
    assert (found.identities, found.changed_inputs) == ((TANH,), ("x",))
    kept = told(key, returned(ODD, ODD, ODD), known(TANH))
    assert (kept.identities, kept.changed_inputs) == ((TANH,), ())


def test_changed_inputs_are_said_with_a_pattern() -> None:
    runs = (*returned(-VALUES), changed(-VALUES, 0), *returned(-VALUES))
    found = told(INPUTS, runs)
    assert (found.pattern, found.changed_inputs) == (Pattern("negated"), ("x",))


def test_changed_inputs_that_a_misconception_explains_are_part_of_it() -> None:
    seen = (*returned(ODD), changed(ODD, 0), *returned(ODD))
    key = replace(INPUTS, signatures=(Signature((TANH,), seen),))
    found = told(key, seen, known(TANH))
    assert (found.identities, found.changed_inputs) == ((TANH,), ())


def test_changed_inputs_alone_or_with_what_is_not_known_are_the_difference() -> None:
    alone = told(INPUTS, (*returned(VALUES), changed(VALUES, 0), *returned(VALUES)))
    assert (alone.difference.kind, alone.changed_inputs) == ("mutated input", ())
    assert alone.case.name == "inputs"
    both = told(INPUTS, (*returned(ODD), changed(ODD, 0), *returned(ODDER)))
    assert (both.difference.kind, both.changed_inputs, both.pattern) == ("value", (), None)


def test_pairs_are_looked_up_once_also_where_something_is_apart() -> None:
    pairs = Pairs()
    told(INPUTS, (*returned(ODD), changed(ODD, 0), *returned(ODD)), pairs=pairs)
    assert pairs.asked == 1
    both = Signature((TANH, BIAS), (*returned(ODD), None, *returned(ODD)))
    runs = (*returned(ODD), changed(ODD, 0), *returned(ODD))
    found = told(INPUTS, runs, known(TANH), known(BIAS), pairs=Pairs(both))
    assert (found.identities, found.changed_inputs) == ((TANH, BIAS), ("x",))


LARGE = exercise(
    case(),
    case(name="second"),
    case(criterion="finite", name="large", inputs={"x": VALUES * 1e4}),
    case(criterion="any batch", name="one"),
    criteria=(Criterion("right values"), Criterion("finite"), Criterion("any batch")),
    signatures=(Signature((TANH,), (*returned(ODD, ODDER, ODD), None)),),
)
INFINITE = VALUES * np.inf
OVERFLOW = Run("raised", error="OverflowError", message="math range error")


@pytest.mark.parametrize(
    ("large", "kind"), [(Run("returned", INFINITE), "non-finite"), (OVERFLOW, "raised")]
)
def test_an_overflow_does_not_hide_the_name_of_what_is_wrong(large: Run, kind: str) -> None:
    found = told(LARGE, (*returned(ODD, ODDER), large, *returned(VALUES)), known(TANH))
    assert found.identities == (TANH,)
    assert [(apart.criterion, apart.difference.kind, apart.large) for apart in found.apart] == [
        ("finite", kind, True)
    ]
    assert found.case.name == "a case"


def test_what_a_misconception_explains_is_not_apart() -> None:
    found = told(LARGE, returned(ODD, ODDER, ODD, VALUES), known(TANH))
    assert (found.identities, found.apart) == ((TANH,), ())
    seen = (*returned(ODD, ODDER), OVERFLOW, OVERFLOW)
    both = replace(LARGE, signatures=(Signature((TANH,), (*seen[:3], None)),))
    apart = told(both, seen, known(TANH)).apart
    assert [item.criterion for item in apart] == ["any batch"]
    assert not apart[0].large


@pytest.mark.parametrize(
    "runs",
    [
        (*returned(ODD, VALUES), OVERFLOW, *returned(VALUES)),
        (*returned(ODD, ODD), OVERFLOW, *returned(VALUES)),
        (*returned(ODD, ODDER), OVERFLOW, *returned(ODD)),
        (*returned(ODD, ODDER), *returned(ODDER, VALUES)),
        (*returned(ODD, INFINITE), OVERFLOW, *returned(VALUES)),
        (*returned(VALUES, VALUES), OVERFLOW, OVERFLOW),
        (*returned(ODD), OVERFLOW, OVERFLOW, *returned(VALUES)),
        (*returned(ODD, ODDER, ODD, INFINITE),),
    ],
)
def test_right_values_and_wrong_numbers_are_never_apart(runs: tuple[Run, ...]) -> None:
    assert told(LARGE, runs, known(TANH)).identities == ()


def test_exceptions_alone_name_nothing_where_the_rest_is_apart() -> None:
    stopped = Run("raised", error="ValueError", message="one text")
    other = Run("raised", error="ValueError", message="one text")
    key = replace(LARGE, signatures=(Signature((TANH,), (stopped, stopped, None, None)),))
    runs = (other, other, OVERFLOW, *returned(VALUES))
    assert told(key, runs, known(TANH)).identities == ()


def test_a_pattern_is_found_where_an_overflow_is_apart() -> None:
    plain = replace(LARGE, signatures=())
    found = told(plain, (*returned(-VALUES, -VALUES), OVERFLOW, *returned(-VALUES)))
    assert found.pattern == Pattern("negated")
    assert [item.criterion for item in found.apart] == ["finite"]


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
    assert told(tidy, (*returned((VALUES,)), changed(VALUES, 0))).right_parts == ()


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
