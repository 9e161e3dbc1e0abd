"""Tables and signatures of pairs as files beside a course's keys, made when they are first needed.

They are data like the keys, made by the course's own code in a process of its own. Where that code
is not there (on a worker on another machine), the files that were made before are used, and a pair
that is in none of them is not named.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.course.discover import CourseError
from autograder.course.process import run_in_course
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.codec import BadFrame, decode, encode
from autograder.data.misconceptions import Signature
from autograder.data.packing import pack_signature, unpack_signature
from autograder.judge.pairs import Pair, PairMemory, PairTable, unpack_table


class PairFiles:
    """Files with tables and signatures of pairs.

    Parameters
    ----------
    folder
        Where the files lie. Without a folder nothing is kept.
    root
        The course that they are made from.
    report
        Called with a sentence before work that takes seconds.
    keep
        Whether to keep what has to be worked out.

    Attributes
    ----------
    problems : list of str
        Why something could not be made.
    """

    def __init__(
        self,
        folder: Path | None,
        root: Path,
        report: Callable[[str], None] = lambda what: None,
        keep: bool = True,
    ) -> None:
        self.folder = folder
        self._keep = keep
        self.root = root
        self.report = report
        self.problems: list[str] = []
        self._bytes: dict[str, tuple[ExerciseKey, bytes]] = {}

    def source(self) -> PairMemory:
        """A source of pairs that asks these files."""
        return PairMemory(self.table, self.signatures)

    def inherited(self) -> PairMemory:
        """A source for keys that are used once.

        Two inherited misconceptions are followed, but no table is made.
        """
        return PairMemory(lambda key: PairTable(key.slug, "", (), ()), self.signatures)

    def table(self, key: ExerciseKey) -> PairTable:
        """The table of an exercise, empty where it cannot be made."""
        path, digest = self._path(f"{key.slug}.pairs"), self._digest(key)
        packed = _load(path)
        if packed is not None and packed["digest"] == digest:
            return unpack_table(packed)
        self.report(f"working out pairs of misconceptions in {key.slug}, once for this course")
        made = self._run(key, {"pairs": None, "digest": digest})
        if made is None:
            return PairTable(key.slug, digest, (), ())
        self._save(path, made)
        return unpack_table(made)

    def signatures(self, key: ExerciseKey, pairs: tuple[Pair, ...]) -> tuple[Signature, ...]:
        """What these pairs do in every case of an exercise.

        Pairs that make no difference are left out.
        """
        path, digest = self._path(f"{key.slug}.signatures"), self._digest(key)
        packed = _load(path)
        known: dict[str, Any] = (
            packed["known"] if packed is not None and packed["digest"] == digest else {}
        )
        unknown = [pair for pair in pairs if _name(pair) not in known]
        if unknown:
            made = self._run(key, {"pairs": unknown, "digest": digest})
            if made is None:
                pairs = tuple(pair for pair in pairs if _name(pair) in known)
            else:
                signatures = {
                    _name(signature.misconceptions): pack_signature(signature)
                    for signature in map(unpack_signature, made)
                }
                known |= {_name(pair): signatures.get(_name(pair)) for pair in unknown}
                self._save(path, {"digest": digest, "known": known})
        return tuple(
            unpack_signature(known[name]) for name in map(_name, pairs) if known[name] is not None
        )

    def _run(self, key: ExerciseKey, request: dict[str, Any]) -> Any:
        with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
            here, out = Path(folder) / "exercise.key", Path(folder) / "answer"
            here.write_bytes(self._packed(key))
            try:
                run_in_course(
                    self.root,
                    "autograder.course.pair_work",
                    request | {"key": str(here), "out": str(out)},
                )
                return decode(out.read_bytes())
            except (CourseError, OSError, BadFrame) as error:
                self.problems.append(
                    f"pairs of misconceptions in {key.slug} cannot be named: {error}"
                )
                return None

    def _save(self, path: Path | None, value: Any) -> None:
        if self._keep and path is not None:
            _write(path, value)

    def _path(self, name: str) -> Path | None:
        return self.folder / name if self.folder is not None else None

    def _digest(self, key: ExerciseKey) -> str:
        return hashlib.sha256(self._packed(key)).hexdigest()

    def _packed(self, key: ExerciseKey) -> bytes:
        """The key of this exercise alone, which the course's process gets."""
        if key.slug not in self._bytes or self._bytes[key.slug][0] is not key:
            self._bytes[key.slug] = (key, AnswerKey("", "", (key,), ()).to_bytes())
        return self._bytes[key.slug][1]


def _name(pair: tuple[tuple[str, str], ...]) -> str:
    return " + ".join(f"{slug}@{function}" for slug, function in pair)


def _load(path: Path | None) -> Any:
    try:
        return decode(path.read_bytes()) if path is not None else None
    except (OSError, BadFrame):
        return None


def _write(path: Path, value: Any) -> None:
    """Write a file whole or not at all, because several graders may work in one folder.

    A file that cannot be written is no obstacle.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(encode(value))
        os.replace(file.name, path)
    except OSError:
        return
