"""Find the public keys that came with the notebooks or Python files."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from autograder.data.answer_key import AnswerKey, BadKey, ExerciseKey

SUFFIX = ".public.key"
KIT = "kit.json"
"""The file of a kit that says which units it has."""

INSTALLED = Path(__file__).resolve().parents[2] / "gatewise_kit"
"""Where the page of a course installs its public keys and pairs, beside this package. In a browser,
the notebook's own folder cannot always be read. Nobody else has such a folder."""

_FOLDERS_ABOVE = 3
"""How many folders above the first one are searched."""
_KEPT_KEYS = 32
"""How many keys are kept in memory: more than a course has units."""


class NoPublicKey(LookupError):
    """There is no public key for what was asked. Says where we looked and what to try."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback: the sentence is all that a learner needs."""
        return [str(self)]


def public_keys(folder: Path) -> dict[str, AnswerKey]:
    """The keys of the nearest place that has any, by unit. Empty when there is none.

    A place is the folder itself, then the folders in it (a kit has one for each unit), then the
    same for the folder above, and so on.
    """
    return next(_nearby(folder), {})


def key_files(folder: Path) -> list[Path]:
    """The files of the public keys that `public_keys` reads, unread."""
    return next(_places(folder, SUFFIX), [])


def load_key(path: Path) -> AnswerKey:
    """The key in a file. It is read again only where the file has changed.

    Raises `autograder.data.answer_key.BadKey` for a file that is no key, and `OSError` for one that
    cannot be read.
    """
    found = path.stat()
    return _loaded(path, found.st_mtime_ns, found.st_size)


@lru_cache(_KEPT_KEYS)
def _loaded(path: Path, changed: int, size: int) -> AnswerKey:
    return AnswerKey.load(path)


def find_exercise(slug: str, folder: Path) -> tuple[AnswerKey, ExerciseKey]:
    """The key of an exercise in the nearest place that has it, with its unit's key.

    Raises
    ------
    NoPublicKey
        When no key holds an exercise of that name. Says which name is close to it.
    """
    names: list[str] = []
    for keys in _nearby(folder):
        for key in keys.values():
            exercise = key.exercise(slug)
            if exercise is not None:
                return key, exercise
            names += [exercise.slug for exercise in key.exercises]
    if not names:
        raise NoPublicKey(
            f"no *{SUFFIX} file is in {folder.resolve()} or the folders above it. It came with the"
            " kit: put your notebook or Python file back into its unit's folder, and run it there."
        )
    close = difflib.get_close_matches(slug, names, 1)
    advice = (
        f"Did you mean {close[0]!r}?" if close else f"There are {', '.join(dict.fromkeys(names))}."
    )
    raise NoPublicKey(f"no exercise is called {slug!r}. {advice}")


def _nearby(folder: Path) -> Iterator[dict[str, AnswerKey]]:
    """The keys of each place that has some, by unit, the nearest first."""
    for number, paths in enumerate(_places(folder, SUFFIX)):
        try:
            yield {key.unit: key for key in map(load_key, paths)}
        except BadKey:
            if number == 0:
                raise  # a file further away that is no key is nobody's concern


def files_nearby(folder: Path, suffix: str) -> Iterator[Path]:
    """The files with this end of their names, the nearest first."""
    for paths in _places(folder, suffix):
        yield from paths


def _places(folder: Path, suffix: str) -> Iterator[list[Path]]:
    """The files of each place that has some, the nearest place first."""
    if INSTALLED.is_dir():
        yield sorted(INSTALLED.glob(f"*{suffix}"))
    start = folder.resolve()
    for place in (start, *list(start.parents)[:_FOLDERS_ABOVE]):
        for pattern in (f"*{suffix}", f"*/*{suffix}"):
            paths = sorted(place.glob(pattern))
            if paths:
                yield paths
