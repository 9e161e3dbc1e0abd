"""docs/authoring.md says of every field what it is, what it may hold, and how it is written."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

import autograder
from autograder.course.authoring.fields import FORMS, FieldFacts, field_facts, field_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"
FACTS = {f"{form.__name__}.{facts.name}": facts for form in FORMS for facts in field_facts(form)}


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == field_page(), (
        "run `gatewise author fields --out docs/authoring.md`"
    )


def test_every_form_that_authors_write_is_in_it() -> None:
    names = {form.__name__ for form in FORMS}
    assert names >= {"Unit", "Exercise", "Case", "Criterion", "Misconception", "Recipe", "Drawn"}
    assert names - {"Case"} <= set(autograder.__all__)
    assert len(FACTS) > 40


@pytest.mark.parametrize("name", FACTS)
def test_a_field_is_described_and_its_example_is_python(name: str) -> None:
    facts = FACTS[name]
    assert facts.meaning.endswith(".")
    code = facts.example.strip("`")
    assert facts.example == f"``{code}``", "one example, as code"
    ast.parse(code, mode="eval")
    if facts.type in ("float", "int") or facts.type.startswith("tuple"):
        assert facts.range, "which numbers, or how many?"


@pytest.mark.parametrize(
    "name",
    [
        *("Unit.title", "Unit.summary", "Exercise.stub", "Exercise.hints", "Criterion.name"),
        *("Recipe.name", "Misconception.title", "Misconception.explanation", "Misconception.hint"),
    ],
)
def test_what_learners_read_says_which_markup_it_may_have(name: str) -> None:
    assert "plain" in FACTS[name].text
    assert ("LaTeX" in FACTS[name].text) == (name == "Exercise.stub")


@dataclass
class Form:
    """A form.

    Parameters
    ----------
    first, second
        Two numbers. Range: 0 or more; 3 at most. Example:
        ``2``. Text: plain.
    third
        A name.
    """

    first: int
    second: int = 1
    third: str = ""


def test_sentences_with_a_label_become_columns() -> None:
    assert list(field_facts(Form)) == [
        FieldFacts("first", "int", "", "Two numbers.", "0 or more; 3 at most", "``2``", "plain"),
        FieldFacts("second", "int", "1", "Two numbers.", "0 or more; 3 at most", "``2``", "plain"),
        FieldFacts("third", "str", "''", "A name."),
    ]


def test_a_field_without_a_paragraph_is_an_error() -> None:
    @dataclass
    class Silent:
        """A form."""

        size: int = 0

    with pytest.raises(KeyError, match="size"):
        list(field_facts(Silent))
