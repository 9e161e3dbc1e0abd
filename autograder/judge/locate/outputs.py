"""What a function returned, each result beside the one that is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.trace import Trace
from autograder.data.tree import leaves, path_text
from autograder.judge.locate.names import result_name
from autograder.judge.locate.pool import Class
from autograder.judge.locate.reading import Reading


@dataclass(frozen=True)
class Output:
    """One returned array or number.

    Parameters
    ----------
    name
        What it is called: ``"h_t"``, ``"grads['W_f']"``.
    expected
        The right numbers.
    events
        Where it came from. A list of arrays comes from several.
    values
        What was returned, ``None`` where nothing was.
    right
        Whether shape and numbers are right.
    kind
        What the numbers are.
    """

    name: str
    expected: NDArray[np.float64]
    events: tuple[int, ...]
    values: NDArray[np.float64] | None
    right: bool
    kind: Class


def outputs(exercise: ExerciseKey, case: Case, reading: Reading) -> list[Output]:
    """All results of the exercise that are numbers."""
    found = list(_outputs(exercise, case, reading))
    reading.right_results = frozenset(
        reading.makers[event] for result in found if result.right for event in result.events
    )
    return found


def _outputs(exercise: ExerciseKey, case: Case, reading: Reading) -> Iterator[Output]:
    returned = reading.trace.outputs
    for path, leaf in leaves(case.expected):
        expected = _numbers(leaf)
        if expected is None:
            continue
        where = path_text(path)
        name = result_name(where, exercise.returns)
        events = tuple(index for text, index in returned if text == where) or tuple(
            index for text, index in returned if text.startswith(f"{where}[")
        )
        values, shape = _values(reading.trace, events)
        if values is None:
            yield Output(name, expected, events, None, False, "through")
            continue
        right = shape == expected.shape and bool(
            exercise.tolerance.right(expected.ravel(), values).all()
        )
        single = all(reading.event(index).single for index in events)
        yield Output(name, expected, events, values, right, reading.pool.kind_of(values, single))


def _values(
    trace: Trace, events: tuple[int, ...]
) -> tuple[NDArray[np.float64] | None, tuple[int, ...]]:
    """The numbers of a result and its shape; equal parts of a list are stacked."""
    found = [trace.events[index] for index in events]
    numbers = [event.values for event in found if event.values is not None]
    if not numbers or len(numbers) < len(found):
        return None, ()
    if len(found) == 1:
        return numbers[0], found[0].shape
    shapes = {event.shape for event in found}
    shape = (len(found), *shapes.pop()) if len(shapes) == 1 else ()
    return np.concatenate(numbers), shape


def _numbers(leaf: object) -> NDArray[np.float64] | None:
    try:
        found = np.asarray(leaf)
    except ValueError:
        return None
    return found.astype(float) if found.dtype.kind in "fiu" else None
