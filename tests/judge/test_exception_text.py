"""Two exceptions say the same where they are about the same sizes or cause."""

from __future__ import annotations

import pytest

from autograder.judge.exception_text import gist, say_the_same

PRODUCT = (
    "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature"
    " (n?,k),(k,m?)->(n?,m?) (size 4 is different from 3)"
)
ENTRYWISE = "operands could not be broadcast together with shapes "


@pytest.mark.parametrize(
    ("message", "other", "same"),
    [
        (f"{ENTRYWISE}(2,3) (2,) ", f"{ENTRYWISE}(2,3) (2,)", True),
        (f"{ENTRYWISE}(2,3) (2,) ", f"{ENTRYWISE}(2,) (2,3) ", True),
        (f"{ENTRYWISE}(2,3) (2,) ", f"{ENTRYWISE}(2,3) (2,) (2,3) ", True),
        (f"{ENTRYWISE}(2,3) (2,) ", f"{ENTRYWISE}(3,2) (2,1) ", False),
        (f"{ENTRYWISE}(2,3) (2,) ", f"{ENTRYWISE}(3,2) (3,) ", False),
        (f"{ENTRYWISE}(2,3) (4,3) ", f"{ENTRYWISE}(2,3) (4,3) (5,3) ", False),
        (f"{ENTRYWISE}(2,3) (3,2) ", PRODUCT, False),
        (PRODUCT, "shapes (2,4) and (3,5) not aligned: 4 (dim 1) != 3 (dim 0)", True),
        (PRODUCT, "shapes (2,4) and (5,5) not aligned: 4 (dim 1) != 5 (dim 0)", False),
        (
            "only 0-dimensional arrays can be converted to Python scalars",
            "only length-1 arrays can be converted to Python scalars",
            True,
        ),
        (
            "too many values to unpack (expected 2)",
            "too many values to unpack (expected 2, got 3)",
            True,
        ),
        (
            "too many values to unpack (expected 2)",
            "too many values to unpack (expected 3)",
            False,
        ),
        ("'W_f'", "'W_f'", True),
        ("'W_f'", "'b_f'", False),
    ],
)
def test_what_two_exceptions_have_in_common(message: str, other: str, same: bool) -> None:
    assert say_the_same(message, other) is same
    assert say_the_same(gist(message), other) is same
    assert say_the_same(message, gist(other)) is same
