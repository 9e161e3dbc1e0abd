"""Say what is missing: a file that was typed, or a key that came with the kit."""

from __future__ import annotations

import difflib
import shlex
from pathlib import Path

from autograder.learner.keys import KIT, SUFFIX, NoPublicKey

KINDS = (".ipynb", ".py")
"""How the names of files end in which learners work."""
_MOST = 4
"""How many files are listed at most."""


def missing_file(path: Path) -> str:
    """Say that there is no such file, and which ones there are.

    Parameters
    ----------
    path
        The file as it was typed.
    """
    here = path.parent
    if not here.is_dir():
        return (
            f"there is no folder {here}. You are in {Path.cwd()}. Go to the kit's folder with `cd`,"
            " or name the file with its folder."
        )
    found = _work_in(here)
    named = [file for file in found if file.name == path.name]
    close = difflib.get_close_matches(path.name, [file.name for file in found], 1)
    if named:
        advice = f"There is {named[0]}: gatewise check {named[0]}"
    elif close:
        match = next(file for file in found if file.name == close[0])
        advice = f"Did you mean {match}?"
    elif found:
        advice = f"There {'is' if len(found) == 1 else 'are'} {', '.join(map(str, found[:_MOST]))}."
    else:
        advice = (
            "No notebook (.ipynb) and no Python file (.py) is there. Go to the kit's folder with"
            " `cd`, or name the file with its folder."
        )
    return f"there is no file {path.name} in {here.resolve()}. {advice}"


def where_the_kit_is(folder: Path) -> str:
    """Say how to get from a folder that belongs to no kit into one."""
    below = next(
        (path.parent for above in ("*", "*/*") for path in sorted(folder.glob(f"{above}/{KIT}"))),
        None,
    )
    if below is not None:
        return f"There is one below it: cd {shlex.quote(str(below.relative_to(folder)))}"
    return (
        f"No *{SUFFIX} file is in it, in its folders or in those above it. Go to the folder of the"
        " kit or of a unit with `cd`, or name it after the command."
    )


def refuse_missing_keys(folder: Path) -> None:
    """Refuse a unit's folder that lacks its key, and the folder of a kit with such a unit.

    Otherwise the units that have one would be searched for what is not theirs.

    Parameters
    ----------
    folder
        A folder that may belong to a kit, or hold one.

    Raises
    ------
    autograder.learner.keys.NoPublicKey
        A key is missing. Says which, and where it comes from.
    """
    error = missing_key(folder)
    if error is not None:
        raise error


def missing_key(folder: Path) -> NoPublicKey | None:
    """The error of `refuse_missing_keys`, if there is one."""
    lacking = missing_keys(folder)
    if not lacking:
        return None
    return NoPublicKey(
        f"the file {lacking[0].name} is missing in {lacking[0].parent}. It came with the kit, and"
        " checks read it: unpack the kit again beside this one, and copy the file from there."
    )


def without_kit_file(folder: Path) -> str:
    """Say that the kit's own file about itself is missing; empty where it is there."""
    place = folder.resolve()
    if (place / KIT).is_file() or (place.parent / KIT).is_file():
        return ""
    return (
        f"the file {KIT} is missing in {place} and in the folder above it. It came with the kit and"
        " says what the course has: unpack the kit again beside this one, and copy it from there."
    )


def missing_keys(folder: Path) -> list[Path]:
    """Where keys should be and are not: of this unit, or of all units of this kit."""
    place = folder.resolve()
    if (place / KIT).is_file():
        units = sorted({file.parent for file in _work_in(place) if file.parent != place})
    else:
        units = [place] if (place.parent / KIT).is_file() else []
    return [
        key
        for unit in units
        if not (key := unit / f"{unit.name}{SUFFIX}").exists()
        and any((unit / f"{unit.name}{kind}").is_file() for kind in KINDS)
    ]


def _work_in(folder: Path) -> list[Path]:
    """The notebooks and Python files in a folder and in the folders in it."""
    return sorted(
        path
        for pattern in ("", "*/")
        for kind in KINDS
        for path in folder.glob(f"{pattern}*{kind}")
        if path.is_file() and not path.name.startswith((".", "_"))
    )
