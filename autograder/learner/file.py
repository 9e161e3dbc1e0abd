"""`gatewise check FILE`: a learner's own file against the visible cases, in the sandbox, so that an
endless loop ends.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from autograder.data.grades import Grade
from autograder.grade import grade
from autograder.learner.keys import NoPublicKey, public_keys
from autograder.sandbox import Sandbox
from autograder.submission.read import read_submission


class CheckFailed(RuntimeError):
    """The check itself could not run. Says why and what to try."""


def check_file(
    path: Path, exercise: str | None = None, unit: str | None = None, folder: Path | None = None
) -> list[Grade]:
    """Run the visible cases of every exercise in a file, or of one `exercise`.

    Raises `autograder.submission.read.UnreadableSubmission`,
    `autograder.learner.keys.NoPublicKey` and `CheckFailed`.
    """
    keys = public_keys(folder or path.parent)
    if not keys:
        raise NoPublicKey(
            f"no *.public.key file beside {path} or in the folders above it. It comes with the kit:"
            " keep your file in its unit's folder, or say where with --keys FOLDER."
        )
    if exercise is not None:
        slugs = [each.slug for key in keys.values() for each in key.exercises]
        keys = {name: key for name, key in keys.items() if key.exercise(exercise) is not None}
        if not keys:
            raise NoPublicKey(
                f"there is no exercise {exercise!r} in the public keys beside {path}; there are"
                f" {', '.join(slugs)}"
            )
    submissions = read_submission(path, keys, unit)
    with Sandbox(workers=1, allow_unsafe=True) as sandbox:
        grades = [grade(submission, keys[submission.unit], sandbox) for submission in submissions]
    if exercise is not None:
        grades = [
            replace(each, exercises=tuple(one for one in each.exercises if one.slug == exercise))
            for each in grades
        ]
    for each in grades:
        if each.needs_person:
            raise CheckFailed(
                f"the check could not run: {each.exercises[0].message} Try `gatewise doctor`."
            )
    return grades
