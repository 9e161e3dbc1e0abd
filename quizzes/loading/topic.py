"""A topic: one file of the bank with its questions."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, TypeAdapter

from quizzes.types import AnyWritten, Slug, Strict, Text, Use


class Topic(Strict):
    """One file of the bank; ``order`` is its place among the others, as in the course."""

    written_as: ClassVar[str] = "a topic: the lines `topic:`, `title:`, `use:` and `questions:`"

    topic: Slug
    title: Text
    use: Use
    order: int = Field(default=1000, ge=0)
    questions: tuple[AnyWritten, ...] = Field(min_length=1, strict=False)


TOPIC: TypeAdapter[Topic] = TypeAdapter(Topic)
"""Reads the raw values of a file."""
