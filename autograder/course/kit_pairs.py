"""Files with the sketches of pairs, for learners' kits: a zip for each unit, an entry an exercise.

Visible cases are the same in every course, and working out all pairs takes minutes. So a course
keeps its files beside its sources, in ``exercises/_pairs/``, and they are used as long as their
digest is that of the key.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from autograder.course.process import run_in_course
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.codec import BadFrame, decode, encode
from autograder.judge.sketch_packing import pack_sketches, unpack_sketches
from autograder.judge.sketches import SketchTable, digest_of

SUFFIX = ".public.pairs"
"""What the name of such a file ends in: it lies beside the public key."""


def packed_tables(tables: Iterable[SketchTable]) -> bytes:
    """The bytes of a file. The same tables give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for table in tables:
            if len(table.pairs):
                entry = zipfile.ZipInfo(table.slug)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.comment = table.digest.encode()
                archive.writestr(entry, encode(pack_sketches(table)))
            else:
                empty = zipfile.ZipInfo(table.slug)
                empty.comment = table.digest.encode()
                archive.writestr(empty, b"")
    return packed.getvalue()


def read_table(source: Path | io.BytesIO, key: ExerciseKey) -> SketchTable | None:
    """The table of an exercise.

    Returns
    -------
    SketchTable or None
        ``None`` where the file has none for this key, or cannot be read: then no pair is named.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            entry = archive.getinfo(key.slug)
            if entry.comment.decode(errors="replace") != digest_of(key) or not entry.file_size:
                return None
            return unpack_sketches(cast("dict[str, Any]", decode(archive.read(entry))))
    except (OSError, zipfile.BadZipFile, BadFrame, zlib.error, LookupError, TypeError, ValueError):
        return None


def is_fresh(packed: bytes, key: AnswerKey) -> bool:
    """Whether a file holds an entry for every exercise of a public key, made of that very key."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            found = {entry.filename: entry.comment.decode() for entry in archive.infolist()}
    except (zipfile.BadZipFile, UnicodeDecodeError):
        return False
    return found == {exercise.slug: digest_of(exercise) for exercise in key.exercises}


def prepared_path(root: Path, unit: str) -> Path:
    """Where a course keeps the file of a unit beside its sources."""
    return root / "exercises" / "_pairs" / f"{unit}.pairs"


def pairs_for_kit(
    root: Path,
    keys: Mapping[str, AnswerKey],
    report: Callable[[str], None] = lambda what: None,
) -> dict[str, bytes]:
    """The file of each unit: the one that the course keeps, or a new one where that is old.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.
    keys
        Answer keys by unit. Only their public parts are used.
    report
        Called with a sentence before work that takes minutes.

    Raises
    ------
    autograder.course.discover.CourseError
        The course's code failed.
    """
    public = {unit: key.public() for unit, key in keys.items()}
    found: dict[str, bytes] = {}
    for unit, key in public.items():
        path = prepared_path(root, unit)
        packed = path.read_bytes() if path.is_file() else b""
        if is_fresh(packed, key):
            found[unit] = packed
    missing = {unit: key for unit, key in public.items() if unit not in found}
    if missing:
        report(
            f"Working out two misconceptions at once in {', '.join(missing)}, for checks at home"
        )
        found |= _made(root, missing)
    return {unit: found[unit] for unit in keys}


def _made(root: Path, public: Mapping[str, AnswerKey]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        paths = {unit: Path(folder) / f"{unit}.key" for unit in public}
        for unit, path in paths.items():
            public[unit].save(path)
        request = {"keys": [str(path) for path in paths.values()]}
        run_in_course(root, "autograder.course.sketch_work", request)
        return {unit: path.with_suffix(".pairs").read_bytes() for unit, path in paths.items()}
