"""What goes wrong in other criteria is said apart, and hides no name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.data.criteria import Criterion
from autograder.data.diagnosis import Pattern
from autograder.data.misconceptions import Signature
from autograder.data.runs import Run
from tests.judge.made import BIAS, TANH, VALUES, case, exercise, known, returned
from tests.judge.telling import ALIKE, GATE, ODD, ODDER, Pairs, told

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


def test_a_name_comes_before_several_pairs_where_an_overflow_is_apart() -> None:
    runs = (*returned(ODD, ODDER), OVERFLOW, *returned(VALUES))
    pairs = Pairs(Signature((BIAS, GATE), runs), Signature((ALIKE, TANH), runs))
    texts = known(TANH), known(BIAS), known(ALIKE), known(GATE)
    found = told(LARGE, runs, *texts, pairs=pairs)
    assert found.identities == (TANH,)
    assert len(found.apart) == 1
    one = Pairs(Signature((BIAS, GATE), runs))
    assert told(LARGE, runs, *texts, pairs=one).identities == (BIAS, GATE)
