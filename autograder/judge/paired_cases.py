"""Paired cases: the same seed must give the same random numbers, another seed others.

Where numbers are random, no value is right by itself. This module works out where every array comes
from, on the trusted side, from the values that came back in both cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.data.answer_key import Case
from autograder.data.arrays import as_array
from autograder.data.criteria import Judge
from autograder.data.declared import NEW, SAME, Drawn, Origin
from autograder.data.runs import Run
from autograder.data.tree import NotThere, at, leaves, path_text


def expected_origins(case: Case, judge: Judge) -> dict[str, Origin]:
    """What is expected in a case that is paired with another.

    Parameters
    ----------
    case
        The earlier case.
    judge
        ``"repeats"`` where the numbers should be the same, else they should be new.

    Returns
    -------
    dict of str to Origin
        An origin for every array of random numbers, by its path.
    """
    return dict.fromkeys(
        (name for name, _ in _drawn(case.expected, None)), SAME if judge == "repeats" else NEW
    )


def pair_runs(cases: Sequence[Case], runs: Sequence[Run]) -> tuple[Run, ...]:
    """Replace the values of paired cases by the origins of their numbers.

    Parameters
    ----------
    cases, runs
        The cases of an exercise, and a run for each.

    Returns
    -------
    tuple of Run
        The runs in the same order.
    """
    known = {case.name: (case, run) for case, run in zip(cases, runs, strict=True)}
    return tuple(
        (
            replace(run, value=_origins(*known[case.paired_with], run.value))
            if run.outcome == "returned" and case.paired_with in known
            else run
        )
        for case, run in zip(cases, runs, strict=True)
    )


def _origins(case: Case, run: Run, value: Any) -> Any:
    before = dict(_drawn(case.expected, run.value))
    seen: dict[str, NDArray[Any] | None] = {}
    origins: dict[str, Origin] = {}
    for name, array in _drawn(case.expected, value):
        twin = next((other for other in seen if _equal(array, seen[other])), "")
        copied = Origin("copy", twin) if twin else NEW
        origins[name] = SAME if _equal(array, before[name]) else copied
        seen[name] = array
    return origins


def _drawn(expected: Any, value: Any) -> Iterator[tuple[str, NDArray[Any] | None]]:
    """The places where numbers are drawn, and the array that stands there.

    It is ``None`` where there is no array.
    """
    for path, leaf in leaves(expected):
        if isinstance(leaf, Drawn):
            try:
                yield path_text(path), as_array(at(value, path))
            except NotThere:
                yield path_text(path), None


def _equal(array: NDArray[Any] | None, other: NDArray[Any] | None) -> bool:
    return array is not None and other is not None and np.array_equal(array, other)
