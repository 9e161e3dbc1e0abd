"""Of a single number nobody reads that every entry of it is wrong."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.data.differences import NonFinite, WrongValue
from autograder.judge.messages import seen
from tests.judge.made import case

SHAPES = ((), (0,), (0, 0))


@pytest.mark.parametrize("kind", [WrongValue, NonFinite])
@pytest.mark.parametrize("index", SHAPES)
@pytest.mark.parametrize("visible", [True, False])
def test_nobody_says_every_entry_of_a_single_number(
    kind: type[WrongValue], index: tuple[int, ...], visible: bool
) -> None:
    wrong = np.ones((1,) * len(index), bool)
    got = float("nan") if kind is NonFinite else 8.5
    single = kind("h_t", index, 7.125, got, 1.0, wrong)
    said = seen(case(visible=visible), single).lower()
    assert "entr" not in said
    assert "%" not in said
