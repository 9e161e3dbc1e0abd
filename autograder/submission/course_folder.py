"""A course's directory on disk: where the secret, the answer keys and the submissions lie.

::

    DIR/nbgrader_config.py   the course is an ordinary nbgrader course
    DIR/secrets/seed         the secret that hidden cases are drawn from (mode 600, instructor only)
    DIR/secrets/keys/        one full answer key a unit
    DIR/secrets/origin       the clone that the course was made from
    DIR/secrets/units        the units that were chosen, in a course of some units only
    DIR/secrets/pairs/       tables of two misconceptions at once
    DIR/secrets/reference-forms  is there where the kit holds forms to compare with
    DIR/secrets/quizzes/     the questions of each graded quiz, with their answers
    DIR/source/<unit>/       notebook, public key, pairs and figures, which nbgrader releases
    DIR/submitted/<learner>/<unit>/
    DIR/grades/<unit>/       one JSON grade a submission, what reports are made of
    DIR/kit/  DIR/kit.zip    what learners get
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.submission.names import alike, misread

SEED_BYTES = 32


class NotACourse(ValueError):
    """A folder is no course of Gatewise. Says what is missing and which command makes one."""


class CourseBusy(RuntimeError):
    """Another run is grading a course. Says which, and what to do."""


@dataclass(frozen=True)
class CourseFolder:
    """Paths of one course, and what is read and written there. Nothing is read in advance."""

    root: Path

    @property
    def secrets(self) -> Path:
        """What only the instructor may read."""
        return self.root / "secrets"

    @property
    def seed_path(self) -> Path:
        """The file with the course's secret."""
        return self.secrets / "seed"

    @property
    def gradebook(self) -> Path:
        """nbgrader's database, where the configuration names no other."""
        return self.root / "gradebook.db"

    @property
    def kit(self) -> Path:
        """The folder that learners get."""
        return self.root / "kit"

    @property
    def pairs(self) -> Path:
        """Tables of two misconceptions at once."""
        return self.secrets / "pairs"

    @property
    def origin(self) -> Path:
        """The folder with ``reference/`` and ``exercises/`` that the course was made from.

        It is the course's own folder where ``secrets/origin`` is missing.
        """
        try:
            return Path((self.secrets / "origin").read_text(encoding="utf-8").strip())
        except OSError:
            return self.root

    @property
    def hands_out_reference_forms(self) -> bool:
        """Whether the kit holds forms of the functions that a right function opens."""
        return (self.secrets / "reference-forms").exists()

    def hand_out_reference_forms(self, wanted: bool) -> None:
        """Remember whether the kit holds such forms."""
        path = self.secrets / "reference-forms"
        path.touch() if wanted else path.unlink(missing_ok=True)

    def key_path(self, unit: str) -> Path:
        """The full answer key of a unit."""
        return self.secrets / "keys" / f"{unit}.key"

    def unit_order_path(self) -> Path:
        """The file that lists the units in the course's order."""
        return self.secrets / "keys" / "order"

    def quiz_path(self, name: str) -> Path:
        """The questions of a graded quiz, with their answers."""
        return self.secrets / "quizzes" / f"{name}.json"

    def grade_path(self, unit: str, learner: str) -> Path:
        """The JSON grade of a learner's submission for an assignment."""
        return self.root / "grades" / unit / f"{learner}.json"

    def save_grade(self, unit: str, learner: str, line: str) -> None:
        """Keep a grade's JSON for reports.

        The file is replaced in one step, so a run that is stopped leaves no half-written file.
        """
        path = self.grade_path(unit, learner)
        data = f"{line}\n".encode()
        with suppress(FileNotFoundError):
            if path.read_bytes() == data:
                return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".tmp")
        draft.write_bytes(data)
        draft.replace(path)

    @contextmanager
    def locked(self, write: bool = True) -> Iterator[None]:
        """Keep other runs from grading this course meanwhile.

        Raises `CourseBusy` when another run holds the lock. Where the system cannot lock files,
        nothing is kept out. Without `write`, the file of the lock is not made where it is missing.
        """
        path = self.secrets / "lock"
        if not write and not path.exists():  # nothing was ever graded here
            yield
            return
        with open(path, "a" if write else "r", encoding="utf-8") as file:
            try:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except ImportError:  # Windows
                pass
            except BlockingIOError as error:
                raise CourseBusy(
                    f"another run is grading {self.root}. Wait until it is done, then start again:"
                    " submissions that it has graded are not graded again."
                ) from error
            yield

    def unfit(self) -> list[tuple[Path, str]]:
        """Learners' folders that cannot be graded at all, and why (see `unfit_in`)."""
        return [
            (path.relative_to(self.root), reason)
            for path, reason in unfit_in(self.root / "submitted").items()
        ]

    def make_secret(self) -> bytes:
        """Draw the course's secret and keep it readable for its owner alone.

        Returns the secret. One that is there already is kept.
        """
        if self.seed_path.exists():
            return self.seed()
        self.secrets.mkdir(parents=True, exist_ok=True, mode=0o700)
        seed = secrets.token_bytes(SEED_BYTES)
        descriptor = os.open(self.seed_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(seed.hex() + "\n")
        return seed

    def seed(self) -> bytes:
        """The course's secret. Raises `NotACourse` when there is none."""
        try:
            return bytes.fromhex(self.seed_path.read_text().strip())
        except (OSError, ValueError) as error:
            raise NotACourse(
                f"{self.root} holds no readable secret ({self.seed_path.name} in secrets/:"
                f" {error}). Make a course with `gatewise course new DIR`."
            ) from error

    def save_keys(self, keys: Mapping[str, AnswerKey]) -> None:
        """Write full keys, in the course's order, where only the instructor reads them."""
        for unit, key in keys.items():
            key.save(self.key_path(unit))
            self.key_path(unit).chmod(0o600)
        self.unit_order_path().write_text("\n".join(keys) + "\n")

    def load_keys(self) -> dict[str, AnswerKey]:
        """All full answer keys in the course's order. Raises `NotACourse` when there are none."""
        try:
            units = self.unit_order_path().read_text().split()
        except OSError as error:
            raise NotACourse(
                f"{self.root} is not a course of Gatewise: it has no answer keys in secrets/keys. "
                "Make a course with `gatewise course new DIR`."
            ) from error
        try:
            return {unit: AnswerKey.load(self.key_path(unit)) for unit in units}
        except OSError as error:
            raise NotACourse(
                f"the answer key {error.filename} cannot be read ({error.strerror}). Make the keys"
                f" again with `gatewise course new {self.root} --update`."
            ) from error

    def learner_of(self, path: Path) -> str | None:
        """The learner whose submission a file is, where it lies under ``submitted/<learner>/``."""
        try:
            parts = path.resolve().relative_to(self.root.resolve()).parts
        except ValueError:
            return None
        return parts[1] if len(parts) > 2 and parts[0] == "submitted" else None


def learners_in(submitted: Path) -> list[Path]:
    """Every learner's folder under `submitted`, also those that cannot be graded."""
    return sorted(
        path for path in submitted.glob("*") if path.is_dir() and not path.name.startswith(".")
    )


def fit_in(submitted: Path) -> list[Path]:
    """Every learner's folder under `submitted` that can be graded."""
    learners = learners_in(submitted)
    refused = _unfit_of(learners)
    return [path for path in learners if path not in refused]


def unfit_in(submitted: Path) -> dict[Path, str]:
    """The learners' folders under `submitted` that cannot be graded, and why (see `unfit`).

    Names that nobody can tell apart are among them, because a mark may reach the wrong person.
    """
    return _unfit_of(learners_in(submitted))


def _unfit_of(learners: Sequence[Path]) -> dict[Path, str]:
    twins = alike(path.name for path in learners)
    return {
        path: reason
        for path in learners
        if (reason := unfit(path) or looks_like(twins.get(path.name, "")))
    }


def looks_like(twin: str) -> str:
    """What is said of a folder whose name cannot be told from `twin`; empty without one."""
    if not twin:
        return ""
    return (
        f"has a name that looks like {twin!a}, the folder beside it (if both are one learner's, put"
        " the files into the right one and remove the other; if not, rename one)"
    )


def unfit(learner: Path) -> str:
    """Why nothing in a learner's folder can be graded, as the rest of a sentence.

    Returns an empty text where it can be graded.
    """
    if learner.is_symlink():
        return "is a link in place of a folder"
    if reason := misread(learner.name):
        return reason
    return "" if os.access(learner, os.R_OK | os.X_OK) else "cannot be opened"


def course_around(path: Path) -> CourseFolder | None:
    """The course that a file was submitted to, if any.

    The outermost one whose ``submitted/`` it lies in.

    An inner one may be the learner's own: a submission may hold a folder ``secrets/`` with keys,
    and the place of code that would make more.
    """
    start = path.resolve()
    return next(
        (
            CourseFolder(place)
            for place in reversed(start.parents)
            if (place / "secrets" / "seed").exists() and start.is_relative_to(place / "submitted")
        ),
        None,
    )
