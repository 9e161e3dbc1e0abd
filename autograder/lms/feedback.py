"""Zip the feedback pages of a class as Moodle takes them: one folder for each participant."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.lms.moodle import Participant


@dataclass(frozen=True)
class FeedbackZip:
    """What a zip of feedback holds.

    ``packed`` are the learners with a page in it, ``missing`` those without one, and ``outdated``
    those whose page is older than their grade and was left out.
    """

    packed: tuple[str, ...]
    missing: tuple[str, ...]
    outdated: tuple[str, ...]


def zip_feedback(
    participants: Iterable[Participant],
    pages: Mapping[str, tuple[Path, ...]],
    graded: Mapping[str, float],
    target: Path,
) -> FeedbackZip:
    """Write the zip for Moodle's “Upload multiple feedback files in a zip”.

    Parameters
    ----------
    participants
        Whose pages are wanted, with their numbers in Moodle's worksheet.
    pages
        The feedback pages of each learner.
    graded
        When each learner was graded last (seconds since 1970).
    target
        The zip to write. No file is written where no page is there.
    """
    packed, missing, outdated = [], [], []
    files: dict[str, Path] = {}
    for participant in participants:
        learner = participant.learner
        found = pages.get(learner, ())
        if not found:
            missing.append(learner)
        elif min(page.stat().st_mtime for page in found) < graded.get(learner, 0.0):
            outdated.append(learner)
        else:
            packed.append(learner)
            files |= {f"{folder_of(participant)}/{page.name}": page for page in found}
    if files:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for place, page in sorted(files.items()):
                archive.write(page, place)
    return FeedbackZip(tuple(packed), tuple(missing), tuple(outdated))


def folder_of(participant: Participant) -> str:
    """The name of a participant's folder, from which Moodle reads the number.

    Moodle splits the name at its underscores, so the person's has none.

    >>> folder_of(Participant("ada", "Ada_Lovelace", "12345"))
    'Ada Lovelace_12345_assignsubmission_file_'
    """
    name = re.sub(r'[_/\\:*?"<>|]', " ", participant.name)
    return f"{' '.join(name.split())}_{participant.number}_assignsubmission_file_"
