"""`gatewise grade` for one submission, in a form that Gradescope or Classroom 50 reads."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.commands.output import escaped, new_console, say_advice, say_done, stop
from autograder.lms.visibility import Visibility

if TYPE_CHECKING:
    from autograder.batch import Graded, GradingOptions
    from autograder.data.answer_key import AnswerKey
    from autograder.judge.pairs import PairSource


def grade_for_gradescope(
    place: Path,
    keys: Mapping[str, AnswerKey],
    options: GradingOptions,
    pairs: PairSource,
    shown: tuple[Visibility, Path],
) -> int:
    """Grade a submission and write Gradescope's ``results.json``.

    Parameters
    ----------
    place
        The submitted file or folder.
    keys
        The answer keys to grade with.
    options
        How to grade.
    pairs
        Knows what two misconceptions at once lead to.
    shown
        When learners see the result, and the file to write.

    Returns
    -------
    int
        The exit status: 1 where a person has to look.
    """
    from autograder.lms.gradescope import results

    visibility, out = shown
    graded = _graded(place, keys, options, pairs)
    _write(out, results(graded.grades, graded.problem, visibility))
    console = new_console()
    say_done(console, f"Wrote {escaped(str(out))}.")
    if graded.problem:
        say_advice(console, f"needs a person: {escaped(graded.problem)}")
    undecided = any(grade.needs_person for grade in graded.grades)
    if undecided:
        say_advice(console, "A person has to look at this submission: there is no whole mark yet.")
    return 1 if graded.problem or undecided else 0


def grade_for_classroom(
    place: Path, keys: Mapping[str, AnswerKey], options: GradingOptions, out: Path
) -> int:
    """Grade a submission on the visible cases and write Classroom 50's ``result.json``.

    Nothing is written, and a file that is there is removed, where there is no whole result.

    Parameters
    ----------
    place
        The submitted file or folder.
    keys
        The answer keys, of which the public part is used.
    options
        How to grade.
    out
        The file to write.

    Returns
    -------
    int
        The exit status: 1 where there is no result.
    """
    from autograder.lms.classroom import NoResult, result

    out.unlink(missing_ok=True)  # it may be one that the learner wrote
    public = {unit: key.public() for unit, key in keys.items()}
    graded = _graded(place, public, options, None)
    console = new_console()
    try:
        if graded.problem:
            raise NoResult(graded.problem)
        _write(out, result(graded.grades, os.environ, datetime.now(UTC)))
    except NoResult as error:
        say_advice(console, escaped(str(error)))
        return 1
    say_done(console, f"Wrote {escaped(str(out))}, from the visible cases alone.")
    return 0


def public_keys_in(folder: Path) -> dict[str, AnswerKey]:
    """The public keys in a folder. Ends the command where there are none."""
    from autograder.data.answer_key import AnswerKey, BadKey
    from autograder.learner.keys import SUFFIX

    try:
        keys = [AnswerKey.load(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    except BadKey as error:
        stop(str(error))
    if not keys:
        stop(f"there is no *{SUFFIX} file in {folder}. It comes with the kit.")
    return {key.unit: key for key in keys}


def only_place(files: Sequence[Path]) -> Path:
    """The one file or folder that was typed. Ends the command where there are several."""
    if len(files) != 1:
        stop("this format holds the result of one submission: give one file or folder.")
    return files[0]


def _graded(
    place: Path,
    keys: Mapping[str, AnswerKey],
    options: GradingOptions,
    pairs: PairSource | None,
) -> Graded:
    """What became of a submission."""
    from autograder.batch import Graded, NamedFile, grade_files

    unit = next(iter(keys)) if len(keys) == 1 else None
    path = place
    if place.is_dir():
        if unit is None:
            stop(f"{place} is a folder: say with --unit which of {', '.join(keys)} it is for.")
        found, problem = _counting(place, keys[unit])
        if found is None:
            return Graded(place.name, (), problem)
        path = found
    try:
        [graded] = grade_files([NamedFile(path.name, path)], keys, unit, options, pairs)
    except PermissionError as error:
        stop(str(error))
    return graded


def _counting(folder: Path, key: AnswerKey) -> tuple[Path | None, str]:
    """The file of a folder that counts, as in a course, or why there is none.

    Learners also submit the unit's folder as they were given it.
    """
    from autograder.notebooks.intake.submitted import find_submitted

    inner = folder / key.unit
    places = [folder, *([inner] if inner.is_dir() else [])]
    tried = [find_submitted(place, folder.name, key.unit, key.unit, key) for place in places]
    for found in tried:
        if found.path is not None:
            return found.path, ""
    question = next((found.question for found in tried if found.question), "")
    seen = question or f"There is no {key.unit}.ipynb and no single .py file."
    return None, f"{seen} Submit {key.unit}.ipynb or {key.unit}.py."


def _write(out: Path, content: Mapping[str, Any]) -> None:
    """Write JSON whole or not at all. Ends the command where it cannot be written."""
    draft = out.with_name(f"{out.name}.tmp")
    try:
        draft.write_text(
            json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n",
            encoding="utf-8",
        )
        draft.replace(out)
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror}. Give --out another place.")
