"""Which functions of the reference an exercise reaches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from autograder.course.authoring import Exercise
from autograder.course.patch import patched
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import Case


def functions_reached(exercise: Exercise, cases: Sequence[Case], names: set[str]) -> set[str]:
    """Find the functions of the reference that the exercise's own function calls.

    A misconception in any other function cannot show.

    Parameters
    ----------
    exercise, cases
        The exercise and the cases to run.
    names
        The functions to look for.

    Returns
    -------
    set of str
        Those of `names` that were called, the exercise's own function included.
    """
    reached: set[str] = set()

    def recorder(name: str) -> Callable[..., Any]:
        original = getattr(sys.modules["reference"], name, None)

        def recording(*args: Any, **kwargs: Any) -> Any:
            reached.add(name)
            return original(*args, **kwargs) if original else None

        return recording

    with ExitStack() as stack:
        for name in sorted(names):
            stack.enter_context(patched(name, recorder(name)))
        function = getattr(sys.modules["reference"], exercise.reference.__name__)
        for case in cases:
            call_recorded(function, case.inputs)
    return reached
