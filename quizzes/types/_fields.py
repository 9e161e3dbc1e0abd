"""Fields that question types share: texts, names, and the strict model that all models build on."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Prose: paragraphs, ``**strong**``, ``*emphasis*``, `` `code` `` and LaTeX in dollar signs."""

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NAME = r"^[A-Za-z][A-Za-z0-9_]*$"
FUNCTION = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
"""Lower-case words joined by hyphens. YAML needs quotes around an id such as ``"true"``."""

Name = Annotated[str, StringConstraints(pattern=NAME, max_length=40)]
"""The name of a parameter."""

FunctionName = Annotated[str, StringConstraints(pattern=FUNCTION)]
"""``reference.NAME`` of the course, or ``FILE.NAME`` of a file that the course declares."""

PATTERNS = {
    SLUG: "lower-case words and numbers joined by hyphens, such as forget-gate-2",
    NAME: "a name of letters, digits and underscores that begins with a letter, such as h_prev",
    FUNCTION: (
        "a function of the reference, or of a file that course.toml declares, such as "
        "reference.sigmoid or numbers.product"
    ),
}
"""What each pattern asks for, in words."""

Use = Literal["practice", "graded"]
"""What a question is for."""

Difficulty = Literal["easy", "medium", "hard"]
"""How hard the author expects a question to be."""


class Strict(BaseModel):
    """A frozen model that refuses unknown fields and converts no value silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    written_as: ClassVar[str] = ""
    """How an author writes it, for messages; empty where its required fields say enough."""


class Reply(Strict):
    """What a learner reads about a choice, and the misconception behind it where there is one."""

    feedback: Text
    misconception: Slug | None = None
