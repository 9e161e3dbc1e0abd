"""Does a signature explain what a learner's function did?"""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np

from autograder.data.answer_key import ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.compare import agrees, compare
from autograder.judge.deadline import NO_DEADLINE, Deadline
from autograder.judge.pairs import NoPairs, PairSource, flattened

_MISFIT = re.compile(
    r"size (\d+) is different from (\d+)\)|not aligned: (\d+) \(dim \d\) != (\d+) \(dim \d\)"
)
"""What NumPy says when two shapes do not fit: ``@`` and ``np.dot`` say it differently."""


def explains(key: ExerciseKey, run: TaskRun, signature: Signature, right: tuple[bool, ...]) -> bool:
    """Whether the signature does in every case what the learner's function did.

    `right` says in which cases the function was right. Exceptions alone say little, because many
    misconceptions end in the same one: unless some values agree, their texts must.
    """
    if any(seen is None and not passed for seen, passed in zip(signature.runs, right, strict=True)):
        return False
    telling, same_text = False, True
    for case, seen, case_run in zip(key.cases, signature.runs, run.runs, strict=True):
        if seen is None:
            continue
        if not agrees(seen, case_run, case.judge, key.tolerance):
            return False
        if seen.outcome == "returned":
            telling = True
        else:
            same_text = same_text and _gist(seen.message) == _gist(case_run.message)
    return telling or same_text


def follows(
    key: ExerciseKey,
    run: TaskRun,
    upstream: tuple[Identity, ...],
    pairs: PairSource | None = None,
    deadline: Deadline = NO_DEADLINE,
) -> bool:
    """Whether the exercise is right, given some of these misconceptions.

    One or two of them, in the functions that it builds on, must explain all of it.
    """
    given = sorted(set(upstream))
    right = tuple(
        compare(case, case_run, key.tolerance) is None
        for case, case_run in deadline.over(zip(key.cases, run.runs, strict=True))
    )
    if any(
        shows_work(key, signature) and explains(key, run, signature, right)
        for signature in deadline.over(key.signatures)
        if set(signature.misconceptions) <= set(given)
    ):
        return True
    both = tuple(
        (first, second)
        for first, second in combinations(given, 2)
        if first.function != second.function
    )
    return bool(both) and any(
        shows_work(key, signature) and explains(key, run, signature, right)
        for signature in deadline.over((pairs or NoPairs()).of(key, both))
    )


def shows_work(key: ExerciseKey, signature: Signature) -> bool:
    """Whether different values come back in a case that decides.

    Where a misconception only ever raises, whatever calls the function that has it does the same:
    ``return sigmoid(x_t)`` would be as good as the right gate. Where all that is left of the answer
    is zeros, so would ``np.zeros``.
    """
    return any(
        case.criterion == RIGHT_VALUES
        and case.judge == "values"
        and (seen is None or _varies(seen))
        for case, seen in zip(key.cases, signature.runs, strict=True)
    )


def only_zeros(run: TaskRun, right: tuple[bool, ...]) -> bool:
    """Whether every wrong case returned nothing but zeros."""
    return not any(
        flattened(case_run)[1].any() or case_run.outcome != "returned"
        for case_run, passed in zip(run.runs, right, strict=True)
        if not passed
    )


def _varies(run: Run) -> bool:
    values = flattened(run)[1]
    values = values[np.isfinite(values)]
    return run.outcome == "returned" and bool((values != values[:1]).any())


def _gist(message: str) -> str:
    """The text of an exception, the same for each way to write a product of matrices."""
    misfit = _MISFIT.search(message)
    if misfit is None:
        return message.strip()
    sizes = sorted(size for size in misfit.groups() if size)
    return f"{sizes[0]} does not meet {sizes[1]}"
