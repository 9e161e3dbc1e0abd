"""What is shown without names holds none: no learner, no comment, no text, no telling variable."""

from __future__ import annotations

import pytest

from autograder.data.runs import Chunk
from autograder.report.class_report.anonymous import (
    LONGEST_EXAMPLE,
    example,
    numbered,
    parts_of,
)

NAMES = parts_of(["Ann-Marie O'Brien", "max", "ray02", "Li Wu"])

WITH_NAMES = '''# Ann Brien, group 3
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    """Ann's gate."""
    print("ann was here", f"by ann {x_t}")  # ann
    z = np.maximum(x_t @ W_f.T, 0) + np.array(b_f)
    return params["W_f"] * np.tanh(z)
'''


def shown(source: str, slug: str = "forget_gate", **fields: str) -> str:
    return example((Chunk("a cell", source, **fields),), slug, NAMES)


def test_comments_docstrings_and_texts_are_left_out() -> None:
    assert shown(WITH_NAMES) == (
        "def forget_gate(x_t, h_prev, W_f, U_f, b_f):\n"
        "    print('…', f'…{x_t}')\n"
        "    z = np.maximum(x_t @ W_f.T, 0) + np.array(b_f)\n"
        "    return params['W_f'] * np.tanh(z)"
    )


@pytest.mark.parametrize(
    "name", ["ann", "ann_gate", "annGate", "gate_of_brien", "obrienmarie", "p['ann']"]
)
def test_code_that_names_somebody_is_no_example(name: str) -> None:
    assert shown(f"def forget_gate(x):\n    {name} = 1\n    return x\n") == ""


@pytest.mark.parametrize("name", ["np.max(x)", "max(x)", "np.array(x)", "channel", "li"])
def test_what_numpy_and_python_call_things_is_no_name(name: str) -> None:
    assert shown(f"def forget_gate(x):\n    return {name}\n")


@pytest.mark.parametrize(
    "source",
    [
        "def forget_gate(x:\n    return x\n",
        "def other(x):\n    return x\n",
        "",
        "\0def forget_gate(x):\n    return x\n",
        "def forget_gate(x):\n    return " + "-" * 15_000 + "x\n",
        "def forget_gate(x):\n" + "    x = x + 1\n" * LONGEST_EXAMPLE,
        "def forget_gate(x):\n    return x\n" + "#" * 30_000,
    ],
    ids=["syntax", "another", "empty", "null", "deep", "long", "large"],
)
def test_what_cannot_be_read_or_shown_is_no_example(source: str) -> None:
    assert shown(source) == ""


def test_the_function_of_the_exercises_own_cell_is_shown() -> None:
    chunks = (
        Chunk("own", "def forget_gate(x):\n    return 1\n", solves="forget_gate"),
        Chunk("scratch", "def forget_gate(x):\n    return 2\n"),
    )
    assert "return 1" in example(chunks, "forget_gate", ())
    assert "return 2" in example(chunks[1:], "forget_gate", ())


def test_numbers_tell_nothing_of_names() -> None:
    learners = [f"learner-{letter}" for letter in "abcdefgh"]
    first, second = numbered(learners, b"a secret"), numbered(learners, b"another")
    assert set(first.values()) == {f"learner {number}" for number in range(1, 9)}
    assert first == numbered(reversed(learners), b"a secret")
    assert first != second
    assert list(first) != sorted(first)
