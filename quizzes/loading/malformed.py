"""What the YAML parser complains of, as what an author sees and what to write instead."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from quizzes.loading.scalars import quoted
from quizzes.types import Fault

Position = tuple[int, int]
"""Line and column, both counted from one."""

OPENING = re.compile(r"^\s*(?:- +)*(?:[A-Za-z_][\w-]*: +)?(?P<value>.*)$")
"""A line of a file: what stands behind its dashes and its name is the value."""

REMEDIES = {
    "mapping values are not allowed": (
        "a second `: ` on this line",
        "text with `: ` in quotes, or on lines below after `>`",
    ),
    "mapping keys are not allowed": (
        "a `? ` at the beginning of a text, which YAML takes for a key",
        "the text in quotes",
    ),
    "found character '\\t'": ("a tab", "spaces in its place"),
    "but found another document": (
        "a second document after `---`",
        "one topic in a file: put the other into its own",
    ),
    "found undefined alias": (
        "a `*` at the beginning of a text, which YAML takes for an alias",
        "the text in quotes",
    ),
    "alphabetic or numeric character": (
        "a `*`, `&` or `!` at the beginning of a text",
        "the text in quotes",
    ),
    "expected URI": ("a `!` at the beginning of a text", "the text in quotes"),
    "that cannot start any token": (
        "a text that begins with a sign YAML keeps for itself",
        "the text in quotes",
    ),
    "sequence entries are not allowed": (
        "a `- ` behind something else",
        "each `- ` on a line of its own, or the text in quotes",
    ),
    "found unexpected end of stream": (
        "a quote that is never closed",
        "the same quote at the end of the text",
    ),
    "could not find expected ':'": (
        "a line without `:`",
        "`name: value`, or text indented below its name",
    ),
    "expected <block end>": (
        "a line that does not stand below its neighbours, or text behind a closed quote",
        (
            "the same number of spaces before the lines of one list or mapping, and quotes around a"
            " whole text"
        ),
    ),
    "<document start>": (
        "a line that stands elsewhere than the first",
        "`topic:`, `title:`, `use:` and `questions:` all at the beginning of their lines",
    ),
    "expected ',' or": (
        "a list or mapping in brackets that does not go on rightly",
        "entries with commas between them, and text with `, : [ ] { }` in quotes",
    ),
    "expected the node content": (
        "a list or mapping in brackets that breaks off",
        "its end: ] or }",
    ),
    "special characters are not allowed": (
        "a character that no text has",
        "plain text; take it away, or type the line anew",
    ),
}
"""What the parser complains of, as what an author sees and what to write instead."""


def malformed(error: Exception, text: str) -> tuple[Position, Fault]:
    """Return the fault behind an error of the parser, and where in the file it is."""
    position, lines = _place(error, text), text.split("\n")
    line = lines[position[0] - 1] if position[0] <= len(lines) else ""
    said = _said(error)
    if commented := _comment_inside(said, position, lines):
        return commented
    value = OPENING.match(line.rstrip("\r"))
    found = _escape(said, line, position) or _first_sign(said, value["value"] if value else "")
    if found is None:
        found = next((remedy for words, remedy in REMEDIES.items() if words in said), None)
    seen, expected = found or (
        f"no YAML ({said})",
        "well-formed YAML: look at this line and the one before it",
    )
    if character := re.search(r"#x([0-9a-fA-F]+)", said):
        seen += f" (the control character U+{int(character[1], 16):04X})"
    return position, Fault((), seen, expected)


def _said(error: Exception) -> str:
    """Return what the parser complained of, with what it was reading."""
    if not isinstance(error, MarkedYAMLError):
        return f"{error} {getattr(error, 'reason', '')}".replace("\n", " ").strip()
    if _ran_on(error) and "quoted" in str(error.context):
        return "found unexpected end of stream"
    if "block scalar" in str(error.context):
        return "a block scalar begins here"
    return str(error.problem or error.context)


def _escape(said: str, line: str, position: Position) -> tuple[str, str] | None:
    """Return what is said about an escape in double quotes that YAML does not know."""
    if isinstance(said, str) and not re.search("escape (character|sequence)|too large", said):
        return None
    begins = line.rfind("\\", 0, position[1])
    found = re.match(r"\\(?:[A-Za-z]+|.)", line[begins:]) if begins >= 0 else None
    name = found[0] if found else "\\"
    return (
        "a single backslash in double quotes",
        f"two backslashes there, or none of the quotes: write `\\{name}`, or leave the quotes out",
    )


def _first_sign(said: str, value: str) -> tuple[str, str] | None:
    """Return what is said about a text whose first character YAML reads as a sign of its own."""
    first, whole = value[:1], f"the whole text in quotes: {quoted(value)}"
    if "block scalar" in said:
        return (
            f"a text that begins with `{first}`, after which YAML expects the text on the lines"
            " below",
            whole,
        )
    if "<block end>" in said and first in ("{", "["):
        kind = "mapping" if first == "{" else "list"
        return f"a text that begins with `{first}`, which YAML reads as a {kind}", whole
    if "<block end>" in said and first in ("'", '"'):
        other = '"' if first == "'" else "'"
        return (
            "text behind a closed quote",
            f"quotes around a whole text; a {first} inside it needs {other} around it",
        )
    if "expected the node content" in said and first in ("}", "]", ","):
        return f"a text that begins with `{first}`, a sign YAML keeps for itself", whole
    if "that cannot start any token" in said and "'\\t'" not in said and first in ("%", "@", "`"):
        return f"a text that begins with a sign YAML keeps for itself, `{first}`", whole
    return None


def _comment_inside(
    said: str, position: Position, lines: list[str]
) -> tuple[Position, Fault] | None:
    """Return the fault of a ` #` that ended a text although its next line goes on."""
    number = position[0] - 2
    if "<block end>" not in said and "expected ':'" not in said:
        return None
    cut = re.search(r"\s(#)", lines[number]) if 0 <= number < len(lines) else None
    if not cut or re.match(r"\s*(- |[A-Za-z_]+:( |$))", lines[number + 1]):
        return None
    return (number + 1, cut.start(1) + 1), Fault(
        (),
        "a `#` behind a space, where YAML ends the text although the next line goes on",
        "the whole text in quotes, or a comment on a line of its own",
    )


def _place(error: Exception, text: str) -> Position:
    """Return where it went wrong.

    For quotes and brackets that is where they were opened, if the parser went on past that line.
    """
    if not isinstance(error, MarkedYAMLError):
        too_large = re.search(r"\\U(?!000|0010)[0-9A-Fa-f]{8}", text)
        index = too_large.start() if too_large and not isinstance(error, YAMLError) else 0
        before = text[: getattr(error, "position", index)]
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    mark = error.context_mark if _ran_on(error) else error.problem_mark or error.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _ran_on(error: MarkedYAMLError) -> bool:
    """Return whether quotes or brackets were opened on an earlier line than the error's."""
    opened, stumbled = error.context_mark, error.problem_mark
    inside = any(word in str(error.context) for word in ("flow", "quoted"))
    return bool(inside and opened and stumbled and stumbled.line > opened.line)
