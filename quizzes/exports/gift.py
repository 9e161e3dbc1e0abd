"""GIFT, Moodle's text format, as https://docs.moodle.org/en/GIFT_format describes it."""

from __future__ import annotations

from collections.abc import Sequence

from quizzes.exports._common import Export, note_losses
from quizzes.types import AskedQuestion, LeftOut
from quizzes.types._gift import rich


def to_gift(questions: Sequence[AskedQuestion], category: str = "Gatewise") -> Export:
    """Return all questions in one file, in a category of their own; keys are included."""
    left_out = LeftOut()
    carried, parts = [], [f"$CATEGORY: $course$/{category}\n"]
    for question in questions:
        body = question.gift(left_out)
        if body is not None:
            note_losses(left_out, question, hints=True, points=True)
            left_out.add("The source is not part of the format", question.id)
            tags = "".join(f" [tag:{tag}]" for tag in (*question.concepts, question.difficulty))
            answers = "\n".join([*body, f"####{rich(question.explanation)}"])
            head = f"// [id:{question.id}]{tags}\n::{question.id}::[html]{rich(question.prompt)}"
            parts.append(f"{head}{{\n{answers}\n}}\n")
            carried.append(question.id)
    return Export("\n".join(parts), tuple(carried), left_out.sentences())
