"""Whether a piece of source defines an exercise's function, and whether that is still the stub.

The decision is made on text alone, because the grader never parses learners' source as Python
outside the sandbox. It decides only what has to be known before anything is run: which of several
cells or files holds the work. Whether a function that was run counts as *not attempted* is decided
in the sandbox, on the syntax tree (`autograder.sandbox.inside.stubs`), and that decision alone
enters a mark. Both follow the same idea: docstrings and comments make no difference, and a body
that does nothing is a stub as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograder.data.runs import Found

_TRIPLE_QUOTED = re.compile(r'""".*?"""|\'\'\'.*?\'\'\'', re.DOTALL)
_NEXT_STATEMENT = re.compile(r"^\f?[^\s#)\]}]", re.MULTILINE)
_ONE_LINE = re.compile(r"def\s+\w+\s*\([^()]*\)[^:]*:\s*(\S.*)")
_ANY_FUNCTION = re.compile(r"^\f?(?:async[ \t]+)?def[ \t]+(\w{1,80})", re.MULTILINE)
_MOST = 200
"""How many functions are compared at most."""
_CLOSE = 0.75
"""How much of two names must agree, from 0 to 1."""
_DOES_NOTHING = re.compile(
    r"""pass|\.\.\.|\d+|[rRuUbB]{0,2}(?:"[^"]*"|'[^']*')|raise\s+NotImplementedError(?:\(.*)?"""
)


def defined_names(source: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that the source seems to define at its top level.

    A function, a class and an assignment count. The source is searched, not parsed.
    """
    return [name for name in names if name in source and _definition(name).search(source)]


def mentioned_names(source: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that the source may define in some way.

    It may do so deeper than at its left edge, or by an import.
    """
    names = [name for name in names if name in source]
    imported = imported_names(source, names)
    return [name for name in names if name in imported or _mention(name).search(source)]


def imported_names(source: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that an import of the source names."""
    return [name for name in names if name in source and _import(name).search(source)]


def similar_function(source: str, name: str, others: Iterable[str]) -> str | None:
    """The function at the left edge of a source whose name is so close that `name` may be meant.

    Those called as one of `others` are not looked at.
    """
    taken = {name, *others}
    found = [other for other in _ANY_FUNCTION.findall(source) if other not in taken][:_MOST]
    if not found:
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, found, 1, _CLOSE)), None)


def other_spelling(source: str, name: str) -> str | None:
    """The function at the left edge of a source that is `name` but for capitals and underscores."""
    plain = name.replace("_", "").casefold()
    return next(
        (
            other
            for other in _ANY_FUNCTION.findall(source)
            if other != name and other.replace("_", "").casefold() == plain
        ),
        None,
    )


def definition_in(source: str, name: str, stub: str) -> Found:
    """Say whether `source` leaves the function `name` missing, a stub or defined.

    Parameters
    ----------
    source
        The text of a cell or of a whole file. Any text will do.
    name
        The function that the exercise asks for.
    stub
        The source of that function as learners received it.

    Returns
    -------
    ``"missing"`` where nothing at the left edge defines `name`. ``"stub"`` where the last
    definition is a ``def`` whose lines are those of `stub`, or do nothing (``pass``, ``...``, a
    constant, ``raise NotImplementedError``); docstrings, comments and blank lines are left out.
    ``"defined"`` in all other cases.
    """
    if name not in source:  # a search for lines takes longer
        return "missing"
    text = _TRIPLE_QUOTED.sub('""', source)
    definitions = list(_definition(name).finditer(text))
    if not definitions:
        return "missing"
    if not definitions[-1][0].startswith(("def", "\fdef")):
        return "defined"
    statements = _statements(text, definitions[-1])
    if all(_DOES_NOTHING.fullmatch(statement) for statement in statements):
        return "stub"
    text = _TRIPLE_QUOTED.sub('""', stub)
    given = _definition(name).search(text)
    return "stub" if given and statements == _statements(text, given) else "defined"


def _definition(name: str) -> re.Pattern[str]:
    """What a definition of `name` begins with."""
    escaped = re.escape(name)
    return re.compile(
        rf"^\f?(?:(?:async\s+)?(?:def|class)\s+{escaped}\b|{escaped}\s*[:=])", re.MULTILINE
    )


def _mention(name: str) -> re.Pattern[str]:
    """What may define `name` deeper than at the left edge, such as in an ``if`` or a class."""
    escaped = re.escape(name)
    return re.compile(
        rf"^[ \t\f]*(?:\w+[ \t]*,[ \t]*)*(?:(?:async\s+)?(?:def|class)\s+{escaped}\b"
        rf"|{escaped}[ \t]*[:=,])",
        re.MULTILINE,
    )


def _import(name: str) -> re.Pattern[str]:
    return re.compile(rf"^[ \t\f]*(?:from|import)\b[^\n]*\b{re.escape(name)}\b", re.MULTILINE)


def _statements(text: str, definition: re.Match[str]) -> list[str]:
    """The lines of a function without its signature, comments, blank lines and constants."""
    after = _NEXT_STATEMENT.search(text, definition.end())
    function = text[definition.start() : after.start() if after else len(text)]
    lines = [line.split(" #")[0].strip() for line in function.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if body := _ONE_LINE.match(lines[0]):
        return [body[1], *lines[1:]]
    signature = next((number for number, line in enumerate(lines, 1) if line.endswith(":")), 0)
    return lines[signature:]
