"""How often the same went wrong in an exercise: then `check` goes on to the next hint.

`gatewise check` keeps it in a small file in the user's own data folder. A notebook keeps it as long
as its kernel runs. It holds no work and no marks, and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.data.grades import ExerciseGrade, Grade

_MOST = 500
"""Exercises that are remembered. The one that was checked longest ago is forgotten first."""


@dataclass
class Attempts:
    """Counts for each exercise how often the same went wrong in a row.

    Parameters
    ----------
    counts
        For each exercise a name for what went wrong, and how often.
    """

    counts: dict[str, tuple[str, int]] = field(default_factory=dict)

    def counted(self, grade: ExerciseGrade, place: str = "") -> ExerciseGrade:
        """Count an exercise, and return it with the hint that its turn is.

        Parameters
        ----------
        grade
            The grade of the exercise.
        place
            Tells exercises of the same name apart: the file.
        """
        name = f"{place}:{grade.slug}"
        before = self.counts.pop(name, ("", 0))
        if grade.status == "passed" or grade.diagnosis is None:
            return grade
        kind = _named(grade)
        number = before[1] + 1 if before[0] == kind else 1
        self.counts[name] = (kind, number)
        while len(self.counts) > _MOST:
            del self.counts[next(iter(self.counts))]
        return replace(grade, explanation=grade.explanation.at_attempt(number))

    def counted_all(self, grade: Grade, place: str) -> Grade:
        """Count all exercises of a file."""
        exercises = tuple(self.counted(exercise, place) for exercise in grade.exercises)
        return replace(grade, exercises=exercises)


def _named(grade: ExerciseGrade) -> str:
    """A short name for what went wrong: the same headline is the same mistake."""
    said = f"{grade.status} {grade.misconceptions} {grade.explanation.headline}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def default_file() -> Path:
    """Where `gatewise check` keeps its counts: ``$GATEWISE_DATA``, or the user's data folder."""
    if folder := os.environ.get("GATEWISE_DATA"):
        return Path(folder) / "checks.json"
    try:
        from platformdirs import user_data_path
    except ModuleNotFoundError:  # only the base is installed
        return Path.home() / ".gatewise" / "checks.json"
    return user_data_path("gatewise", appauthor=False) / "checks.json"


def load_attempts(file: Path) -> Attempts:
    """Read the counts from a file. What cannot be read counts as nothing."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        counts = {str(name): (str(kind), int(number)) for name, (kind, number) in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        counts = {}
    return Attempts(counts)


def save_attempts(attempts: Attempts, file: Path) -> None:
    """Write the counts whole or not at all. A file that cannot be written is no obstacle."""
    import tempfile

    counts: Mapping[str, tuple[str, int]] = attempts.counts
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as out:
                json.dump(counts, out)
            os.replace(name, file)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
    except OSError:
        return
