"""Exports as files: one Moodle XML or GIFT file, or a QTI package with an item for each
question.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizzes.exports import Export, briefly
from quizzes.exports.gift import to_gift
from quizzes.exports.moodle import to_moodle
from quizzes.exports.qti import write_items
from quizzes.models import AskedQuestion

FORMATS = ("moodle", "gift", "qti")
"""What `write_export` can write."""

PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"


@dataclass(frozen=True)
class Written:
    """The ids of the questions in a file, and sentences on what its format could not carry."""

    carried: tuple[str, ...]
    left_out: tuple[str, ...]


def write_export(form: str, questions: Sequence[AskedQuestion], file: Path) -> Written:
    """Write the questions, keys included, in one of `FORMATS`, and say what the format cannot.

    A QTI file is a zipped content package. Raises `ValueError` for a format there is not.
    """
    single: Mapping[str, Callable[[Sequence[AskedQuestion]], Export]] = {
        "moodle": to_moodle,
        "gift": to_gift,
    }
    if form in single:
        export = single[form](questions)
        file.write_text(export.text, encoding="utf-8")
        return Written(export.carried, briefly(export.left_out, len(questions)))
    if form != "qti":
        raise ValueError(
            f"There is no export format {form!r}. The formats are: {', '.join(FORMATS)}."
        )
    items = write_items(questions)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("imsmanifest.xml", _manifest(items))
        for name, item in items.items():
            package.writestr(f"items/{name}", item.text)
    return Written(
        tuple(name for item in items.values() for name in item.carried),
        briefly(_together(items), len(questions)),
    )


def _manifest(items: Mapping[str, Export]) -> str:
    """What a content package holds, after IMS Content Packaging 1.1.4."""
    resources = "".join(
        f'<resource identifier="r{number}" type="imsqti_item_xmlv2p1" href="items/{name}">'
        f'<file href="items/{name}"/></resource>'
        for number, name in enumerate(items, start=1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{PACKAGE}"'
        ' identifier="gatewise-questions">'
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>"
        f"<organizations/><resources>{resources}</resources></manifest>\n"
    )


def _together(items: Mapping[str, Export]) -> tuple[str, ...]:
    """The sentences of all items, each said once with every question it concerns."""
    found: dict[str, list[str]] = {}
    for item in items.values():
        for sentence in item.left_out:
            what, _, names = sentence.rpartition(": ")
            found.setdefault(what, []).append(names.rstrip("."))
    return tuple(f"{what}: {', '.join(names)}." for what, names in found.items())
