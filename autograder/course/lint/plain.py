"""Rules for texts that are shown as they are, in terminals as well: no LaTeX and no Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.course.authoring import Exercise, Misconception
from autograder.course.lint.equations import without_code
from autograder.course.lint.places import Written
from autograder.course.lint.problem import Place, Problem

_LATEX = re.compile(r"\$[^$\n]+\$|\\[A-Za-z]{2,}")
_MARKDOWN = re.compile(r"\*\*[^*\n]+\*\*|!?\[[^\]\n]+\]\([^)\n]+\)|<[a-z]+[^>\n]*>")


def exercise_texts(exercise: Exercise, written: Written) -> Iterator[Problem]:
    """Find texts of an exercise that learners would read with LaTeX or Markdown in them."""
    for hint in exercise.hints:
        yield from _not_plain("a hint", hint, exercise.slug, written.at("hints", hint))
    for number, criterion in enumerate(exercise.criteria):
        place = written.at_item("criteria", number)
        yield from _not_plain("a criterion", criterion.name, exercise.slug, place)
    for recipe in exercise.cases:
        place = written.at("cases", recipe.name)
        yield from _not_plain("the name of a case", recipe.name, exercise.slug, place)
    place = written.at("afterwards")
    yield from _not_plain("`afterwards`", exercise.afterwards, exercise.slug, place)


def misconception_texts(misconception: Misconception, written: Written) -> Iterator[Problem]:
    """Find texts of a misconception that learners would read with LaTeX or Markdown in them."""
    where = f"{misconception.slug} in {misconception.replaces}"
    for field in ("title", "explanation", "hint"):
        text = getattr(misconception, field)
        yield from _not_plain(f"its {field}", text, where, written.at(field))


def _not_plain(what: str, text: str, where: str, place: Place) -> Iterator[Problem]:
    bare = without_code(text)
    for kind, pattern in (("LaTeX", _LATEX), ("Markdown", _MARKDOWN)):
        found = pattern.search(bare)
        if found:
            yield Problem(
                "text",
                where,
                f"`{found[0]}` in {what} is {kind}, and this text is shown as it is. Write it in"
                " plain words, with `code` between backticks.",
                place,
            )
