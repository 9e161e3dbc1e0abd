"""What the learner's commands remember in a kit: hints that were shown, and cells that were reset.

It lies in one folder, which may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from autograder.data.answer_key import ExerciseKey
from autograder.learner.keys import KIT
from autograder.learner.work import UnitFolder

FOLDER = "kept-by-gatewise"


def kept_folder(unit: UnitFolder) -> Path:
    """Where things are kept: in the kit, or in the unit's folder where there is no kit."""
    above = unit.folder.parent
    return (above if (above / KIT).is_file() else unit.folder) / FOLDER


def next_hint(unit: UnitFolder, exercise: ExerciseKey) -> tuple[str, ...]:
    """The hints of an exercise that were shown before, and one more.

    The last one comes again when there is no other.
    """
    seen = _seen(unit)
    count = min(seen.get(exercise.slug, 0) + 1, len(exercise.hints))
    _save(unit, seen | {exercise.slug: count})
    return exercise.hints[:count]


def forget_hints(unit: UnitFolder, slugs: Sequence[str]) -> None:
    """Begin again with the first hint of these exercises."""
    _save(unit, {slug: count for slug, count in _seen(unit).items() if slug not in slugs})


def keep_cell(unit: UnitFolder, slug: str, source: str, now: datetime) -> Path:
    """Keep the source of a cell that is about to be reset. Returns the file that holds it.

    Raises `OSError` where it cannot be written.
    """
    folder = kept_folder(unit)
    folder.mkdir(exist_ok=True)
    path = folder / f"{slug}-{now:%Y-%m-%d-%H%M%S}.py"
    path.write_text(source.rstrip("\n") + "\n", encoding="utf-8")
    return path


def _seen(unit: UnitFolder) -> dict[str, int]:
    try:
        found = json.loads((kept_folder(unit) / "hints.json").read_text(encoding="utf-8"))
        return {str(slug): int(count) for slug, count in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _save(unit: UnitFolder, seen: dict[str, int]) -> None:
    """Remember the hints; where nothing can be written, they are not remembered."""
    with contextlib.suppress(OSError):
        folder = kept_folder(unit)
        folder.mkdir(exist_ok=True)
        (folder / "hints.json").write_text(json.dumps(seen), encoding="utf-8")
