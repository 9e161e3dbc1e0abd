"""Find the equations in Markdown, and dollar signs that belong to none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograder.course.lint.problem import Place, Problem, did_you_mean

_FENCE = re.compile(r"^(```|~~~).*?(?:^\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_INLINE = re.compile(r"(?<!\\)\$((?:\\.|[^$\\])+?)(?<!\\)\$", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(begin|end)\{([^{}]*)\}")
_ALIGNED = ("aligned", "align", "align*", "alignedat", "split", "gathered", "cases", "array")
_ENVIRONMENTS = (
    *_ALIGNED,
    "matrix",
    "pmatrix",
    "bmatrix",
    "Bmatrix",
    "vmatrix",
    "Vmatrix",
    "smallmatrix",
)
_DOLLAR = re.compile(r"(?<!\\)\$+")


@dataclass(frozen=True)
class Equation:
    """An equation in an author's text.

    Parameters
    ----------
    latex
        What stands between the dollar signs.
    where
        The exercise or the lesson.
    place
        The line on which it begins.
    """

    latex: str
    where: str
    place: Place


def equations(markdown: str, where: str, start: Place) -> Iterator[Equation]:
    """Find every equation that a notebook would set, displayed or within a sentence.

    Parameters
    ----------
    markdown
        The text.
    where
        The exercise or the lesson.
    start
        The file, and the line on which the text begins.
    """
    text = without_code(markdown)
    for pattern in (_DISPLAY, _INLINE):
        for match in pattern.finditer(text):
            yield Equation(match[1].strip(), where, line_of(text, match.start(), start))
        text = pattern.sub(_blank, text)


def unrendered(equation: Equation, render: Callable[[str], object]) -> Iterator[Problem]:
    """Find an equation that no page can set.

    Parameters
    ----------
    equation
        The equation.
    render
        Sets a formula; raises ``ValueError`` with the reason where it cannot.
    """
    reason = _unpaired(equation.latex)
    if not reason:
        try:
            render(_ENVIRONMENT.sub(_plain_environment, equation.latex))
        except ValueError as error:
            reason = str(error)
    if reason:
        yield Problem(
            "equation",
            equation.where,
            f"{reason[:1].upper()}{reason[1:]}. Every equation should be valid LaTeX. Correct it.",
            equation.place,
        )


def _unpaired(latex: str) -> str:
    """What begins and does not end, or ends otherwise; empty where all is paired."""
    open_ones: list[str] = []
    for word, name in _ENVIRONMENT.findall(latex):
        if name not in _ENVIRONMENTS:
            return f"there is no environment {name!r}{did_you_mean(name, _ENVIRONMENTS)}".rstrip(
                "?."
            )
        if word == "begin":
            open_ones.append(name)
        elif not open_ones or open_ones.pop() != name:
            return f"\\end{{{name}}} has no \\begin{{{name}}}"
    if open_ones:
        return f"\\begin{{{open_ones[-1]}}} has no \\end{{{open_ones[-1]}}}"
    lefts, rights = (len(re.findall(rf"\\{word}(?![a-zA-Z])", latex)) for word in ("left", "right"))
    return "" if lefts == rights else f"{lefts} \\left and {rights} \\right do not pair up"


def _plain_environment(match: re.Match[str]) -> str:
    """A kind of lines in columns that every renderer knows: for the check they are all alike."""
    return f"\\{match[1]}{{matrix}}" if match[2] in _ALIGNED else match[0]


def lone_dollars(markdown: str, where: str, start: Place) -> Iterator[Problem]:
    """Find dollar signs without a partner, which would be shown as they are."""
    text = _INLINE.sub(_blank, _DISPLAY.sub(_blank, without_code(markdown)))
    match = _DOLLAR.search(text)
    if match:
        yield Problem(
            "equation",
            where,
            f"`{match[0]}` has no partner, so the equation that it begins or ends is not set."
            " Equations should stand between two `$`, or two `$$`. Add the other one, or write \\$"
            " for a plain dollar sign.",
            line_of(text, match.start(), start),
        )


def without_code(markdown: str) -> str:
    """The text with code blocked out, every character in its place."""
    return _CODE.sub(_blank, _FENCE.sub(_blank, markdown))


def line_of(text: str, position: int, start: Place) -> Place:
    """The place of a character of a text that begins at a place."""
    return Place(start.file, start.line + text.count("\n", 0, position))


def _blank(match: re.Match[str]) -> str:
    """As many blanks, so that what follows stays in its place."""
    return re.sub(r"[^\n]", " ", match[0])
