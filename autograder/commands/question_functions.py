"""What the computed questions of a course may call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def question_functions(root: Path) -> dict[str, Callable[..., Any]]:
    """The functions that a course's computed questions may call, by dotted name.

    Parameters
    ----------
    root
        The root of a course that is loaded in this process.

    Returns
    -------
    dict of str to callable
        Those of its reference, and of the files that its ``course.toml`` declares.

    Raises
    ------
    autograder.course.discover.CourseError
        ``course.toml`` has a mistake.
    quizzes.DrawingError
        A declared file raised an exception.
    """
    from autograder.course.declaration import read_declaration
    from quizzes import file_functions, reference_functions

    functions = reference_functions("reference")
    for name in read_declaration(root).questions.functions:
        functions |= file_functions(root / name)
    return functions
