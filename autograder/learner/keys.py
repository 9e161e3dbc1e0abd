"""Find the public keys that came with the notebooks or Python files."""

from __future__ import annotations

import difflib
from pathlib import Path

from autograder.data.answer_key import AnswerKey, ExerciseKey

SUFFIX = ".public.key"


class NoPublicKey(LookupError):
    """No public key for what was asked. Says where we looked and what to try."""


def public_keys(folder: Path) -> dict[str, AnswerKey]:
    """All public keys in the folder, else in its neighbours (a kit holds one folder a unit), else
    in the folders above.
    """
    start = folder.resolve()
    for place in (start, *list(start.parents)[:3]):
        paths = sorted(place.glob(f"*{SUFFIX}")) or sorted(place.glob(f"*/*{SUFFIX}"))
        if paths:
            keys = [AnswerKey.load(path) for path in paths]
            return {key.unit: key for key in keys}
    return {}


def find_exercise(slug: str, folder: Path) -> tuple[AnswerKey, ExerciseKey]:
    """The exercise `slug` and the key that holds it. Raises `NoPublicKey`."""
    start = folder.resolve()
    names: list[str] = []
    for place in (start, *list(start.parents)[:3]):
        for path in [*sorted(place.glob(f"*{SUFFIX}")), *sorted(place.glob(f"*/*{SUFFIX}"))]:
            key = AnswerKey.load(path)
            exercise = key.exercise(slug)
            if exercise is not None:
                return key, exercise
            names += [each.slug for each in key.exercises]
    if names:
        close = difflib.get_close_matches(slug, names, 1)
        raise NoPublicKey(
            f"no exercise is called {slug!r}. "
            + (
                f"Did you mean {close[0]!r}?"
                if close
                else f"There are {', '.join(dict.fromkeys(names))}."
            )
        )
    raise NoPublicKey(
        f"no {SUFFIX} file in {start} or the folders above it. It came with the notebook: keep it"
        " in the same folder."
    )
