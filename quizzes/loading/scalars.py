r"""What YAML takes away from a text, or makes of it, without saying so.

In double quotes YAML reads `\t` as a tab, so that `\tanh` loses its backslash and its `t`. A ` #`
ends a text that stands without quotes. `&name` and `!` at its beginning are read as signs of YAML.
Each is found in the source of a text, because its value no longer shows it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml.nodes import ScalarNode

from quizzes.text import shortened

PROSE = {
    "title",
    "prompt",
    "explanation",
    "source",
    "hints",
    "text",
    "feedback",
    "otherwise",
    "label",
    "unit",
    "accept",
    "answer",
}
"""Fields that hold a text for learners; a comment behind any other field is only a comment."""

ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
"""An escape in double quotes."""

CONTROL = {
    "0": "a NUL character",
    "a": "a bell",
    "b": "a backspace",
    "t": "a tab",
    "\t": "a tab",
    "v": "a vertical tab",
    "f": "a form feed",
    "r": "a carriage return",
    "e": "an escape character",
    "N": "the control character U+0085",
    "L": "the line separator U+2028",
    "P": "the paragraph separator U+2029",
}
"""Escapes that always make a control character."""

AFTER_N = re.compile(
    "n(u|abla|eq?|eg|i|ot(in)?|ewline|olimits|onumber|atural|earrow|warrow|exists|mid|[lg]eq|gtr"
    "|subseteq|parallel|cong|prec|sim|(left|right)arrow)"
)
r"""Commands of LaTeX behind `\n`, which is a line break otherwise."""

AFTER_X = {"xcancel"}
"""Commands of LaTeX that begin like a character code."""

AS_COMMENT = re.compile(r"(?:  +|\t[ \t]*)#(?: |$)")
"""How a comment is set off from a value. One space before `#` is how people write prose."""


@dataclass(frozen=True)
class Lost:
    """What YAML took from a text: where (an index into the file), what was seen and expected."""

    index: int
    seen: str
    expected: str


def lost_in(node: ScalarNode, file: str, field: str) -> Iterator[Lost]:
    """Yield what the source of a scalar says and its value does not.

    Parameters
    ----------
    node
        The scalar.
    file
        The text of the whole file.
    field
        The name of the field that it stands in.
    """
    start, end = node.start_mark.index, node.end_mark.index
    source = file[start:end]
    if node.style == '"':
        yield from _escapes(source, start)
    elif node.style is None and source:
        yield from _tag(source, start)
        if field in PROSE and str(node.tag).endswith(":str"):
            yield from _comment(source, file, end)


def _escapes(source: str, start: int) -> Iterator[Lost]:
    """Yield one fault for all escapes of a text that were not meant as such."""
    eaten = [
        (found.start(), *said)
        for found in ESCAPE.finditer(source)
        if (said := _escape(found[1], source, found.start()))
    ]
    if not eaten:
        return
    index, written, made = eaten[0]
    others = [
        f"`{name}`" for name in dict.fromkeys(name for _, name, _ in eaten) if name != written
    ]
    more = f" (also {', '.join(others[:5])}{', …' if len(others) > 5 else ''})" if others else ""
    yield Lost(
        start + index,
        f"`{written}` in double quotes, where YAML makes {made}{more}",
        f"a text as it is meant: write `\\{written}`, or leave the quotes out",
    )


def _escape(code: str, source: str, at: int) -> tuple[str, str] | None:
    """Return what stands there and what YAML makes of it; None for an escape that is meant."""
    word = re.match(r"[A-Za-z]+", source[at + 1 :])
    name = word[0] if word else ""
    inside = source[:at].replace(r"\\$", "").count("$") % 2 == 1
    written = "\\" + (name if len(name) > 1 else code.replace("\t", " "))
    if code in CONTROL:
        what = CONTROL[code]
        return written, f"{what} of `\\{code.strip() or 't'}`, a control character"
    if code == "n" and ((inside and len(name) > 1) or AFTER_N.fullmatch(name)):
        return written, "a line break of `\\n`"
    if code == "_":
        return written, "a no-break space of `\\_`"
    if code == " " and inside:
        return written, "a plain space of `\\ `"
    if code[0] in "xuU" and len(code) > 1:
        return _character(code, name, written, inside)
    return None


def _character(code: str, name: str, written: str, inside: bool) -> tuple[str, str] | None:
    """Judge an escape that gives a character by its number."""
    number = int(code[1:], 16)
    made = f"U+{number:04X} of `\\{code}`"
    if number > 0x10FFFF or is_control(chr(number)):
        return f"\\{code}", f"the control character {made}"
    if (inside and re.fullmatch(r"[A-Za-z]+", code)) or name in AFTER_X:
        return written, f"the character {made}"
    return None


def is_control(character: str) -> bool:
    """Return whether no text of a question can hold a character: only line breaks are allowed."""
    number = ord(character)
    return character != "\n" and (
        unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or number & 0xFFFE == 0xFFFE
        or 0xFDD0 <= number <= 0xFDEF
    )


def lost_anchor(node: ScalarNode, file: str) -> Lost | None:
    """Return what is lost where `&name` was meant as text: no alias repeats it anywhere."""
    source = file[node.start_mark.index : node.end_mark.index]
    if node.anchor is None or node.style is not None or not source.startswith("&"):
        return None
    return Lost(
        node.start_mark.index,
        f"`&{node.anchor}` at the beginning of a text, which YAML takes for an anchor and drops",
        f"the text in quotes: {quoted(source)}",
    )


def _tag(source: str, start: int) -> Iterator[Lost]:
    """Yield an exclamation mark at the beginning of a text, which YAML takes away."""
    if source.startswith("! "):
        yield Lost(
            start,
            "`!` at the beginning of a text, which YAML takes for a tag and drops",
            f"the text in quotes: {quoted(source)}",
        )


def _comment(source: str, file: str, end: int) -> Iterator[Lost]:
    """Yield a ` #` that cut a text short, unless it is set off as comments are."""
    rest = rest_of_line(file, end)
    if not re.match(r"[ \t]+#", rest) or AS_COMMENT.match(rest):
        return
    whole = source + rest
    yield Lost(
        end + rest.index("#"),
        f"a `#` behind a space, where YAML ends the text and drops {shortened(rest.strip())!r}",
        f"the text in quotes ({quoted(whole)}), or a comment on a line of its own",
    )


def rest_of_line(file: str, index: int) -> str:
    """Return what stands from `index` to the end of its line."""
    end = file.find("\n", index)
    return file[index:end] if end >= 0 else file[index:]


def quoted(text: str) -> str:
    """Return a text, shortened, in the single quotes that keep it as it is."""
    return "'" + shortened(text).replace("'", "''") + "'"
