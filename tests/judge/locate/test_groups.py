"""What the wrong entries of a dict of results have in common."""

from __future__ import annotations

import pytest

from autograder.judge.locate.groups import wrong_group

ALL = tuple(f"grads['{part}_{gate}']" for gate in "figo" for part in "WUb")


@pytest.mark.parametrize(
    ("wrong", "group"),
    [
        (("grads['W_i']", "grads['U_i']", "grads['b_i']", "dx_t"), ("grads", "_i")),
        (tuple(f"grads['b_{gate}']" for gate in "figo"), ("grads", "b_")),
        (("grads['W_i']", "grads['U_i']"), ("", "")),  # b_i is right
        (("grads['W_i']", "grads['U_f']"), ("", "")),
        (("grads['W_i']",), ("", "")),
        (("dx_t", "dh_prev"), ("", "")),
        (ALL, ("", "")),
    ],
)
def test_the_group_is_what_all_wrong_entries_share(
    wrong: tuple[str, ...], group: tuple[str, str]
) -> None:
    right = tuple(name for name in ALL if name not in wrong)
    assert wrong_group(wrong, right) == group
