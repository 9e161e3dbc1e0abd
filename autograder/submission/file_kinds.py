"""What a file is that should be a notebook or Python source, and what to do with it.

Only its bytes are looked at: how it begins, and a few words that give it away.
"""

from __future__ import annotations

import json
import re

_ITSELF = "Submit the notebook itself (.ipynb) or a Python file (.py)."
_UNPACK = "Unpack it, and submit the file that is in it."
_DOWNLOAD = (
    "It may be a saved or exported page. Download the notebook itself: in JupyterLab, right-click"
    " the file and choose Download."
)

_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", _ITSELF),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (b"\x89PNG\r\n", "a picture (PNG)", _ITSELF),
    (b"\xff\xd8\xff", "a picture (JPEG)", _ITSELF),
    (b"GIF8", "a picture (GIF)", _ITSELF),
    (b"{\\rtf", "an RTF document", _ITSELF),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _ITSELF),
    (b"\0\x05\x16\x07", "a file that macOS adds to others (AppleDouble)", _ITSELF),
    (b"bplist00", "a property list of macOS", _ITSELF),
    (b"[InternetShortcut]", "a link to a web page", _DOWNLOAD),
    (b"SQLite format 3\0", "a database (SQLite)", _ITSELF),
    (b"\x7fELF", "a program", _ITSELF),
    (b"\x93NUMPY", "an array of NumPy", _ITSELF),
    (
        b"version https://git-lfs.github.com/",
        "a pointer of Git LFS, not the file that it stands for",
        "Run `git lfs pull`, then submit the file itself.",
    ),
    (b"\xff\xfe", "not text in UTF-8, but text in UTF-16", "Save it again as UTF-8."),
    (b"\xfe\xff", "not text in UTF-8, but text in UTF-16", "Save it again as UTF-8."),
)
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"content.xml", "an OpenDocument file"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OTHER_TEXT: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<![^>]*>\s*)*<svg\b", re.I),
        "a picture (SVG)",
        _ITSELF,
    ),
    (re.compile(rb"\s*<\?xml\b"), "an XML document", _ITSELF),
    (re.compile(rb"\s*(?:diff --git |Index: |--- \S+.*\n\+\+\+ )"), "a patch", _ITSELF),
    (
        re.compile(
            rb"(?:Return-Path|Received|Delivered-To|From|Message-ID|MIME-Version): [^\r\n]*\r?\n"
            rb"(?:[A-Z][\w-]*:)?[ \t]"
        ),
        "an e-mail message",
        "Save what is attached to it, and submit that.",
    ),
)
_CODE = re.compile(
    r"^(?:[A-Za-z_]\w*\s*=[^=]|import\s+\w|from\s+[\w.]+\s+import\b|(?:async\s+)?def\s+\w+\s*\(|class\s+\w|@\w"
    r"|\"\"\"|'''|%|if\s+__name__)",
    re.MULTILINE,
)
_MARKERS = tuple(
    re.compile(rf"^{marker}{{7}}(?: .*)?$", re.MULTILINE) for marker in ("<", "=", ">")
)
_SEEN = 4096
"""Bytes at the beginning that are looked at."""


def other_kind(data: bytes) -> str:
    """What a file is that can be neither a notebook nor Python source, and what to do.

    Returns the rest of a sentence that begins with the file's name, and a second sentence. Empty
    where the content may be either of the two.
    """
    head = data[:_SEEN].removeprefix(b"\xef\xbb\xbf")
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return "is empty. Open your work, save it, and submit it again."
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        for name, kind in _IN_ZIP:
            if name in data:
                return f"is {kind}, not a notebook or Python source. {_ITSELF}"
        return f"is a zip archive. {_UNPACK}"
    for beginning, kind, step in _BEGINNINGS:
        if head.startswith(beginning):
            return f"is {kind}. {step}"
    if _HTML.match(head):
        return f"is a web page (HTML), not the file that it shows. {_DOWNLOAD}"
    for pattern, kind, step in _OTHER_TEXT:
        if pattern.match(head):
            return f"is {kind}, not a notebook or Python source. {step}"
    return f"is not text. {_ITSELF}" if b"\0" in head else ""


def conflict(text: str) -> str:
    """What is said of text with conflict markers of Git; empty where there are none."""
    at, start = 0, 0
    for marker in _MARKERS:
        found = marker.search(text, at)
        if found is None:
            return ""
        start, at = start or found.start() + 1, found.end()
    line = text.count("\n", 0, start) + 1
    return (
        f"holds conflict markers of Git (line {line}): two versions were never merged. Keep one of"
        " them, check that the file opens, and submit it again."
    )


def not_json(text: str, error: ValueError | RecursionError) -> str:
    """What a file is that should be a notebook, where its text is no JSON."""
    if found := conflict(text):
        return found
    start = text.lstrip()
    if not start.startswith(("{", "[")) and _CODE.search(text):
        return (
            "is Python source, not a notebook. Give it a name that ends in .py, and submit it"
            " again."
        )
    cut = start.startswith("{") and not text.rstrip().endswith("}")
    detail = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
    detail += ", because it is cut off" if cut else ""
    return (
        f"is not a notebook: it is not valid JSON{detail}."
        " Open it in JupyterLab; if it does not open, go back to the last saved version."
    )


def not_python(text: str) -> str:
    """What a file is that should be Python source; empty where it may be that."""
    start = text.lstrip()
    if start.startswith("{") and '"cells"' in text and '"nbformat"' in text:
        return (
            "is a notebook, not Python source. Give it a name that ends in .ipynb, and submit it"
            " again."
        )
    return conflict(text)
