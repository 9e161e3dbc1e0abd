"""Text from learner code is safe to print."""

from __future__ import annotations

import pytest

from autograder.data.text import clean


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain σ\n\ttab", "plain σ\n\ttab"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("\x1bPq#0\x1b\\x", "x"),
        ("\x1b]52;c;ZXZpbA==", ""),
        ("a\x08b\x00c\x7f", "abc"),
        ("50%\rdone", "50%\ndone"),
        ("a\r\nb", "a\nb"),
        ("\u202edcba", "dcba"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\x1bc", ""),
        ("\x1b(Bx", "x"),
        ("<b>kept for the one who escapes</b>", "<b>kept for the one who escapes</b>"),
    ],
)
def test_escapes_and_unseen_characters_go(given: str, shown: str) -> None:
    assert clean(given) == shown


def test_long_text_is_cut_and_says_so() -> None:
    assert clean("x" * 100, 10) == "x" * 9 + "…"
