"""Find a learner's own functions.

In the notebook they work in, else in their files of the other units beside it.

Code runs here in the learner's own kernel and for their own use. Nothing here takes part in
marking.
"""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.data.answer_key import BadKey
from autograder.learner.kept import FOLDER as KEPT
from autograder.learner.keys import public_keys
from autograder.sandbox.inside.stubs import Definitions
from autograder.submission.read import Submission, UnreadableSubmission, read_submission

_MOST_PLACES = 60
"""How many folders, and how many files, are searched."""


@dataclass(frozen=True)
class LearnerFunction:
    """A function that a learner wrote, and where it was found: "this notebook", "layers.ipynb"."""

    function: Callable[..., Any]
    place: str


def find_functions(
    names: Iterable[str], namespace: Mapping[str, Any], folder: Path
) -> dict[str, LearnerFunction]:
    """Find functions that the learner has written. One that is still the stub does not count.

    Parameters
    ----------
    names
        The functions to look for.
    namespace
        Where to look first: the notebook's ``globals()``.
    folder
        Where to look next: the notebooks and Python files in this folder and in those beside it,
        the ones saved last first.

    Returns
    -------
    dict
        Those that were found, by name.
    """
    wanted = list(names)
    found = {
        name: LearnerFunction(namespace[name], "this notebook")
        for name in wanted
        if is_written(namespace.get(name))
    }
    for path in _files(folder):
        missing = [name for name in wanted if name not in found]
        if not missing:
            break
        for name, function in _written_in(path, missing, folder).items():
            found[name] = LearnerFunction(function, path.name)
    return found


def is_written(value: Any, stub: str = "") -> bool:
    """Whether a value is a function that does more than the stub did.

    The sandbox's rule decides, so that a check at home agrees with grading. It reads the function's
    source; a function without one counts as written.

    Parameters
    ----------
    value
        What a name stands for; anything at all.
    stub
        The source of the stub as it was handed out. A body that only raises
        ``NotImplementedError`` or does nothing is a stub in any case.
    """
    definitions = Definitions()
    code = getattr(value, "__code__", None)
    if code is not None:
        linecache.checkcache(code.co_filename)  # the file may have been saved again
        with contextlib.suppress(SyntaxError, ValueError):
            source = "".join(linecache.getlines(code.co_filename))
            definitions.read(code.co_filename, ast.parse(source))
    return definitions.found(value, stub) == "defined"


def _files(folder: Path) -> list[Path]:
    """Notebooks and Python files in the folder and in its neighbours, the ones saved last first."""
    start = folder.resolve()
    places = [
        start,
        *sorted(
            path
            for path in start.parent.iterdir()
            if path.is_dir() and path != start and path.name != KEPT
        ),
    ]
    found = [
        path
        for place in places[:_MOST_PLACES]
        for kind in ("*.ipynb", "*.py")
        for path in sorted(place.glob(kind))
    ]
    return sorted(found[:_MOST_PLACES], key=lambda path: path.stat().st_mtime, reverse=True)


def _written_in(path: Path, names: list[str], folder: Path) -> dict[str, Callable[..., Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    if not any(f"def {name}" in text for name in names):  # holds for the JSON of a notebook as well
        return {}
    for submission in _submissions(path, names, folder):
        written = run_quietly(submission, names)
        if written:
            return written
    return {}


def _submissions(path: Path, names: list[str], folder: Path) -> list[Submission]:
    try:
        keys = public_keys(folder) | public_keys(path.parent)
        chosen = {
            unit: key for unit, key in keys.items() if any(key.exercise(name) for name in names)
        }
        return read_submission(path, chosen) if chosen else []
    except (BadKey, UnreadableSubmission):  # a neighbour's folder is no reason to stop
        return []


def run_quietly(submission: Submission, names: Iterable[str]) -> dict[str, Callable[..., Any]]:
    """Run the chunks of a learner's own file in order and return the functions that they write.

    What a chunk prints is dropped. A chunk that raises is skipped, because the functions of the
    others may still work. A stub that comes after a function of the same name does not replace it.

    Parameters
    ----------
    submission
        The file.
    names
        The functions to look for.
    """
    space: dict[str, Any] = {"__name__": "learner"}
    written: dict[str, Callable[..., Any]] = {}
    silent = io.StringIO()
    with (
        contextlib.redirect_stdout(silent),
        contextlib.redirect_stderr(silent),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        for number, chunk in enumerate(submission.chunks):
            file = f"<{submission.name}, chunk {number}>"
            # `is_written` and tracebacks find the source under this name.
            linecache.cache[file] = len(chunk.source), None, chunk.source.splitlines(True), file
            with contextlib.suppress(Exception, SystemExit):
                exec(compile(chunk.source, file, "exec"), space)
            written |= {name: space[name] for name in names if is_written(space.get(name))}
    space |= written
    return written
