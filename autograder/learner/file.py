"""`gatewise check FILE`: run a learner's own file on the visible cases.

It runs in the sandbox, so that an endless loop ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.learner.attempts import load_attempts, save_attempts
from autograder.learner.checker import Checker
from autograder.learner.keys import SUFFIX, NoPublicKey, public_keys
from autograder.learner.missing import missing_file, refuse_missing_keys
from autograder.submission.read import UnreadableSubmission, read_submission


class CheckFailed(RuntimeError):
    """The check itself could not run. Says why, and what to try."""


def check_file(
    path: Path,
    exercise: str | None = None,
    unit: str | None = None,
    folder: Path | None = None,
    remember: Path | None = None,
) -> list[Grade]:
    """Run the visible cases of the exercises in a file.

    Parameters
    ----------
    path
        A notebook (``.ipynb``) or a Python file (``.py``).
    exercise
        Check this exercise only.
    unit
        Check this unit only. A Python file may hold functions of several.
    folder
        Where the ``.public.key`` files are. The default is the file's own folder.
    remember
        Where it is kept how often the same went wrong, so that the next hint comes. By default
        nothing is kept.

    Returns
    -------
    list of Grade
        One for each unit.

    Raises
    ------
    autograder.submission.read.UnreadableSubmission
        When the file cannot be read.
    autograder.learner.keys.NoPublicKey
        When there is no key for the file, or for the exercise.
    CheckFailed
        When this machine could not run the check.
    """
    keys = _keys_for(path, folder)
    if exercise is not None:
        keys = _keys_with(exercise, keys, path)
    submissions = read_submission(path, keys, unit)
    with Checker(once=True) as checker:
        checks = [
            checker.check(submission, keys[submission.unit], folder or path.parent)
            for submission in submissions
        ]
        if exercise is not None:
            checks = [checker.with_afterwards(checked, exercise) for checked in checks]
    grades = [checked.grade for checked in checks]
    if exercise is not None:
        grades = [_only(exercise, graded) for graded in grades]
    for graded in grades:
        if all(exercise.status == "grader_error" for exercise in graded.exercises):
            first = graded.exercises[0]
            step = first.next_step or "Try `gatewise doctor`."
            raise CheckFailed(f"the check could not run: {first.message} {step}")
    return grades if remember is None else _counted(grades, path, remember)


def _keys_for(path: Path, folder: Path | None) -> dict[str, AnswerKey]:
    """The public keys for a file. Raises the errors of `check_file` where something is missing."""
    if not path.exists():
        raise UnreadableSubmission(missing_file(path))
    if folder is None:
        refuse_missing_keys(path.parent)
    keys = public_keys(folder or path.parent)
    if not keys:
        raise NoPublicKey(
            f"no *{SUFFIX} file beside {path} or in the folders above it. It comes with the kit:"
            " keep your file in its unit's folder, or say where with --keys FOLDER."
        )
    return keys


def _counted(grades: list[Grade], path: Path, remember: Path) -> list[Grade]:
    """The grades, with the hint whose turn it is."""
    attempts = load_attempts(remember)
    counted = [attempts.counted_all(graded, str(path.resolve())) for graded in grades]
    save_attempts(attempts, remember)
    return counted


def _keys_with(exercise: str, keys: Mapping[str, AnswerKey], path: Path) -> dict[str, AnswerKey]:
    """The keys that hold an exercise. Raises `NoPublicKey` when none does."""
    found = {unit: key for unit, key in keys.items() if key.exercise(exercise) is not None}
    if not found:
        slugs = [known.slug for key in keys.values() for known in key.exercises]
        raise NoPublicKey(
            f"there is no exercise {exercise!r} in the public keys beside {path}; there are"
            f" {', '.join(slugs)}"
        )
    return found


def _only(slug: str, graded: Grade) -> Grade:
    """The grade of one exercise alone."""
    return replace(
        graded,
        exercises=tuple(exercise for exercise in graded.exercises if exercise.slug == slug),
    )
