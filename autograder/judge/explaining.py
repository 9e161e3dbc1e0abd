"""Does a signature explain what a learner's function did?"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from autograder.data.answer_key import ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.agreement import agrees
from autograder.judge.compare import compare
from autograder.judge.deadline import NO_DEADLINE, Deadline
from autograder.judge.pairs import NoPairs, PairSource, flattened


def explains(
    key: ExerciseKey,
    run: TaskRun,
    signature: Signature,
    right: tuple[bool, ...],
    apart: frozenset[int] = frozenset(),
) -> bool:
    """Whether a signature does in every case what the learner's function did.

    Exceptions agree only where they say the same (`autograder.judge.agreement`), because many
    misconceptions end in exceptions of the same type.

    Parameters
    ----------
    key, run
        The exercise, and what the learner's function did.
    signature
        What a wrong version does in these cases.
    right
        In which cases the learner's function was right.
    apart
        Cases that are explained apart, by their index. Where there are any, values must agree in
        one of the others.
    """
    judged = [index for index in range(len(key.cases)) if index not in apart]
    if any(signature.runs[index] is None and not right[index] for index in judged):
        return False
    values_agree = False
    for index in judged:
        seen, case_run = signature.runs[index], run.runs[index]
        if seen is None:
            continue
        if not agrees(seen, case_run, key.cases[index].judge, key.tolerance):
            return False
        values_agree = values_agree or seen.outcome == "returned"
    return values_agree or not apart


def follows(
    key: ExerciseKey,
    run: TaskRun,
    upstream: tuple[Identity, ...],
    pairs: PairSource | None = None,
    deadline: Deadline = NO_DEADLINE,
) -> bool:
    """Whether an exercise is right, given misconceptions in the functions that it builds on.

    Parameters
    ----------
    key, run
        The exercise, and what the learner's function did.
    upstream
        The misconceptions. One or two of them must explain all of it.
    pairs
        Where signatures of two misconceptions at once come from (nowhere by default).
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
        for signature in deadline.over((pairs or NoPairs()).matching(key, run, both))
    )


def shows_work(key: ExerciseKey, signature: Signature) -> bool:
    """Whether a signature has different values in a case of *right values*.

    Otherwise it cannot show that a later function is right. Where a misconception only raises,
    every function that calls it does the same, so ``return sigmoid(x_t)`` would be as good as the
    right gate. Where only zeros are left, so would be ``np.zeros``.
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
    return bool((values != values[:1]).any())
