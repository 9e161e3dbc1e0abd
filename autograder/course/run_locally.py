"""Call a function in this process and record what it did.

The function is trusted, or it is the learner's own in their own kernel. The record is the one that
the sandbox makes (`autograder.data.runs.Run`), so that everything after it is shared.
"""

from __future__ import annotations

import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np

from autograder.data.answer_key import Case
from autograder.data.runs import Run
from autograder.data.scene import read_scene
from autograder.data.tree import leaves, rebuild
from autograder.data.values import Seed
from autograder.judge.paired_cases import pair_runs
from autograder.sandbox.inside.scene import scene_of

Expect: TypeAlias = "Callable[[Any, Mapping[str, Any]], Any] | None"
"""What an exercise declares in place of one right answer:
`autograder.course.authoring.Exercise.expect`."""


def record_cases(
    function: Callable[..., Any], cases: Sequence[Case], expect: Expect = None
) -> tuple[Run, ...]:
    """Call a function on every case in turn.

    Parameters
    ----------
    function
        The function.
    cases
        The cases. A case that is paired with an earlier one gets the origins of its numbers in
        place of its value.
    expect
        What turns a value into what must hold of it.

    Returns
    -------
    tuple of Run
        One run for each case. An exception is a run as well.
    """
    runs = tuple(
        call_recorded(function, case.inputs, changes=case.judge == "inputs") for case in cases
    )
    return tuple(
        run if case.paired_with else _declared(run, expect, case.inputs)
        for case, run in zip(cases, pair_runs(cases, runs), strict=True)
    )


def call_recorded(
    function: Callable[..., Any],
    inputs: Mapping[str, Any],
    expect: Expect = None,
    changes: bool = True,
    chunk_names: Mapping[str, str] = MappingProxyType({}),
) -> Run:
    """Call a function on copies of its inputs, by position. Warnings are ignored.

    Parameters
    ----------
    function
        The function.
    inputs
        The inputs by parameter name, in the order of the parameters.
    expect
        What turns the returned value into what must hold of it.
    changes
        Whether to look for inputs that the function changed, which takes a good part of the time.
    chunk_names
        The names of the chunks of the learner's source, by file: then the place of an exception is
        kept.

    Returns
    -------
    Run
        What the function did. An exception is a run as well.
    """
    arguments = [fresh(value) for value in inputs.values()]
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = _kept(function(*arguments))
    except Exception as error:  # whatever is raised is what it did
        return _raised(error, chunk_names)
    changed = (
        ()
        if not changes
        else tuple(
            index
            for index, (before, after) in enumerate(zip(inputs.values(), arguments, strict=True))
            if not isinstance(before, Seed) and not _equal(before, after)
        )
    )
    return _declared(Run("returned", value, changed), expect, inputs)


def _raised(error: Exception, chunk_names: Mapping[str, str]) -> Run:
    run = Run("raised", error=type(error).__name__, message=str(error))
    files = [
        trace.filename
        for trace in traceback.extract_tb(error.__traceback__)
        if trace.filename in chunk_names
    ]
    scene = read_scene(scene_of(error, chunk_names.__contains__)) if files else None
    if scene is None:
        return run
    return replace(run, chunk=chunk_names[files[-1]], line=scene.line, scene=scene)


def _declared(run: Run, expect: Expect, inputs: Mapping[str, Any]) -> Run:
    """The run with what has to hold of its value in place of the value."""
    if expect is None or run.outcome != "returned":
        return run
    try:
        return replace(run, value=expect(run.value, inputs))
    except Exception as error:  # a wrong version may return what it cannot read
        return Run("raised", error=type(error).__name__, message=str(error))


def _kept(value: Any) -> Any:
    """The value as it is now: a later call may change what it shares with this one."""
    return rebuild(value, lambda item: item.copy() if isinstance(item, np.ndarray) else item)


def fresh(value: Any) -> Any:
    """A copy of an input that lies in memory as the input does; a seed becomes its generator."""
    return rebuild(value, _fresh_leaf)


def _fresh_leaf(value: Any) -> Any:
    if isinstance(value, Seed):
        return np.random.default_rng(value.seed)
    if isinstance(value, np.ndarray):
        copy = np.copy(value, order="K")
        copy.flags.writeable = value.flags.writeable
        return copy
    return value


def _equal(before: Any, after: Any) -> bool:
    """Whether two values have the same leaves in the same places, in the same order."""
    pairs = zip_longest(leaves(before), leaves(after), fillvalue=((), None))
    return all(
        path == other_path and _equal_leaves(leaf, other)
        for (path, leaf), (other_path, other) in pairs
    )


def _equal_leaves(before: Any, after: Any) -> bool:
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.dtype == after.dtype
            and np.array_equal(before, after, equal_nan=True)
        )
    return bool(type(before) is type(after) and before == after)
