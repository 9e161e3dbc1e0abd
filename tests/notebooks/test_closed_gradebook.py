"""A gradebook that is read-only by its file mode, which root would not notice."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.notebooks.gradebook.trouble import CourseTrouble, check_gradebook
from autograder.notebooks.release.new_course import NewCourse

ORDINARY = 65533


@pytest.fixture
def copy(made: NewCourse) -> Iterator[Path]:
    """A gradebook in a folder of its own, both of which the ordinary user owns."""
    folder = Path(tempfile.mkdtemp())
    file = folder / "gradebook.db"
    try:
        shutil.copy(made.folder.gradebook, file)
        if os.geteuid() == 0:
            for path in (folder, file):
                os.chown(path, ORDINARY, ORDINARY)
        yield file
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)


def said(file: Path) -> str:
    """What the check says to an ordinary user; empty where it has no objection."""
    address = f"sqlite:///{file}"
    check_gradebook(address)  # whatever is loaded on the way is loaded now
    file.chmod(0o444)
    before, root = file.read_bytes(), os.geteuid() == 0
    if root:
        os.seteuid(ORDINARY)
    try:
        check_gradebook(address)
    except CourseTrouble as trouble:
        return str(trouble)
    finally:
        if root:
            os.seteuid(0)
        assert file.read_bytes() == before
    return ""


def test_a_gradebook_that_is_read_only_by_its_mode(copy: Path) -> None:
    assert "is read-only, so no mark can be written" in said(copy)


def test_so_is_one_in_a_folder_that_is_closed_for_writing(copy: Path) -> None:
    copy.parent.chmod(0o555)
    assert "is read-only, so no mark can be written" in said(copy)
