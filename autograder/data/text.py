"""Make text that comes from learner code safe to show."""

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


def clean(text: str, longest: int | None = None) -> str:
    """Remove terminal escapes, and control, direction and invisible characters.

    Newlines and tabs stay. HTML still has to be escaped.

    Parameters
    ----------
    text
        The text.
    longest
        The most characters to return. A longer text is cut and ends in an ellipsis.
    """
    plain = _UNSEEN.sub("", _ESCAPE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    if longest is not None and len(plain) > longest:
        return plain[: longest - 1] + "…"
    return plain
