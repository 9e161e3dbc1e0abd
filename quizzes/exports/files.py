"""Exports as files: one Moodle XML or GIFT file, or a QTI package with an item a question."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizzes.exports._common import Export
from quizzes.exports.gift import to_gift
from quizzes.exports.moodle import to_moodle
from quizzes.exports.qti import manifest, to_items, together
from quizzes.types import AskedQuestion

MANY = 6
"""The most questions whose ids a sentence lists."""


@dataclass(frozen=True)
class Written:
    """The ids of the questions in a file, and sentences on what its format could not carry."""

    carried: tuple[str, ...]
    left_out: tuple[str, ...]


def write_export(form: str, questions: Sequence[AskedQuestion], file: Path) -> Written:
    """Write questions with their keys for another system.

    Parameters
    ----------
    form
        One of `FORMATS`. QTI becomes a zipped content package.
    questions
        The questions, with nothing left to draw.
    file
        The file to write.

    Returns
    -------
    Written
        What the file holds, and what its format cannot say.

    Raises
    ------
    ValueError
        There is no such format.
    OSError
        The file cannot be written.
    """
    if form not in FORMATS:
        raise ValueError(
            f"There is no export format {form!r}. The formats are: {', '.join(FORMATS)}."
        )
    carried, left_out = FORMATS[form](questions, file)
    return Written(carried, _briefly(left_out, len(questions)))


Losses = tuple[tuple[str, ...], tuple[str, ...]]


def _text_file(
    convert: Callable[[Sequence[AskedQuestion]], Export],
) -> Callable[[Sequence[AskedQuestion], Path], Losses]:
    def write(questions: Sequence[AskedQuestion], file: Path) -> Losses:
        export = convert(questions)
        file.write_text(export.text, encoding="utf-8")
        return export.carried, export.left_out

    return write


def _package(questions: Sequence[AskedQuestion], file: Path) -> Losses:
    made = to_items(questions)
    items = {name: item for name, item in made.items() if item.carried}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("imsmanifest.xml", manifest(items))
        for name, item in items.items():
            package.writestr(f"items/{name}", item.text)
    return tuple(name for item in items.values() for name in item.carried), together(made)


FORMATS: dict[str, Callable[[Sequence[AskedQuestion], Path], Losses]] = {
    "moodle": _text_file(to_moodle),
    "gift": _text_file(to_gift),
    "qti": _package,
}
"""What `write_export` can write: each format's name, and what writes it."""


def _briefly(sentences: Iterable[str], questions: int) -> tuple[str, ...]:
    """Return the sentences with a count in place of a long list of ids.

    A question that is not in the file is always named.
    """
    said = []
    for sentence in sentences:
        what, _, names = sentence.rpartition(": ")
        count = names.count(", ") + 1
        counted = "all of them" if count == questions else f"{count} of {questions} questions"
        said.append(
            f"{what}: {counted}." if count > MANY and "not in the file" not in what else sentence
        )
    return tuple(said)
