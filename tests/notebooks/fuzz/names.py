"""Random names of learners' folders, ordinary and not, and random time stamps."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta, timezone

FIRST = (
    "Ann",
    "ann",
    "José",
    "Jose\u0301",
    "Иван",
    "аnn",
    "李雷",
    "שרה",
    "علی\u200cرضا",
    "O'Brien",
    "Anne-Marie",
    "s12345",
    "ß",
    "ﬁ",
    "İ",
    "Ωmega",
    "сор",
)
ODD = (
    "<",
    ">",
    "&",
    '"',
    "'",
    ",",
    ";",
    "=",
    "+",
    "-",
    "@",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "*",
    "?",
    "\\",
    "|",
    "#",
    "%",
    "%2e",
    "$",
    "`",
    "~",
    "^",
    ":",
    "!",
    ".",
    "..",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\x1b[31m",
    "\x07",
    "\x7f",
    "\x85",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u202e",
    "\u2028",
    "\u2066",
    "\u3164",
    "\ufe0f",
    "\ufeff",
    "\ue000",
    "\U0001f600",
    "\U000e0041",
    "\u0301" * 30,
    "\udcff",
    "n" * 100,
    "n" * 210,
    "é" * 90,
    "con",
    "__pycache__",
    "null",
    "bold]",
    "[bold]",
    "[/]",
    ":smile:",
    "submitted",
    ".ipynb",
    ".zip",
    "gates",
)


def odd_name(rng: random.Random) -> str:
    """A name that a folder can have on this system."""
    parts = [rng.choice(FIRST if rng.random() < 0.5 else ODD) for _ in range(rng.choice((1, 2, 3)))]
    name = "".join(parts).replace("/", "").replace("\0", "")
    while len(os.fsencode(name)) > 255:
        name = name[:-1]
    return name if name not in ("", ".", "..") else "Ann"


ODD_STAMPS = (
    "",
    " \n",
    "now",
    "yesterday",
    "18:00",
    "2026",
    "2026-02",
    "2026-02-30 12:00:00 UTC",
    "2026-02-28 24:00:00 UTC",
    "2026-02-28 12:60:00 UTC",
    "2026-02-28 6:00:00 PM",
    "2026-02-28 18:00:00 PST",
    "2026-02-28 18:00:00 utc",
    "28/02/2026 18:00",
    "1772280000",
    "0000-00-00 00:00:00 UTC",
    "9999-12-31 23:59:59 -2359",
    "0001-01-01 00:00:00 +2359",
    "2026-02-28 18:00:00 +9999",
    "2026-02-28 18:00:00 ../../etc/passwd",
    "2026-02-28 18:00:00 Europe/Berlin",
    "2026-02-28 18:00:00 Europe",
    "2026-03-29 02:30:00 Europe/Berlin",
    "2026-02-28T18:00:00Z",
    "2026-02-28T18:00:00.123456+05:30",
    "٢٠٢٦-٠٢-٢٨ ١٨:٠٠:٠٠ UTC",
    "x" * 2000,
    "2026-02-28 18:00:00 UTC\n2026-02-27 18:00:00 UTC",
    "\x002026-02-28 18:00:00 UTC",
)


def odd_stamp(rng: random.Random) -> bytes:
    """The content of a ``timestamp.txt``."""
    if rng.random() < 0.6:
        when = datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(
            minutes=rng.randrange(-3000, 3000), days=rng.choice((0, 0, 0, -400, 400, 40_000))
        )
        zone = rng.choice((UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-8))))
        form = rng.choice(
            ("%Y-%m-%d %H:%M:%S %z",) * 3 + ("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S.%f %Z", "%c")
        )
        text = when.astimezone(zone).strftime(form)
    else:
        text = rng.choice(ODD_STAMPS)
    if rng.random() < 0.2:
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice((" ", "\n", "0", "-", "PM", "\u00a0", "−")) + text[at:]
    encoding = rng.choice(("utf-8",) * 6 + ("utf-8-sig", "utf-16", "utf-32"))
    return text.encode(encoding) if rng.random() < 0.95 else bytes(rng.randbytes(30))
