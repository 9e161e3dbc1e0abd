"""The one walk over nested values: it finds texts, and puts numbers into them."""

from __future__ import annotations

from quizzes.text import counted, filled, in_words, mapped, plain_number, texts


def test_texts_come_with_their_places() -> None:
    value = {"a": "x", "b": [1, "y", {"c": ("z", None)}]}

    assert list(texts(value)) == [(("a",), "x"), (("b", 1), "y"), (("b", 2, "c", 0), "z")]
    assert list(texts("x", ("outer",))) == [(("outer",), "x")]
    assert list(texts(3)) == []


def test_names_are_filled_in_and_unknown_ones_stay() -> None:
    value = {"a": "{{H}} and {{ D }}", "b": ("{{x}}", 2)}

    assert filled(value, {"H": "3", "D": "4"}) == {"a": "3 and 4", "b": ["{{x}}", 2]}
    assert mapped([1, [2, {"a": 3}]], lambda leaf: leaf * 2) == [2, [4, {"a": 6}]]


def test_numbers_and_counts_are_written_plainly() -> None:
    assert [plain_number(value) for value in (3.0, 0.7310586, 1e20)] == ["3", "0.731059", "1e+20"]
    assert [counted(number, "row") for number in (0, 1, 1.5)] == ["0 rows", "1 row", "1.5 rows"]
    assert in_words(["forget-gate", "cell-state"]) == "forget gate, cell state"
