"""Random ways to lay out a submission that is right in itself: wrong place, wrong name, wrapped."""

from __future__ import annotations

import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.notebooks.fuzz.texts import odd_text

UNIT = "gates"


def lay_out(rng: random.Random, learner: Path, work: bytes, blank: bytes, python: bytes) -> None:
    """Write a submission with `work` in it somewhere into a learner's folder.

    `blank` is the notebook as released, and `python` the work as a ``.py`` file.
    """
    folder = learner / rng.choice((UNIT, UNIT, UNIT, UNIT, UNIT, "Gates", "gate", "gates ", "cell"))
    folder.mkdir(parents=True)
    for _ in range(rng.choice((1, 1, 2, 3))):
        name, content = rng.choice(((f"{UNIT}.ipynb", work), (f"{UNIT}.py", python)))
        if rng.random() < 0.5:
            name = odd_file_name(rng, name)
        place = rng.choice((folder, folder, folder, learner, folder / "deep" / "er"))
        put(place / name, rng.choice((content, content, blank)))
    put(rng.choice((folder, learner)) / odd_file_name(rng, f"{UNIT}.ipynb"), work)
    for _ in range(rng.choice((0, 1, 2))):
        rng.choice(EXTRAS)(rng, folder, work)


def put(path: Path, content: bytes) -> None:
    """Write a file unless something is there."""
    if path.parent.is_dir() or not os.path.lexists(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(path):
            path.write_bytes(content)


def odd_file_name(rng: random.Random, name: str) -> str:
    """A name that people, browsers and systems make of a file's."""
    stem, _, kind = name.rpartition(".")
    made = rng.choice(
        (
            f"{stem}-Copy1.{kind}",
            f"{stem} (1).{kind}",
            f"{stem}.{kind}.txt",
            f"{stem}.{kind.upper()}",
            f"{stem.upper()}.{kind}",
            f".{stem}.{kind}",
            f"{stem}.{kind}~",
            f"final.{kind}",
            f"{stem}",
            f"{stem}.zip",
            f"{stem}.docx",
            f"{odd_text(rng)[:40]}.{kind}",
            f"{stem}\x1b[31m.{kind}",
            f"{stem}\udcff.{kind}",
            name,
        )
    )
    return (
        made.replace("/", "_")
        .replace("\0", "_")
        .encode("utf-8", "replace")[:200]
        .decode("utf-8", "replace")
        .strip("\ufffd")
        or name
    )


def _archive(rng: random.Random, folder: Path, work: bytes) -> None:
    if not os.path.lexists(folder / f"{UNIT}.zip"):
        with zipfile.ZipFile(folder / f"{UNIT}.zip", "w") as archive:
            archive.writestr(f"{UNIT}.ipynb", work)


def _folder_in_place(rng: random.Random, folder: Path, work: bytes) -> None:
    put(folder / f"{UNIT}.ipynb" / f"{UNIT}.ipynb", work)


def _link(rng: random.Random, folder: Path, work: bytes) -> None:
    target = rng.choice(("/etc/passwd", "../..", "nowhere", f"../../ann/{UNIT}/{UNIT}.ipynb", "."))
    name = rng.choice((f"{UNIT}.ipynb", f"{UNIT}.py", "timestamp.txt", "more"))
    if not os.path.lexists(folder / name):
        (folder / name).symlink_to(target)


def _pipe(rng: random.Random, folder: Path, work: bytes) -> None:
    name = rng.choice((f"{UNIT}.ipynb", "timestamp.txt", "pipe"))
    if not os.path.lexists(folder / name):
        os.mkfifo(folder / name)


def _systems(rng: random.Random, folder: Path, work: bytes) -> None:
    put(folder / "__MACOSX" / f"._{UNIT}.ipynb", b"\x00\x05\x16\x07")
    put(folder / ".ipynb_checkpoints" / f"{UNIT}-checkpoint.ipynb", work)
    put(folder / ".DS_Store", b"\x00")


def _closed(rng: random.Random, folder: Path, work: bytes) -> None:
    put(folder / "notes.txt", b"x")
    (folder / "notes.txt").chmod(0)


def _many(rng: random.Random, folder: Path, work: bytes) -> None:
    for number in range(rng.choice((30, 120))):
        put(folder / "data" / f"{number}.csv", b"1,2\n")


def _deep(rng: random.Random, folder: Path, work: bytes) -> None:
    put(folder.joinpath(*("d",) * rng.choice((5, 19, 22)), f"{UNIT}.ipynb"), work)


EXTRAS: tuple[Callable[[random.Random, Path, bytes], None], ...] = (
    _archive,
    _folder_in_place,
    _link,
    _pipe,
    _systems,
    _closed,
    _many,
    _deep,
)
