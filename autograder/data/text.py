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


def clean(text: str, longest: int | None = None) -> str:
    """``text`` without escapes and unseen characters; newlines and tabs stay.

    It is still to be escaped for HTML.

    With ``longest``, what is over that many characters is cut off and an ellipsis says so.
    """
    plain = _UNSEEN.sub("", _ESCAPE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    if longest is not None and len(plain) > longest:
        return plain[: longest - 1] + "…"
    return plain
