"""Cases that are held against another one: the same seed gives the same numbers, another seed gives
others.

Where numbers are random no value is right by itself. What can be told is worked out here, on the
trusted side, from the values that came back in both cases.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.course.authoring import Judge
from autograder.data.answer_key import OTHER, SAME, Case, Drawn
from autograder.data.arrays import as_array
from autograder.data.runs import Run


def expected_of_pair(case: Case, judge: Judge) -> dict[str, str]:
    """What should come back in a case that is held against `case`: a word for each array that is
    drawn.
    """
    return dict.fromkeys(
        (name for name, _ in _drawn(case.expected, None)), SAME if judge == "repeats" else OTHER
    )


def pair_runs(cases: Sequence[Case], runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs, those of cases that are held against another one with words in place of their
    values.
    """
    known = {case.name: (case, run) for case, run in zip(cases, runs, strict=True)}
    return tuple(
        (
            replace(run, value=_words(*known[case.paired_with], run.value))
            if run.outcome == "returned" and case.paired_with in known
            else run
        )
        for case, run in zip(cases, runs, strict=True)
    )


def _words(case: Case, run: Run, value: Any) -> dict[str, str]:
    before = dict(_drawn(case.expected, run.value))
    seen: dict[str, NDArray[Any] | None] = {}
    words: dict[str, str] = {}
    for name, array in _drawn(case.expected, value):
        twin = next((other for other in seen if _equal(array, seen[other])), OTHER)
        words[name] = SAME if _equal(array, before[name]) else twin
        seen[name] = array
    return words


def _drawn(expected: Any, value: Any, where: str = "") -> Iterator[tuple[str, NDArray[Any] | None]]:
    """The places where numbers are drawn, and the array that stands there (``None`` for anything
    else).
    """
    if isinstance(expected, Drawn):
        yield where, as_array(value)
    elif isinstance(expected, Mapping):
        for name, item in expected.items():
            yield from _drawn(
                item, value.get(name) if isinstance(value, Mapping) else None, f"{where}[{name!r}]"
            )
    elif isinstance(expected, (tuple, list)):
        fits = isinstance(value, (tuple, list)) and len(value) == len(expected)
        for index, item in enumerate(expected):
            yield from _drawn(item, value[index] if fits else None, f"{where}[{index}]")


def _equal(one: NDArray[Any] | None, other: NDArray[Any] | None) -> bool:
    return one is not None and other is not None and np.array_equal(one, other)
