"""A course full of mutated submissions beside two untouched ones, taken through the real commands.

Every mutated submission must end in a grade, a line for a person or a clear error. The marks of
the two untouched learners must not move.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dateutil.parser import parse  # type: ignore[import-untyped]
from nbgrader.api import Gradebook, MissingEntry
from typer.testing import CliRunner

from autograder.cli import app
from autograder.data.text import clean
from tests.notebooks.fuzz.folders import lay_out
from tests.notebooks.fuzz.names import odd_name, odd_stamp
from tests.notebooks.fuzz.notebooks import changed_bytes, changed_notebook
from tests.notebooks.sample_class import RIGHT, TANH, UNIT, filled
from tests.quizzes.loading.test_any_file import changed, single_questions

UNTOUCHED = {"untouched-1": 10.0, "untouched-2": 8.0}
"""The learners whose marks must not move."""
WHOLE = 10.0
KINDS = ("notebook",) * 9 + ("python",) * 2 + ("folder",) * 4 + ("name",) * 3 + ("stamp",) * 3


@dataclass(frozen=True)
class Said:
    """What a command said, and the status with which it ended."""

    status: int
    text: str
    error: str = ""


def in_process(*arguments: str) -> Said:
    """Run `gatewise` in this process."""
    done = CliRunner().invoke(app, list(arguments))
    failed = done.exception is not None and not isinstance(done.exception, SystemExit)
    return Said(done.exit_code, done.output, repr(done.exception) if failed else "")


def as_process(*arguments: str) -> Said:
    """Run `gatewise` as people do."""
    done = subprocess.run(
        [sys.executable, "-c", "from autograder.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=900,
    )
    text = done.stdout + done.stderr
    return Said(done.returncode, text, "a traceback" if "Traceback (most" in text else "")


def any_reader(raw: bytes) -> datetime | None:
    """The time in a ``timestamp.txt`` as dateutil reads it: UTC, ``None`` where it finds none."""
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            when: datetime = parse(raw.decode(encoding).strip())
            return (when.astimezone(UTC) if when.tzinfo else when).replace(tzinfo=None)
        except (ValueError, OverflowError):
            continue
    return None


class Batch:
    """One course and its mutated submissions.

    Parameters
    ----------
    root
        A copy of a course with the unit `UNIT` and a due date.
    seed
        Decides every mutation.
    """

    def __init__(self, root: Path, seed: str, real: bool = False) -> None:
        self.root, self.rng = root, random.Random(seed)
        self.run = as_process if real else in_process
        self.complaints: list[str] = []
        self.status = 0
        self.kinds: dict[str, str] = {}
        self.blank = json.loads((root / "source" / UNIT / f"{UNIT}.ipynb").read_text())

    def solved(self, sources: dict[str, str]) -> dict[str, Any]:
        """The notebook with these functions in it."""
        return {**self.blank, "cells": filled(self.blank["cells"], sources)}

    def fill(self, size: int) -> None:
        """Submit `size` mutated pieces of work beside the untouched ones."""
        submitted = self.root / "submitted"
        for learner, sources in zip(UNTOUCHED, (RIGHT, RIGHT | {"forget_gate": TANH}), strict=True):
            folder = submitted / learner / UNIT
            folder.mkdir(parents=True)
            (folder / f"{UNIT}.ipynb").write_text(json.dumps(self.solved(sources)))
            (folder / "timestamp.txt").write_text("2026-02-28 12:00:00 UTC")
        for number in range(size):
            kind = self.rng.choice(KINDS)
            learner = odd_name(self.rng) if kind == "name" else f"{kind}-{number}"
            if not os.path.lexists(submitted / learner):
                self._submit(kind, submitted / learner)
                self.kinds[learner] = kind

    def _submit(self, kind: str, learner: Path) -> None:
        rng, folder = self.rng, learner / UNIT
        base = rng.choice((RIGHT, RIGHT, RIGHT | {"forget_gate": TANH}, {}))
        python = ("import numpy as np\n" + "\n".join(RIGHT.values())).encode()
        work = json.dumps(self.solved(RIGHT)).encode()
        if kind == "folder":
            lay_out(rng, learner, work, json.dumps(self.blank).encode(), python)
            return
        folder.mkdir(parents=True)
        if kind == "python":
            text = python if rng.random() < 0.5 else changed(python.decode(), rng).encode()
            (folder / f"{UNIT}.py").write_bytes(changed_bytes(rng, text))
            return
        content = changed_notebook(rng, self.solved(base)) if kind == "notebook" else work
        (folder / f"{UNIT}.ipynb").write_bytes(content)
        if kind == "stamp":
            (folder / "timestamp.txt").write_bytes(odd_stamp(rng))

    def complain(self, what: str, about: object = "") -> None:
        """Note something that must not be."""
        self.complaints.append(f"{what}: {about!a}"[:1500])

    def course_grade(self, *options: str) -> Said:
        """Grade the course and check what becomes of each submission."""
        said = self.run("course", "grade", str(self.root), *options)
        if said.error or said.status not in (0, 1) or "Traceback" in said.text:
            self.complain("course grade", (said.status, said.error, said.text[-800:]))
            return said
        grades = {learner: self.grade_of(learner) for learner in self.kinds}
        for learner, grade in grades.items():
            self._account(learner, grade, said)
        listed = "was not graded" in said.text or "could not" in said.text
        people = [learner for learner, grade in grades.items() if grade and grade["score"] is None]
        if said.status == 0 and (people or listed):
            self.complain("status 0 although a person has to look", people[:3])
        self.check_untouched()
        self.check_stamps()
        self.status = said.status
        return said

    def grade_of(self, learner: str) -> dict[str, Any] | None:
        """The grade that the course keeps of a learner, if any."""
        try:
            path = self.root / "grades" / UNIT / f"{learner}.json"
            return dict(json.loads(path.read_text(encoding="utf-8")))
        except OSError:
            return None

    def _account(self, learner: str, grade: dict[str, Any] | None, said: Said) -> None:
        """A learner has a grade, or is named; work that is whole earns marks or is spoken of."""
        name = "".join(clean(learner).split())
        named = f"submitted/{name}" in "".join(said.text.split())
        kind = self.kinds[learner]
        if grade is None and not named:
            self.complain(f"{kind}: passed over in silence", learner)
        elif grade is not None:
            score = grade["score"]
            if score is not None and not 0 <= score <= grade["max_score"]:
                self.complain(f"{kind}: impossible score", (learner, score))
            if score is None and not any(item["message"] for item in grade["exercises"]):
                self.complain(f"{kind}: a person without a reason", learner)
            whole = kind in ("folder", "name", "stamp")
            if whole and score not in (None, WHOLE) and not named and not grade["notes"]:
                self.complain(f"{kind}: whole work got {score}", learner)

    def check_untouched(self) -> None:
        """The marks of the untouched learners are what they were, in both places."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            for learner, expected in UNTOUCHED.items():
                kept = (self.grade_of(learner) or {}).get("score")
                row = gradebook.find_submission(UNIT, learner)
                if (kept, row.score) != (expected, expected):
                    self.complain("an untouched mark moved", (learner, kept, row.score))

    def check_stamps(self) -> None:
        """A time that counts is the one that an independent reader finds in the same text."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            for learner in (name for name, kind in self.kinds.items() if kind == "stamp"):
                try:
                    found = gradebook.find_submission(UNIT, learner).timestamp
                except MissingEntry:
                    continue
                raw = (self.root / "submitted" / learner / UNIT / "timestamp.txt").read_bytes()
                expected = any_reader(raw)
                if found is not None and expected is not None and found != expected:
                    self.complain("a stamp was misread", (learner, raw, found, expected))
                if found is not None and expected is None and b"/" not in raw:
                    self.complain("a stamp was believed", (learner, raw, found))

    def again(self) -> None:
        """A second run changes no mark and says the same of what is left for a person."""
        before = {learner: self.grade_of(learner) for learner in self.kinds}
        first = self.status
        status = self.course_grade().status
        after = {learner: self.grade_of(learner) for learner in self.kinds}
        for learner, grade in before.items():
            if (grade or {}).get("score") != (after[learner] or {}).get("score"):
                self.complain("a second run changed a mark", (learner, grade, after[learner]))
        if status != first:
            self.complain("a second run ended otherwise", (first, status))

    def files(self) -> Iterator[tuple[str, Path]]:
        """The submitted files that can be named to `gatewise grade`, with their learners."""
        for learner in self.kinds:
            for name in (f"{UNIT}.ipynb", f"{UNIT}.py"):
                path = self.root / "submitted" / learner / UNIT / name
                if path.is_file() and not path.is_symlink() and not learner.startswith("-"):
                    yield learner, path

    def grade_files(self) -> None:
        """`gatewise grade` gives one JSON line a file, with the marks of `course grade`."""
        files = list(self.files())
        if not files:
            return
        said = self.run("grade", "--course", str(self.root), *(str(path) for _, path in files))
        if said.error or said.status not in (0, 1):
            self.complain("grade", (said.status, said.error, said.text[-800:]))
            return
        lines = [json.loads(line) for line in said.text.split("\n") if line.startswith("{")]
        if len(lines) != len(files):
            self.complain("grade: files and lines", (len(files), len(lines)))
            return
        for (learner, _), line in zip(files, lines, strict=True):
            grade = self.grade_of(learner)
            alone = self.kinds[learner] in ("notebook", "python", "name")
            if alone and grade is not None and line["score"] != grade["score"]:
                self.complain(
                    "grade and course grade differ", (learner, line["score"], grade["score"])
                )

    def check_some(self, many: int) -> None:
        """`gatewise check` says something about any file."""
        files = list(self.files())
        for learner, path in self.rng.sample(files, min(many, len(files))):
            said = self.run("check", str(path), "--keys", str(self.root / "kit" / UNIT))
            if said.error or said.status not in (0, 1, 2) or not said.text.strip():
                self.complain("check", (learner, said.status, said.error, said.text[-500:]))

    def report(self) -> None:
        """The report names every learner who was graded."""
        said = self.run("course", "report", str(self.root))
        page = (self.root / "report.html").read_text(encoding="utf-8") if not said.error else ""
        if said.error or said.status != 0:
            self.complain("report", (said.status, said.error, said.text[-500:]))
        for learner in (*UNTOUCHED, *(name for name in self.kinds if name.isascii())):
            if self.grade_of(learner) and f">{learner}<" not in page and "'" not in learner:
                self.complain("not in the report", learner)

    def banks(self, many: int) -> None:
        """`gatewise bank check` reports any file with its name, and a status that fits."""
        known = single_questions()
        place = self.root / "banks"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for number in range(many):
            file = place / f"bank-{number}.yaml"
            text = changed(self.rng.choice(known), self.rng)
            file.write_text(text, encoding="utf-8", newline="")
            said = self.run("bank", "check", str(file))
            told = "bank-" in said.text or "nothing to" in said.text.lower() or said.status == 0
            if said.error or said.status not in (0, 1, 2) or not said.text.strip() or not told:
                self.complain("bank check", (said.status, said.error, said.text[-500:], text))
