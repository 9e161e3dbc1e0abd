"""One case of an exercise in full, as text: its inputs, what is expected, and what came back.

Only cases that learners see may be shown in this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.declared import Drawn, Origin
from autograder.data.runs import Run
from autograder.data.text import clean
from autograder.data.values import Other, Seed

_INDENT = "  "
_PRINTED: Mapping[str, Any] = {
    "precision": 4,
    "suppress_small": True,
    "threshold": 60,
    "edgeitems": 3,
    "max_line_width": 76,
}
"""How arrays are written: as NumPy writes them, with fewer digits."""
_LONGEST = 400


def inputs_text(case: Case) -> str:
    """The inputs of a case, by name."""
    return _named(case.inputs.items())


def expected_text(case: Case, exercise: ExerciseKey) -> str:
    """What a case expects."""
    return returned_text(case.expected, exercise)


def got_text(run: Run | None, exercise: ExerciseKey) -> str:
    """What came back, or why nothing did."""
    if run is None:
        return f"{_INDENT}nothing: {exercise.slug} was not run"
    if run.outcome == "returned":
        return returned_text(run.value, exercise)
    if run.outcome == "raised":
        said = ": ".join(part for part in (run.error, run.message) if part)
        place = f" ({run.chunk}, line {run.line})" if run.chunk and run.line else ""
        return _indented(f"it raised {clean(said, _LONGEST)}{place}")
    return f"{_INDENT}nothing: {clean(run.message, _LONGEST) or 'it did not end'}"


def returned_text(value: Any, exercise: ExerciseKey) -> str:
    """A returned value; several values have the names that the exercise gives them."""
    names = exercise.returns
    if isinstance(value, (tuple, list)) and len(value) == len(names) > 1:
        return _named(zip(names, value, strict=True))
    if len(names) == 1:
        return _named([(names[0], value)])
    return _indented(value_text(value))


def value_text(value: Any) -> str:
    """One value in a few lines, whatever it holds."""
    match value:
        case np.ndarray():
            kind = "" if value.dtype == np.float64 else f", {value.dtype}"
            return f"shape {value.shape}{kind}\n{np.array2string(value, **_PRINTED)}"
        case Mapping():
            return "a dict\n" + _named((str(name), item) for name, item in value.items())
        case tuple() | list():
            return f"a {type(value).__name__} of {len(value)}\n" + _named(
                (f"[{number}]", item) for number, item in enumerate(value)
            )
        case Seed():
            return f"np.random.default_rng({value.seed})"
        case Drawn():
            mean = _about(value.mean, value.mean_tolerance)
            std = _about(value.std, value.std_tolerance)
            return f"random numbers of shape {value.shape}, mean {mean}, standard deviation {std}"
        case Origin():
            return {
                "same": "the same numbers as in the case before",
                "copy": f"a copy of {clean(value.of, 40)}",
                "new": "new numbers",
            }[value.kind]
        case Other():
            return f"an object of type {clean(value.type_name, 60)}"
        case _:
            return clean(repr(value), _LONGEST)


def _about(value: float, tolerance: float) -> str:
    return f"{value:.2g} ± {tolerance:.2g}"


def _named(items: Iterable[tuple[str, Any]]) -> str:
    """Named values; the lines of each stand below its name."""
    parts = []
    for name, value in items:
        first, *rest = value_text(value).split("\n")
        parts.append(f"{_INDENT}{clean(str(name), 40)}: {first}")
        indent = _INDENT if isinstance(value, (Mapping, tuple, list)) else _INDENT * 2
        parts += [f"{indent}{line}" for line in rest]
    return "\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(_INDENT + line for line in text.split("\n"))
