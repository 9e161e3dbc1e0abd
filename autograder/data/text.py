"""Text that comes from learner code, made safe to show.

No terminal escapes, no control or direction characters.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor movement
    r"|\x1b[\]PX^_].*?(?:\x1b\\|\x07|\x9c|$)"  # OSC, DCS, SOS, PM, APC: titles, links, clipboard
    r"|\x1b[ -/]*[0-~]"  # other two-part escapes
    r"|\x9b[0-?]*[ -/]*[@-~]",
    re.DOTALL,
)  # CSI in eight bits
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


LONGEST = 200_000
"""Characters that are looked at where no limit is given."""
_ROOM_FOR_ESCAPES = 8
"""For each character that is kept, so many are looked at: text with colours is longer than it
looks."""


def clean(text: str, longest: int | None = None) -> str:
    """``text`` without escapes and unseen characters; newlines and tabs stay.

    It is still to be escaped for HTML.

    The text may come from a submission and be of any length, so it is cut before anything else is
    done with it. With ``longest``, what is over that many characters is cut off and an ellipsis
    says so.
    """
    most = LONGEST if longest is None else _ROOM_FOR_ESCAPES * longest
    raw = text[:most].replace("\r\n", "\n").replace("\r", "\n")
    plain = _UNSEEN.sub("", _ESCAPE.sub("", raw))
    if len(text) > most or (longest is not None and len(plain) > longest):
        return plain[: (longest or LONGEST) - 1] + "…"
    return plain
