"""Find a learner's own functions: in the notebook they are in, else in their files of the other
units beside it.

It runs the learner's own code in the learner's own kernel, for their own use; nothing here takes
part in marking.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.learner.keys import public_keys
from autograder.submission.read import Submission, UnreadableSubmission, read_submission

_LARGEST_SEARCH = 60


@dataclass(frozen=True)
class Mine:
    """A learner's function, and where it was found ("this notebook", "layers.ipynb")."""

    function: Callable[..., Any]
    place: str


def my_functions(
    names: Iterable[str], namespace: Mapping[str, Any], folder: Path
) -> dict[str, Mine]:
    """Those of `names` that the learner has written; what is still a stub counts as not written."""
    wanted = list(names)
    found = {
        name: Mine(namespace[name], "this notebook")
        for name in wanted
        if _is_written(namespace.get(name))
    }
    for path in _files(folder):
        missing = [name for name in wanted if name not in found]
        if not missing:
            break
        for name, function in _written_in(path, missing, folder).items():
            found[name] = Mine(function, path.name)
    return found


def _is_written(value: Any) -> bool:
    """Whether a value is a function and no stub, which names ``NotImplementedError`` and nothing
    else.
    """
    if not callable(value):
        return False
    code = getattr(value, "__code__", None)
    return code is None or code.co_names != ("NotImplementedError",)


def _files(folder: Path) -> list[Path]:
    """Notebooks and Python files in the folder and in its neighbours, the ones saved last first."""
    start = folder.resolve()
    places = [
        start,
        *sorted(path for path in start.parent.iterdir() if path.is_dir() and path != start),
    ]
    found = [
        path
        for place in places[:_LARGEST_SEARCH]
        for kind in ("*.ipynb", "*.py")
        for path in sorted(place.glob(kind))
    ]
    return sorted(found[:_LARGEST_SEARCH], key=lambda path: path.stat().st_mtime, reverse=True)


def _written_in(path: Path, names: list[str], folder: Path) -> dict[str, Callable[..., Any]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    # The source of a notebook is JSON, so a quick look for the names is all that can be done before
    # it is read.
    if not any(f"def {name}" in text for name in names):
        return {}
    for submission in _submissions(path, names, folder):
        written = run_quietly(submission, names)
        if written:
            return written
    return {}


def _submissions(path: Path, names: list[str], folder: Path) -> list[Submission]:
    keys = public_keys(folder) | public_keys(path.parent)
    chosen = {unit: key for unit, key in keys.items() if any(key.exercise(name) for name in names)}
    try:
        return read_submission(path, chosen) if chosen else []
    except UnreadableSubmission:
        return []


def run_quietly(submission: Submission, names: Iterable[str]) -> dict[str, Callable[..., Any]]:
    """Run the chunks of a learner's own file one after another and return those of `names` that
    they write.

    What a chunk prints is dropped, and a chunk that raises is left: the functions of the others may
    be whole. A stub that comes after a function of its name does not undo it.
    """
    space: dict[str, Any] = {"__name__": "mine"}
    written: dict[str, Callable[..., Any]] = {}
    silent = io.StringIO()
    with (
        contextlib.redirect_stdout(silent),
        contextlib.redirect_stderr(silent),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        for chunk in submission.chunks:
            with contextlib.suppress(Exception, SystemExit):
                exec(compile(chunk.source, submission.name, "exec"), space)
            written |= {name: space[name] for name in names if _is_written(space.get(name))}
    space |= written
    return written
