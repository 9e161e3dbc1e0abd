"""Bring a submission's folder up to date in place, where nbgrader would remove it and make it anew.

Most of its files are the same for the whole class and each time. Reading them costs far less than
removing and making them.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

_AT_ONCE = 1 << 20
"""Bytes that are copied or compared at once."""


def write_folder(
    place: Path, name: str, text: str, files: Mapping[str, Path], permissions: int
) -> None:
    """Let a folder hold a text and copies of other files, and nothing else.

    What differs is removed first, the old text before anything else, and the new text comes last
    and whole. So a run that was stopped leaves no text, or the whole folder.

    Parameters
    ----------
    place
        The folder.
    name, text
        The name of the file that the folder is for, and what it holds.
    files
        Other files, by their path below the folder.
    permissions
        The mode that every file gets.

    Raises
    ------
    OSError
        A file cannot be read, written or removed.
    """
    root, data = os.fspath(place), text.encode()
    target = os.path.join(root, name)
    wanted = {os.path.join(root, below): os.fspath(path) for below, path in files.items()}
    folders = _folders(root, wanted)
    there, odd = _found(root, folders)
    same = {
        path
        for path in there & wanted.keys()
        if _mode(path) == permissions and _equal(wanted[path], path)
    }
    if (
        not odd
        and there == same | {target}
        and len(same) == len(wanted)
        and _mode(target) == permissions
        and _holds(target, data)
    ):
        return
    for path in (target, *(there - same), *odd):
        _remove(path)
    for folder in sorted(folders):
        if not os.path.isdir(folder):
            os.makedirs(folder)
    for path in wanted.keys() - same:
        _copy(wanted[path], path, permissions)
    draft = os.path.join(root, f".{name}.tmp")
    with open(draft, "xb") as file:
        file.write(data)
    os.chmod(draft, permissions)
    os.replace(draft, target)


def _folders(root: str, paths: Collection[str]) -> set[str]:
    """The folder and all below it that these paths need."""
    found = {root}
    for path in paths:
        above = os.path.dirname(path)
        while above not in found:
            found.add(above)
            above = os.path.dirname(above)
    return found


def _found(root: str, folders: Collection[str]) -> tuple[set[str], list[str]]:
    """The plain files in these folders, and what else is there: links, and other folders."""
    plain: set[str] = set()
    odd: list[str] = []
    todo = [root]
    while todo:
        try:
            entries = os.scandir(todo.pop())
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and entry.path in folders:
                    todo.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    plain.add(entry.path)
                else:
                    odd.append(entry.path)
    return plain, odd


def _mode(path: str) -> int:
    """The mode of a file; -1 where it has other names, and would change with a file elsewhere."""
    found = os.lstat(path)
    return stat.S_IMODE(found.st_mode) if found.st_nlink == 1 else -1


def _equal(path: str, other: str) -> bool:
    with open(path, "rb", buffering=0) as one, open(other, "rb", buffering=0) as two:
        if os.fstat(one.fileno()).st_size != os.fstat(two.fileno()).st_size:
            return False
        while data := one.read(_AT_ONCE):
            if data != two.read(_AT_ONCE):
                return False
    return True


def _holds(path: str, data: bytes) -> bool:
    if os.path.getsize(path) != len(data):
        return False
    with open(path, "rb", buffering=0) as file:
        return file.read() == data


def _remove(path: str) -> None:
    """Remove a file, a link or a folder; one that is gone already is fine."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
        return
    with suppress(FileNotFoundError):
        os.unlink(path)


def _copy(path: str, target: str, permissions: int) -> None:
    """Copy a file to a place where there is none, with fewer calls than `shutil.copyfile`."""
    with open(path, "rb", buffering=0) as source, open(target, "xb") as copy:
        while data := source.read(_AT_ONCE):
            copy.write(data)
    os.chmod(target, permissions)
