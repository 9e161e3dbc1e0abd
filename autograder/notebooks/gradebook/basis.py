"""What the marks of a submission were made from, as the gradebook keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Basis:
    """What the marks of one submitted notebook were made from.

    Parameters
    ----------
    content, time
        Digests of the file that counts and of ``timestamp.txt``.
    key, quiz
        Digests of the answer key's file and of the quiz's, empty where there is none.
    due
        When it was due, extensions included (UTC, without a zone); empty without a due date.
    rules
        A digest of the rules on late submissions.
    follow_through
        Whether answers were credited that are right given an earlier mistake.
    """

    content: str
    time: str
    key: str
    quiz: str
    due: str
    rules: str
    follow_through: bool

    def text(self) -> str:
        """The basis as a line of JSON; two are the same where their texts are."""
        return json.dumps(asdict(self), separators=(",", ":"))


def read_basis(text: str) -> Basis | None:
    """The basis that `Basis.text` wrote, ``None`` where a text is none."""
    try:
        return Basis(**json.loads(text))
    except (ValueError, TypeError):
        return None
