"""Make a complete nbgrader course directory from a course's sources."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.declaration import read_declaration
from autograder.course.kit_pairs import pairs_for_kit
from autograder.course.process import build_keys
from autograder.course.questions import practice_questions
from autograder.data.answer_key import AnswerKey, BadKey
from autograder.notebooks.config import TEMPLATE
from autograder.notebooks.nbgrader_app import make_gradebook
from autograder.notebooks.release.build import build_unit
from autograder.notebooks.release.changes import changes_since_release
from autograder.notebooks.release.course_readme import course_readme
from autograder.notebooks.release.kit import KitContents, LearnersKey, build_kit, write_unit
from autograder.submission.course_folder import CourseFolder, NotACourse

FOLDERS = ("source", "release", "submitted", "autograded", "feedback")
"""The folders that nbgrader expects in a course."""


class CourseExists(ValueError):
    """The folder for a new course is in use. Says what is in it, and what to do."""


@dataclass(frozen=True)
class NewCourse:
    """A course that was made: its directory, its units, and the learners' kit as folder and zip.

    ``changes`` says what an update changed, one phrase each.
    """

    folder: CourseFolder
    units: tuple[str, ...]
    kit: Path
    kit_zip: Path
    changes: tuple[str, ...] = ()


def new_course(
    root: Path,
    target: Path,
    progress: Callable[[str], None] = lambda step: None,
    *,
    units: Sequence[str] = (),
    update: bool = False,
    reference_forms: bool | None = None,
) -> NewCourse:
    """Write a course directory.

    Parameters
    ----------
    root
        The folder with the sources ``reference/`` and ``exercises/``.
    target
        A folder that is new or empty. With `update`, an existing course: its notebooks, keys and
        kit are made anew with the secret that it has, and its configuration, submissions and
        gradebook are left alone.
    progress
        Called with each step, in a few words.
    units
        Only these units, in the course's order. By default those that an existing course was made
        of, and all units in a new one.
    reference_forms
        Whether the kit holds short forms of the functions to compare with, which only a right
        function opens. ``None`` leaves it as it was; a new course has none.
    update
        Update the existing course in `target`.

    Raises
    ------
    CourseExists
        When the folder holds something already, or there is nothing to update.
    autograder.course.discover.CourseError
        When the course's sources cannot be built. A new folder is then removed again.
    """
    folder = CourseFolder(target.resolve())
    existed = _refuse_used(folder, update)
    try:
        return _make(root.resolve(), folder, progress, tuple(units), reference_forms)
    except BaseException:
        if not update:
            _remove(folder.root, existed)
        raise


def _make(
    root: Path,
    folder: CourseFolder,
    progress: Callable[[str], None],
    units: tuple[str, ...],
    reference_forms: bool | None,
) -> NewCourse:
    folder.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not folder.seed_path.exists():
        folder.root.chmod(0o700)  # it may have been there, empty
    secret = folder.make_secret()
    units = units or chosen_units(folder)
    declared = read_declaration(root)
    questions = practice_questions(root, declared)
    if reference_forms is not None:
        folder.hand_out_reference_forms(reference_forms)
    forms = folder.hands_out_reference_forms
    progress("Running the reference on every case, as it is and with each misconception")
    keys = build_keys(root, secret, units)
    pairs = pairs_for_kit(root, keys, progress)
    public = [LearnersKey(key.public(forms), pairs[unit]) for unit, key in keys.items()]
    progress("Writing the notebooks")
    topics = questions.topics
    built = [build_unit(key, root / "exercises" / unit, topics) for unit, key in keys.items()]
    for name in FOLDERS:
        (folder.root / name).mkdir(exist_ok=True)
    for unit, key in zip(built, public, strict=True):
        source = folder.root / "source" / unit.unit
        shutil.rmtree(source, ignore_errors=True)
        write_unit(source, unit, key, questions, unit.notebook)
    before = _keys_before(folder)
    folder.save_keys(keys)
    if units:
        (folder.secrets / "units").write_text("\n".join(units) + "\n", encoding="utf-8")
    (folder.secrets / "origin").write_text(f"{root}\n", encoding="utf-8")
    readme = folder.root / "README.md"
    if not readme.exists():
        readme.write_text(course_readme(folder.root.name, tuple(keys)), encoding="utf-8")
    config = folder.root / "nbgrader_config.py"
    if not config.exists():
        config.write_text(TEMPLATE.format(course_id=_course_id(folder.root.name)), encoding="utf-8")
    if not folder.gradebook.exists():
        make_gradebook(folder.root)
    progress("Packing the learners' kit")
    contents = KitContents(built, public, declared, questions)
    zipped = build_kit(folder.kit, contents, root)
    changes = changes_since_release(before, keys) if before else ()
    return NewCourse(folder, tuple(keys), folder.kit, zipped, changes)


def chosen_units(folder: CourseFolder) -> tuple[str, ...]:
    """The units that were chosen for a course; empty for a course of all units."""
    try:
        return tuple((folder.secrets / "units").read_text(encoding="utf-8").split())
    except OSError:
        return ()


def _keys_before(folder: CourseFolder) -> dict[str, AnswerKey]:
    """The keys that a course has, as far as they can be read."""
    try:
        return folder.load_keys()
    except (NotACourse, BadKey, OSError):
        return {}


def _refuse_used(folder: CourseFolder, update: bool) -> bool:
    """Whether the folder exists. Raises `CourseExists` where it must not be used."""
    if folder.root.exists() and not folder.root.is_dir():
        raise CourseExists(f"{folder.root} is a file; a course needs a folder. Give another name.")
    course = folder.seed_path.exists()
    if update:
        if not course:
            raise CourseExists(
                f"{folder.root} is not a course of Gatewise, so there is nothing to update. "
                "Leave out --update."
            )
        return True
    if course:
        raise CourseExists(
            f"{folder.root} is a course already. Use --update to make its notebooks, keys and kit"
            " anew with the same secret, or give another folder for another course."
        )
    if folder.root.is_dir() and any(folder.root.iterdir()):
        raise CourseExists(
            f"{folder.root} is not empty. A course is made in a new folder, so that nothing is "
            "overwritten. Give another name."
        )
    return folder.root.is_dir()


def _remove(root: Path, existed: bool) -> None:
    shutil.rmtree(root, ignore_errors=True)
    if existed:
        root.mkdir()


def _course_id(name: str) -> str:
    return re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-") or "course"
