"""Whether code that does not parse would do so with a newer Python, and with which.

Each newer form is rewritten as an older one, and the result is parsed. Where that goes better, the
newer form was what stopped the parser.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable

Version = tuple[int, int]

_STRING = re.compile(r"(?P<prefix>\b[a-zA-Z]{1,2})?(?P<quote>\"\"\"|'''|\"|')")
_GENERIC = re.compile(r"\b(?:def|class|type)\s+\w+\s*\[")
_TYPE = re.compile(r"^([ \t]*)type[ \t]+(?=\w+\s*=[^=])", re.MULTILINE)
_EXCEPT = re.compile(
    r"^([ \t]*except\*?[ \t]+)((?:\w+\.)*[A-Z]\w*(?:\s*,\s*(?:\w+\.)*[A-Z]\w*)+)(\s*:)",
    re.MULTILINE,
)
"""Several exceptions without parentheses. A small letter is a name in the manner of Python 2."""
_DEEPEST = 20
"""Strings within strings. Nobody writes more."""


def needed(source: str, error: SyntaxError) -> str:
    """The Python that `source` needs, such as ``3.12``; empty where it fits no newer one either.

    Parameters
    ----------
    source
        Code that does not parse.
    error
        What the parser said of it.
    """
    found: list[Version] = []
    older = _with_older_forms(source, found)
    if not found:
        return ""
    try:
        ast.parse(older)
    except SyntaxError as still:
        if (still.lineno or 0) <= (error.lineno or 0):
            return ""
    except ValueError:
        return ""
    return "{}.{}".format(*max(found))


def _with_older_forms(source: str, found: list[Version]) -> str:
    """The source with forms of this Python only. Adds the Python of each newer form to `found`."""
    parts: list[str] = []
    code, at = 0, 0
    while at < len(source):
        if source[at] == "#":
            at = _line_end(source, at)
            continue
        string = _STRING.match(source, at)
        if string is None:
            at += 1
            continue
        end, version = _string_end(source, string, 0)
        if version > sys.version_info[:2]:
            found.append(version)
            lines = source.count("\n", at, end)
            parts += [source[code:at], '"""' + "\n" * lines + '"""' if lines else '""']
            code = end
        at = end
    parts.append(source[code:])
    return _older_statements("".join(parts), found)


def _older_statements(source: str, found: list[Version]) -> str:
    def rewrite(pattern: re.Pattern[str], version: Version, form: Callable[..., str]) -> None:
        nonlocal source
        if version > sys.version_info[:2]:
            source, count = pattern.subn(form, source)
            found.extend([version] * bool(count))

    source = _without_parameters(source, found)
    rewrite(_TYPE, (3, 12), lambda match: match[1])
    rewrite(_EXCEPT, (3, 14), lambda match: f"{match[1]}({match[2]}){match[3]}")
    return source


def _without_parameters(source: str, found: list[Version]) -> str:
    """The source without type parameters, such as the ``[T]`` of ``def first[T](x)``."""
    parts, code = [], 0
    for match in _GENERIC.finditer(source):
        depth, at = 1, match.end()
        while at < len(source) and depth:
            depth += (source[at] in "[({") - (source[at] in "])}")
            at += 1
        inside = source[match.end() : at - 1]
        version = (3, 13) if re.search(r"[^=!<>:]=[^=]", inside) else (3, 12)
        if not depth and version > sys.version_info[:2] and match.start() >= code:
            found.append(version)
            parts.append(source[code : match.end() - 1])
            code = at
    return "".join(parts) + source[code:]


def _string_end(source: str, string: re.Match[str], depth: int) -> tuple[int, Version]:
    """Where a string ends, and the Python that it needs."""
    prefix, quote = (string["prefix"] or "").lower(), string["quote"]
    if not set(prefix) & set("ft") or depth > _DEEPEST:
        return _plain_end(source, string.end(), quote), (3, 0)
    at, version = string.end(), (3, 14) if "t" in prefix else (3, 0)
    while at < len(source):
        if source.startswith(quote, at):
            return at + len(quote), version
        if source[at] == "\\":
            named = re.compile(r"\\N\{[^{}\n]*\}").match(source, at)
            at = named.end() if named else at + 2
        elif source[at] == "\n" and len(quote) == 1:
            return at, (3, 0)
        elif source[at] == "{" and source[at + 1 : at + 2] != "{":
            at, inner = _field_end(source, at + 1, quote, depth)
            version = max(version, inner)
        else:
            at += 2 if source[at] == "{" else 1
    return at, (3, 0)


def _plain_end(source: str, at: int, quote: str) -> int:
    while at < len(source) and not source.startswith(quote, at):
        if source[at] == "\n" and len(quote) == 1:
            return at
        at += 2 if source[at] == "\\" else 1
    return min(at + len(quote), len(source))


def _field_end(
    source: str, at: int, quote: str, depth: int, nested: int = 1
) -> tuple[int, Version]:
    """Where a field of an f-string ends, just after its ``}``, and the Python that it needs.

    Until Python 3.12 a field could hold no quote of its string's kind, no backslash, no comment, no
    further line in a string of one line, and no field in the field of a field.
    """
    version: Version = (3, 12) if nested > 2 else (3, 0)
    brackets, in_format = 0, False
    while at < len(source) and nested <= _DEEPEST:
        character = source[at]
        if character == "}" and not brackets:
            return at + 1, version
        if in_format and character == "{":
            at, inner = _field_end(source, at + 1, quote, depth, nested + 1)
            version = max(version, inner)
            continue
        if in_format:
            if character == "\n" or source.startswith(quote, at):
                return at, version
            at += 1
            continue
        string = _STRING.match(source, at)
        if string is not None:
            end, inner = _string_end(source, string, depth + 1)
            text = source[at:end]
            newer = quote in text or "\\" in text
            version = max(version, inner, (3, 12) if newer else (3, 0))
            at = end
            continue
        if character in "\\#" or (character == "\n" and len(quote) == 1):
            version = max(version, (3, 12))
        if character == "#":
            at = _line_end(source, at)
            continue
        brackets += (character in "([{") - (character in ")]}")
        in_format = character == ":" and not brackets
        at += 1
    return at, version


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    return end if end >= 0 else len(source)
