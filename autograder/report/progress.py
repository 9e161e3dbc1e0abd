"""How far a learner is, and when something was saved, in the terminal."""

from __future__ import annotations

from datetime import datetime

from rich.text import Text

from autograder.report.panel import SOFT

_BAR = 20


def progress_bar(done: int, count: int) -> Text:
    """A bar with the numbers behind it."""
    full = round(_BAR * done / count) if count else 0
    return Text.assemble(("━" * full, "green"), ("━" * (_BAR - full), SOFT), f" {done} of {count}")


def when(moment: datetime) -> str:
    """The time of day, with the date where it is not today's."""
    today = moment.date() == datetime.now(moment.tzinfo).date()
    return f"{moment:%H:%M:%S}" if today else f"{moment:%Y-%m-%d %H:%M}"
