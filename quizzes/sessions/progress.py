"""What a learner has practised, and when to ask again.

Review dates come from FSRS, and are kept in one small file on the learner's machine.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

DELAY = timedelta(minutes=10)
"""How soon a missed question is asked again."""


class Identified(Protocol):
    """Anything with the id of a question."""

    @property
    def id(self) -> str:
        """The id of the question."""


@dataclass
class Progress:
    """One FSRS card for each question practised, by id.

    ``file`` is where they are kept; None keeps nothing. ``trouble`` is a sentence for the learner
    where nothing can be read or kept.
    """

    file: Path | None
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    trouble: str | None = None

    def due(self, question: str) -> datetime | None:
        """Return when the question is to be asked again; None where it never was asked."""
        card = self.cards.get(question)
        return datetime.fromisoformat(card["due"]) if card else None

    def in_order(self, questions: Sequence[Identified], now: datetime) -> list[str]:
        """Return ids in the order to ask: due reviews, longest overdue first, new ones, the rest.

        Parameters
        ----------
        questions
            The questions to order.
        now
            The moment that decides what is due, with its time zone.
        """

        def rank(question: Identified) -> tuple[int, datetime]:
            due = self.due(question.id)
            if due is None:
                return 1, now
            return (0, due) if due <= now else (2, due)

        return [question.id for question in sorted(questions, key=rank)]

    def record(
        self, question: str, share: float, now: datetime, *, helped: bool = False
    ) -> datetime:
        """Remember an answer, and return when the question is due again.

        Parameters
        ----------
        question
            The question's id.
        share
            The share of its points that the answer earned, between 0 and 1.
        now
            When it was answered, with its time zone.
        helped
            Whether the learner took a hint.
        """
        from fsrs import Card, Rating, Scheduler

        rating = (
            Rating.Again if share < 0.5 else Rating.Hard if share < 1 or helped else Rating.Good
        )
        before = self.cards.get(question)
        card = Card.from_dict(before) if before else Card(due=now)
        scheduler = Scheduler(
            learning_steps=(DELAY,), relearning_steps=(DELAY,), enable_fuzzing=False
        )
        after, _ = scheduler.review_card(card, rating, review_datetime=now)
        self.cards[question] = dict(after.to_dict())
        self._save()
        due: datetime = after.due
        return due

    def _save(self) -> None:
        """Write all or nothing; on a full or read-only disk the quiz goes on without memory."""
        if self.file is None:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self.file.parent, suffix=".part")
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as out:
                    json.dump({"schema": 1, "cards": self.cards}, out)
                os.replace(name, self.file)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(name)
                raise
        except OSError as error:
            self.trouble = (
                f"Progress cannot be kept in {self.file} ({error.strerror}). The quiz goes on"
                " without it."
            )
            self.file = None


def default_file() -> Path:
    """Return where progress is kept: ``$GATEWISE_DATA``, or else the user's data folder."""
    from platformdirs import user_data_path

    folder = os.environ.get("GATEWISE_DATA")
    return (Path(folder) if folder else user_data_path("gatewise", appauthor=False)) / "quiz.json"


def load_progress(file: Path | None = None) -> Progress:
    """Return the progress kept in `file`, by default in `default_file`.

    A file that cannot be read is renamed, and ``trouble`` says so.
    """
    file = file or default_file()
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        cards = {
            str(name): dict(card) for name, card in data["cards"].items() if data["schema"] == 1
        }
        for card in cards.values():
            due = datetime.fromisoformat(card["due"])
            if due.tzinfo is None:
                raise ValueError("a date without its time zone")
        return Progress(file, cards)
    except FileNotFoundError:
        return Progress(file)
    except OSError as error:
        return Progress(
            None,
            trouble=(
                f"Progress cannot be read from {file} ({error.strerror}). Nothing is remembered."
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        aside = file.with_suffix(".unreadable.json")
        with contextlib.suppress(OSError):
            os.replace(file, aside)
        return Progress(
            file,
            trouble=(
                f"Progress could not be read; it was put aside as {aside.name} and begins anew."
            ),
        )


def now() -> datetime:
    """Return this moment, with its time zone."""
    return datetime.now(UTC)
