"""The quiz in a terminal and through a pipe, and what it remembers."""

from __future__ import annotations

import re
from typing import Any

from quizzes.text import texts, to_plain


def test_no_formula_is_shown_as_it_was_written(whole_bank: Any) -> None:
    for question in whole_bank.questions:
        for _, text in texts(question.model_dump()):
            plain = to_plain(text)
            assert not re.search(
                r"\\[a-zA-Z]|\$|_\{|\^\{|[{}]", plain.replace("{{", "").replace("}}", "")
            ), (question.id, plain)
