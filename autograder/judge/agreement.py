"""Whether a learner's function did what a wrong version of the reference does."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.data.runs import Run
from autograder.data.tolerance import Tolerance
from autograder.judge.compare import first_difference
from autograder.judge.exception_text import say_the_same

_DEEPEST = 8


def agrees(seen: Run, run: Run, judge: str, tolerance: Tolerance) -> bool:
    """Whether a learner's run is what a wrong version of the reference did.

    Parameters
    ----------
    seen
        What the wrong version did.
    run
        What the learner's function did.
    judge
        What the case looks at: where it is ``"inputs"``, the changed inputs are compared, else the
        values.
    tolerance
        How far numbers may be apart.

    Returns
    -------
    bool
        Exceptions agree when they are of the same type and say the same: the same sizes do not
        meet, for instance (`autograder.judge.exception_text`). Runs that did not end never agree.
    """
    if run.outcome != seen.outcome:
        return False
    if seen.outcome == "raised":
        return run.error == seen.error and say_the_same(run.message, seen.message)
    if seen.outcome != "returned":
        return False
    if judge == "inputs":
        return run.changed == seen.changed
    if _differ_at_once(seen.value, run.value, tolerance):
        return False
    return first_difference(seen.value, run.value, tolerance) is None


def _differ_at_once(expected: Any, got: Any, tolerance: Tolerance) -> bool:
    """Whether the very first numbers differ, which rules out nearly all signatures quickly.

    Where they do not differ, or are not found at once, the values still have to be compared.
    """
    for _ in range(_DEEPEST):
        if isinstance(expected, np.ndarray) and isinstance(got, np.ndarray):
            if (
                expected.shape != got.shape
                or not expected.size
                or expected.dtype.kind != "f"
                or got.dtype.kind != "f"
            ):
                return bool(expected.shape != got.shape)
            first, second = expected.item(0), got.item(0)
            far = abs(first - second) > tolerance.atol + tolerance.rtol * abs(first)
            return bool(far)  # false for nan
        if (
            isinstance(expected, tuple)
            and isinstance(got, (tuple, list))
            and expected
            and len(expected) == len(got)
        ):
            expected, got = expected[0], got[0]
        else:
            return False
    return False
