"""The docstrings of what authors write go in; a page with every field comes out.

The page is ``docs/authoring.md``. The docstring of a class has a paragraph for each field. Some of
its sentences begin with *Range:*, *Example:* or *Text:*, and become columns.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any

from autograder.course.authoring.definitions import Exercise, Misconception, Recipe, Unit
from autograder.data.answer_key import Case
from autograder.data.criteria import Criterion
from autograder.data.declared import Drawn
from autograder.data.tolerance import Tolerance

FORMS: tuple[type[Any], ...] = (
    Unit,
    Exercise,
    Criterion,
    Recipe,
    Case,
    Misconception,
    Drawn,
    Tolerance,
)
"""What is described, in the order in which an author meets it."""

_PLACES = {
    Unit: "`UNIT = Unit(…)` in `exercises/<unit>/__init__.py`.",
    Exercise: "At the top level of `exercises/<unit>/<slug>.py`.",
    Criterion: "In the `criteria` of an exercise.",
    Recipe: "In the `cases` of an exercise, made with `visible(name, draw, criterion, judge,"
    " paired_with)` or `hidden(…)`.",
    Case: "Nobody writes one: it is what a `Recipe` becomes, and what an answer key holds.",
    Misconception: "At the top level of a module in `exercises/misconceptions/<unit>/`, alone or in"
    " a tuple.",
    Drawn: "What `expect` returns in the place of an array of random numbers.",
    Tolerance: "The `tolerance` of an exercise.",
}
_LABEL = re.compile(r"(Range|Example|Text): ")
_HEAD = """# Fields that authors write

`gatewise author fields` makes this page from the docstrings, and a test compares the two. All names
come from `autograder`: `from autograder import Exercise, visible`.

Markdown and LaTeX are set in lessons, in the idea of a stub's docstring, and in questions
([their own page](../quizzes/bank/README.md)). Every other text is plain; where the table says so,
what stands between backticks is shown as code.
"""


@dataclass(frozen=True)
class FieldFacts:
    """What an author has to know of one field.

    Parameters
    ----------
    name, type, default
        As in the class; the default is empty where the field has to be given.
    meaning
        What the field is.
    range, example, text
        What it may hold, how it is written, and which markup its text may use. Empty where there
        is nothing to say.
    """

    name: str
    type: str
    default: str
    meaning: str
    range: str = ""
    example: str = ""
    text: str = ""


def field_facts(form: type[Any]) -> Iterator[FieldFacts]:
    """Yield the facts of each field of a dataclass, from its docstring.

    Parameters
    ----------
    form
        One of `FORMS`.

    Raises
    ------
    KeyError
        The docstring leaves a field out.
    """
    described = _paragraphs(inspect.cleandoc(form.__doc__ or ""))
    for field in fields(form):
        meaning, *labelled = _LABEL.split(described[field.name])
        facts = {
            label.lower(): words.strip().removesuffix(".")
            for label, words in zip(labelled[::2], labelled[1::2], strict=True)
        }
        yield FieldFacts(field.name, str(field.type), _default(field), meaning.strip(), **facts)


def field_page() -> str:
    """Return the page ``docs/authoring.md``: every field of every form in `FORMS`."""
    return "\n".join([_HEAD, *map(_section, FORMS)])


def _section(form: type[Any]) -> str:
    first = inspect.cleandoc(form.__doc__ or "").split("\n\n", 1)[0].replace("\n", " ")
    rows = [f"## {form.__name__}", "", first.replace("``", "`"), "", _PLACES[form], ""]
    rows += ["| field | type | is | may hold | example | text |", "|---|---|---|---|---|---|"]
    for facts in field_facts(form):
        cells = (
            f"`{facts.name}`",
            f"`{facts.type}`" + (f", `{facts.default}` if left out" if facts.default else ""),
            facts.meaning,
            facts.range,
            facts.example,
            facts.text,
        )
        rows.append(f"| {' | '.join(map(_cell, cells))} |")
    return "\n".join(rows) + "\n"


def _cell(words: str) -> str:
    return words.replace("``", "`").replace("|", "\\|")


def _paragraphs(docstring: str) -> dict[str, str]:
    """The description of each parameter under *Parameters*, on one line."""
    section = docstring.partition("Parameters\n----------\n")[2].split("\n\n")[0]
    found: dict[str, str] = {}
    names: list[str] = []
    for line in section.splitlines():
        if line.startswith(" "):
            for name in names:
                found[name] = f"{found.get(name, '')} {line.strip()}".strip()
        else:
            names = line.split(", ")
    return found


def _default(field: Field[Any]) -> str:
    if field.default is not MISSING:
        return repr(field.default)
    return "" if field.default_factory is MISSING else repr(field.default_factory())
