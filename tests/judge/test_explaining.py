"""A signature explains a function that does the same in every case, and nothing less."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest

from autograder.data.answer_key import ExerciseKey
from autograder.data.criteria import Criterion
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.explaining import explains, follows, only_zeros, shows_work
from autograder.judge.pairs import Pair
from tests.judge.made import BIAS, TANH, VALUES, case, exercise, ran, returned

GATE, CELL = Identity("gate-wrong", "gate"), Identity("cell-wrong", "cell")
KEY = exercise(case(), case())
MISFIT = (
    "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature"
    " (n?,k),(k,m?)->(n?,m?) (size 4 is different from 3)"
)


def raised(error: str = "ValueError", message: str = "") -> Run:
    """A run that raised an exception."""
    return Run("raised", error=error, message=message)


def explained(seen: tuple[Run | None, ...], runs: tuple[Run, ...], *right: bool) -> bool:
    """Whether a signature with these runs explains what a function did."""
    return explains(KEY, ran(runs), Signature((TANH,), seen), right or (False, False))


def test_the_same_values_in_every_case_are_explained() -> None:
    seen = returned(VALUES + 1, VALUES + 2)
    assert explained(seen, returned(VALUES + 1, VALUES + 2 + 1e-7))
    assert not explained(seen, returned(VALUES + 1, VALUES + 3))
    assert not explained(seen, returned(VALUES + 3, VALUES + 2))


def test_a_case_that_the_misconception_does_not_reach_must_be_right() -> None:
    seen = (None, *returned(VALUES + 2))
    assert explained(seen, returned(VALUES, VALUES + 2), True, False)
    assert not explained(seen, returned(VALUES + 9, VALUES + 2), False, False)
    assert not explained(seen, returned(VALUES, VALUES + 9), True, False)


def test_a_case_that_it_spoils_may_not_be_right() -> None:
    seen = returned(VALUES + 1, VALUES + 2)
    assert not explained(seen, returned(VALUES, VALUES + 2), True, False)


def test_nothing_seen_explains_nothing_that_is_wrong() -> None:
    assert not explained((None, None), returned(VALUES, VALUES + 1), True, False)


@pytest.mark.parametrize(
    ("seen", "mine", "alike"),
    [
        ("no axis 7", "no axis 7", True),
        ("no axis 7", " no axis 7\n", True),
        ("no axis 7", "no axis 8", False),
        (MISFIT, MISFIT, True),
        (MISFIT, MISFIT.replace("4", "5"), False),
        (MISFIT, "shapes (2,4) and (3,5) not aligned: 4 (dim 1) != 3 (dim 0)", True),
        (MISFIT, "shapes (2,3) and (4,5) not aligned: 3 (dim 1) != 4 (dim 0)", True),
        (MISFIT, "shapes (2,3) and (5,5) not aligned: 3 (dim 1) != 5 (dim 0)", False),
        (MISFIT, "shapes (2,4) and (2,5) not aligned: 4 (dim 1) != 2 (dim 0)", False),
        (MISFIT, "shapes (2,5) and (4,5) not aligned: 5 (dim 1) != 4 (dim 0)", False),
    ],
)
def test_exceptions_must_say_the_same_also_where_values_agree(
    seen: str, mine: str, alike: bool
) -> None:
    assert explained((raised(message=seen),) * 2, (raised(message=mine),) * 2) is alike
    mixed = (*returned(VALUES + 1), raised(message=seen))
    assert explained(mixed, (*returned(VALUES + 1), raised(message=mine))) is alike


def test_one_exception_with_another_text_is_enough() -> None:
    seen = raised(message="a"), raised(message="b")
    assert explained(seen, (raised(message="a"), raised(message="b")))
    assert not explained(seen, (raised(message="x"), raised(message="b")))
    assert not explained(seen, (raised(message="a"), raised(message="x")))
    assert not explained(seen, (raised("TypeError", "a"), raised(message="b")))


def test_a_changed_input_is_explained_by_the_same_change() -> None:
    key = exercise(case(judge="inputs"))
    signature = Signature((TANH,), (Run("returned", VALUES, (0,)),))
    assert explains(key, ran((Run("returned", None, (0,)),)), signature, (False,))
    assert not explains(key, ran((Run("returned", VALUES, (1,)),)), signature, (False,))


def both(*runs: Run | None, judge: Any = "values", criterion: str = "right values") -> bool:
    """Whether a signature shows work in cases of these kinds."""
    key = exercise(
        *(case(judge=judge, criterion=criterion) for _ in runs),
        criteria=(Criterion("right values"), Criterion("any batch")),
    )
    return shows_work(key, Signature((TANH,), runs))


def test_different_values_or_a_right_answer_show_work() -> None:
    assert both(Run("returned", VALUES))
    assert both(None)
    assert both(raised(), None)
    assert both(raised(), Run("returned", (np.zeros(2), np.array([0.0, 1.0]))))


def test_exceptions_zeros_and_constants_show_none() -> None:
    assert not both(raised(), raised())
    assert not both(Run("returned", np.zeros((2, 3))))
    assert not both(Run("returned", np.full((2, 3), 7.0)))
    assert not both(Run("returned", np.array([1.0, np.nan, np.inf])))
    assert not both(Run("returned", np.zeros(0)))
    assert not both(Run("returned", "text"))
    assert not both(Run("timed_out"))


def test_only_cases_that_decide_are_looked_at() -> None:
    assert not both(Run("returned", VALUES), judge="inputs")
    assert not both(None, judge="inputs")
    assert not both(Run("returned", VALUES), criterion="any batch")
    assert not both(None, criterion="any batch")


@pytest.mark.parametrize(
    ("values", "right", "zeros"),
    [
        ((np.zeros(2), np.zeros(3)), (False, False), True),
        ((VALUES, np.zeros(3)), (True, False), True),
        ((VALUES, np.zeros(3)), (False, False), False),
        ((np.zeros(3), VALUES), (False, False), False),
        ((np.zeros(3), {"W": np.zeros(2), "b": 0}), (False, False), True),
        ((np.zeros(3), {"W": np.zeros(2), "b": 1}), (False, False), False),
    ],
)
def test_zeros_alone_tell_nothing(
    values: tuple[Any, ...], right: tuple[bool, ...], zeros: bool
) -> None:
    assert only_zeros(ran(returned(*values)), right) is zeros


def test_what_did_not_return_is_no_zero() -> None:
    assert not only_zeros(ran((raised(), *returned(np.zeros(2)))), (False, False))
    assert only_zeros(ran((raised(), *returned(np.zeros(2)))), (True, False))


class Pairs:
    """A source of pairs that knows one, and says what it was asked for."""

    def __init__(self, *signatures: Signature) -> None:
        self.signatures = signatures
        self.asked: list[tuple[Pair, ...]] = []

    def matching(
        self, key: ExerciseKey, run: TaskRun, among: tuple[Pair, ...] | None = None
    ) -> tuple[Signature, ...]:
        assert among is not None, "no learner's answer is looked up for what is inherited"
        self.asked.append(among)
        return self.signatures


def step(*signatures: Signature) -> ExerciseKey:
    """An exercise that builds on others, with signatures of theirs."""
    return exercise(case(), case(), slug="step", signatures=signatures)


RUN = ran(returned(VALUES + 1, VALUES + 2))
SAME, OTHER = returned(VALUES + 1, VALUES + 2), returned(VALUES + 1, VALUES + 3)


def test_an_inherited_misconception_is_followed() -> None:
    assert follows(step(Signature((GATE,), SAME)), RUN, (GATE,))
    assert follows(step(Signature((GATE,), SAME)), RUN, (CELL, GATE))
    assert not follows(step(Signature((GATE,), OTHER)), RUN, (GATE,))
    assert not follows(step(Signature((GATE,), SAME)), RUN, (CELL,))
    assert not follows(step(Signature((GATE, CELL), SAME)), RUN, (GATE,))
    assert not follows(step(Signature((GATE,), SAME)), RUN, ())


def test_an_inherited_misconception_that_only_raises_is_not_credited() -> None:
    stops = (raised(message="no"),) * 2
    assert not follows(step(Signature((GATE,), stops)), ran(stops), (GATE,))


def test_a_case_that_is_right_is_right_given_the_misconception_as_well() -> None:
    key = step(Signature((GATE,), (None, *returned(VALUES + 2))))
    assert follows(key, ran(returned(VALUES, VALUES + 2)), (GATE,))
    assert not follows(key, ran(returned(VALUES + 9, VALUES + 2)), (GATE,))


def test_two_inherited_misconceptions_are_followed_together() -> None:
    pairs = Pairs(Signature((CELL, GATE), SAME))
    assert follows(step(), RUN, (GATE, CELL, GATE), pairs)
    assert pairs.asked == [((CELL, GATE),)]
    pairs.asked.clear()
    several = [Identity(f"m{number}", f"f{number}") for number in range(5)]
    assert follows(step(), RUN, tuple(several[::-1]), pairs)
    assert pairs.asked == [tuple(combinations(several, 2))]
    assert not follows(step(), RUN, (GATE, CELL))
    assert not follows(step(), RUN, (GATE, CELL), Pairs(Signature((CELL, GATE), OTHER)))
    assert not follows(step(), RUN, (GATE, CELL), Pairs())


def test_two_misconceptions_of_one_function_are_no_inherited_pair() -> None:
    pairs = Pairs(Signature((TANH, BIAS), SAME))
    assert not follows(step(), RUN, (TANH, BIAS), pairs)
    assert not follows(step(), RUN, (TANH,), pairs)
    assert pairs.asked == []


def test_a_single_misconception_is_tried_before_any_pair() -> None:
    pairs = Pairs(Signature((CELL, GATE), SAME))
    assert follows(step(Signature((GATE,), SAME)), RUN, (GATE, CELL), pairs)
    assert pairs.asked == []


def test_a_pair_that_only_raises_is_not_credited() -> None:
    stops = (raised(message="no"),) * 2
    assert not follows(step(), ran(stops), (GATE, CELL), Pairs(Signature((CELL, GATE), stops)))
