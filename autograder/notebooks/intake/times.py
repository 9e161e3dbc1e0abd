"""Read when something was submitted, from nbgrader's ``timestamp.txt``.

A time counts only where it can be understood for sure; any other goes to a person.
"""

from __future__ import annotations

import os
import re
import stat
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

LARGEST_STAMP = 1000
"""Bytes of a ``timestamp.txt``."""
LONG_BEFORE = timedelta(days=366)
"""A submission this long before its due date was hardly made for it."""

_TIME = re.compile(
    r"(?P<when>\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s?(?P<zone>\S*)", re.ASCII
)
_OFFSET = re.compile(r"([+-])(\d\d):?([0-5]\d)?", re.ASCII)


class UnclearTime(ValueError):
    """A ``timestamp.txt`` holds no time, or one that can mean several. The rest of a sentence."""


def time_in(stamp: Path) -> datetime | None:
    """The time of submission (UTC, without a time zone) that a ``timestamp.txt`` holds.

    A time without a zone is UTC, as for nbgrader.

    Returns
    -------
    ``None`` where the file is empty or missing.

    Raises
    ------
    UnclearTime
        Where the file holds no date with a time, or its zone is not known.
    """
    if not os.path.lexists(stamp):
        return None
    return read_time(_text(stamp))


def read_time(text: str) -> datetime | None:
    """Read a time as `time_in` does.

    >>> read_time("2026-11-23 18:00:00 +01:00")
    datetime.datetime(2026, 11, 23, 17, 0)
    >>> read_time("2026-11-23 6:00:00 PM")
    Traceback (most recent call last):
    autograder.notebooks.intake.times.UnclearTime: holds no date with a time
    """
    text = text.strip()
    if not text:
        return None
    found = _TIME.fullmatch(text)
    if found is None:
        raise UnclearTime("holds no date with a time")
    try:
        when = datetime.fromisoformat(found["when"])
        zone = _zone(found["zone"], when)
        utc = when.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:
        if isinstance(error, UnclearTime):
            raise
        raise UnclearTime("holds no date with a time") from error
    if not 1970 <= utc.year < 2200:
        raise UnclearTime("holds a time that formgrader cannot show")
    return utc


def doubt(
    when: datetime | None, due: datetime | None, now: datetime, recorded: datetime | None = None
) -> str:
    """Why a time of submission needs a look, as a phrase; empty where it does not.

    Parameters
    ----------
    when, due, now
        The time of submission, the due date and the present time (UTC, without a time zone).
        Without a due date no time matters.
    recorded
        The time that the gradebook has, which nbgrader keeps where there is no time stamp.
    """
    if due is None:
        return ""
    if when is None and recorded is not None:
        return (
            "has no time stamp any more, so the time of an earlier submission counts,"
            f" {recorded:%Y-%m-%d %H:%M} UTC"
        )
    if when is None:
        return "has no time stamp, so nobody knows whether it was in time"
    if when > now + timedelta(minutes=10):
        return f"was submitted in the future, at {when:%Y-%m-%d %H:%M} UTC"
    if when < due - LONG_BEFORE:
        return f"was submitted more than a year before its due date, at {when:%Y-%m-%d %H:%M} UTC"
    return ""


def _text(stamp: Path) -> str:
    """The text of a small plain file, without a byte-order mark."""
    try:
        found = stamp.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_STAMP:
            raise UnclearTime("holds no time")
        raw = stamp.read_bytes()
        encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        return raw.decode(encoding)
    except (OSError, UnicodeDecodeError) as error:
        raise UnclearTime("holds no time") from error


def _zone(name: str, when: datetime) -> tzinfo:
    """The time zone of that name. Raises `UnclearTime`, also where a clock shows `when` twice."""
    if name in ("", "Z", "UTC", "GMT"):
        return UTC
    if offset := _OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(ahead if offset[1] == "+" else -ahead)
    if "/" not in name:  # such as EST or CET, which people write in summer too
        raise UnclearTime("holds a time in a zone that is not known")
    try:
        zone = ZoneInfo(name)
    except (OSError, ValueError, KeyError) as error:
        raise UnclearTime("holds a time in a zone that is not known") from error
    if when.replace(tzinfo=zone).utcoffset() != when.replace(tzinfo=zone, fold=1).utcoffset():
        raise UnclearTime("holds a time that clocks showed twice, or never, in its zone")
    return zone
