"""A folder is brought up to date in place: what is the same is left alone, all else is replaced."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.notebooks.gradebook.direct import folder
from autograder.notebooks.gradebook.direct.folder import write_folder

FILES = {"figures/a.svg": "<svg/>", "figures/deep/b.svg": "<b/>", "notes.txt": "mine"}


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Path]:
    """Files to copy, by their path below the folder."""
    found = {}
    for name, text in FILES.items():
        found[name] = tmp_path / "source" / name
        found[name].parent.mkdir(parents=True, exist_ok=True)
        found[name].write_text(text)
    return found


def held(place: Path) -> dict[str, str]:
    return {
        str(path.relative_to(place)): path.read_text()
        for path in place.rglob("*")
        if not path.is_dir()
    }


def made(place: Path) -> dict[str, int]:
    """When each file was made, or the like: its inode."""
    return {str(path.relative_to(place)): path.stat().st_ino for path in place.rglob("*.*")}


def test_a_folder_is_made_and_then_left_as_it_is(sources: dict[str, Path], tmp_path: Path) -> None:
    place = tmp_path / "to" / "place"
    write_folder(place, "page.html", "one", sources, 0o640)
    assert held(place) == FILES | {"page.html": "one"}
    assert {path.stat().st_mode & 0o777 for path in place.rglob("*.*")} == {0o640}
    before = made(place)
    write_folder(place, "page.html", "one", sources, 0o640)
    assert made(place) == before


def link(place: Path) -> None:
    (place / "notes.txt").unlink()
    (place / "notes.txt").symlink_to(place / "page.html")


def file_for_folder(place: Path) -> None:
    for path in (place / "figures" / "deep" / "b.svg", place / "figures" / "a.svg"):
        path.unlink()
    (place / "figures" / "deep").rmdir()
    (place / "figures").rmdir()
    (place / "figures").write_text("no folder")


def folder_for_text(place: Path) -> None:
    (place / "page.html").unlink()
    (place / "page.html" / "below").mkdir(parents=True)


CHANGES: list[Callable[[Path], object]] = [
    lambda place: (place / "notes.txt").write_text("others"),
    lambda place: (place / "notes.txt").write_text("min"),
    lambda place: (place / "notes.txt").chmod(0o600),
    lambda place: (place / "notes.txt").unlink(),
    lambda place: (place / "page.html").write_text("two"),
    lambda place: (place / "page.html").chmod(0o600),
    lambda place: (place / "page.html").unlink(),
    lambda place: (place / "more.txt").write_text("more"),
    lambda place: (place / ".page.html.tmp").write_text("half of a p"),
    lambda place: (place / "empty").mkdir(),
    lambda place: os.link(place / "notes.txt", place.parent / "elsewhere"),
    link,
    file_for_folder,
    folder_for_text,
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_differs_is_replaced(
    sources: dict[str, Path], tmp_path: Path, change: Callable[[Path], object]
) -> None:
    place = tmp_path / "place"
    write_folder(place, "page.html", "one", sources, 0o640)
    change(place)
    write_folder(place, "page.html", "one", sources, 0o640)
    assert held(place) == FILES | {"page.html": "one"}
    assert {path.name for path in place.rglob("*") if path.is_dir()} == {"figures", "deep"}
    for path in place.rglob("*.*"):
        found = path.lstat()
        assert (found.st_mode & 0o777, found.st_nlink, path.is_symlink()) == (0o640, 1, False)


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "place").write_text("a file")
    with pytest.raises(NotADirectoryError):
        write_folder(tmp_path / "place", "page.html", "one", {}, 0o640)


def test_a_run_that_is_stopped_leaves_no_text(
    sources: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text stands for the whole folder."""
    place = tmp_path / "place"
    write_folder(place, "page.html", "one", sources, 0o640)
    sources["notes.txt"].write_text("new")

    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "_copy", stop)
    with pytest.raises(KeyboardInterrupt):
        write_folder(place, "page.html", "one", sources, 0o640)
    assert not (place / "page.html").exists()
