"""What a small change of one statement would be: its kind, and the words of the source it is about.

An edit never holds the changed line. It shows what the learner's code equals, not what they meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EditKind = Literal[
    "operand",
    "key",
    "sign",
    "operator",
    "bracket",
    "function",
    "transpose",
    "constant",
    "index",
    "axis",
    "order",
    "exchanged operands",
    "exchanged functions",
    "missing activation",
    "extra activation",
    "complement",
    "missing factor",
    "extra factor",
    "missing term",
    "extra term",
    "extra statement",
    "statement order",
    "start value",
    "not reset",
    "missing copy",
]
LONGEST_WORDS = 60
"""Characters of the learner's source that an edit keeps."""


@dataclass(frozen=True)
class Edit:
    """One small change that makes a function right.

    Parameters
    ----------
    kind
        What is changed.
    stands
        What stands there in the learner's source, cut to `LONGEST_WORDS`. It may be empty.
    belongs
        What would be right in its place: a name, a function or an operator, and never a line. It is
        empty where several fit.
    """

    kind: EditKind
    stands: str = ""
    belongs: str = ""
