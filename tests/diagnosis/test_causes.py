"""Slips that no misconception of the catalogue describes: the line, and what would make it right.

Each is written in a style of its own. `check` in a notebook says the same as the sandbox.
"""

from __future__ import annotations

import linecache
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import ExerciseGrade
from autograder.data.runs import Chunk
from autograder.grade import grade
from autograder.learner import laboratory
from autograder.learner.notebook import check_function
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission
from tests.conftest import UnitKey

HEAD = """\
import numpy as np

def squash(v):
    return (1 + np.tanh(v / 2)) / 2

def all_four(x_t, h_prev, P):
    s = [x_t @ P[f"W_{n}"].T + h_prev @ P[f"U_{n}"].T + P[f"b_{n}"] for n in "figo"]
    return squash(s[0]), squash(s[1]), np.tanh(s[2]), squash(s[3])

"""
STEP = """\
def lstm_step(x_t, h_prev, c_prev, params):
    forget, write, new, show = all_four(x_t, h_prev, params)
    memory = forget * c_prev + write * new
    h_t = show * np.tanh(memory)
    return h_t, memory
"""
BACK = """\
def one_back(dh, dc, x_t, h_prev, c_prev, params):
    f, i, g, o = all_four(x_t, h_prev, params)
    squashed = np.tanh(f * c_prev + i * g)
    dc = dc + dh * o * (1 - squashed ** 2)
    slopes = {
        "f": dc * c_prev * f * (1 - f),
        "i": dc * g * i * (1 - i),
        "g": dc * i * (1 - g ** 2),
        "o": dh * squashed * o * (1 - o),
    }
    grads = {}
    for n, dz in slopes.items():
        grads["W_" + n] = dz.T @ x_t
        grads["U_" + n] = dz.T @ h_prev
        grads["b_" + n] = dz.sum(axis=0)
    dx = sum(dz @ params["W_" + n] for n, dz in slopes.items())
    dh_prev = sum(dz @ params["U_" + n] for n, dz in slopes.items())
    return dx, dh_prev, dc * f, grads

"""
STEP_BACK = "lstm_step_backward = one_back\n"
THROUGH_TIME = """\
def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    h, c = [h_0], [c_0]
    for x_t in X:
        f, i, g, o = all_four(x_t, h[-1], params)
        c.append(f * c[-1] + i * g)
        h.append(o * np.tanh(c[-1]))
    dX = np.empty(X.shape)
    total = {name: np.zeros(array.shape) for name, array in params.items()}
    dh_next, dc_next = np.zeros(h_0.shape), np.zeros(c_0.shape)
    for t in range(len(X) - 1, -1, -1):
        back = one_back(dhs[t] + dh_next, dc_next, X[t], h[t], c[t], params)
        dX[t], dh_next, dc_next, grads = back
        for name in total:
            total[name] += grads[name]
    return dX, dh_next, dc_next, total
"""
CASES = {
    "the output gate is returned": (
        "lstm_step",
        HEAD + STEP.replace("return h_t, memory", "return h_t, show"),
        "return h_t, show",
        ["operand"],
        ("`show` stands where `memory` belongs", "o_t"),
    ),
    "a bias in the place of its gate": (
        "lstm_step",
        HEAD + STEP.replace("show * np.tanh", "params['b_o'] * np.tanh"),
        "h_t = params",
        ["operand"],
        ("`params['b_o']` stands where `show` belongs", "c_t"),
    ),
    "one gate computed from another": (
        "lstm_step",
        HEAD + STEP.replace("    memory =", "    write = squash(forget)\n    memory ="),
        "write = squash",
        ["extra statement"],
        ("`write` was right before this line, which computes it from `forget`",),
    ),
    "missing parentheses in a slope": (
        "lstm_step_backward",
        HEAD + BACK.replace("squashed * o * (1 - o)", "squashed * o * 1 - o") + STEP_BACK,
        '"o": dh',
        ["bracket"],
        ("look at its parentheses",),
    ),
    "carried gradients that start at one": (
        "lstm_sequence_backward",
        HEAD
        + BACK
        + THROUGH_TIME.replace(
            "= np.zeros(h_0.shape), np.zeros(c_0.shape)", "= np.ones(h_0.shape), np.ones(c_0.shape)"
        ),
        "dh_next, dc_next = np.ones",
        ["function"],
        ("starts from `np.ones", "`ones` stands where `zeros` belongs"),
    ),
    "activations that have changed places": (
        "lstm_step",
        HEAD
        + STEP.replace(
            "    forget, write, new, show = all_four(x_t, h_prev, params)\n",
            "    x, h, P = x_t, h_prev, params\n"
            "    s = [x @ P[f'W_{n}'].T + h @ P[f'U_{n}'].T + P[f'b_{n}'] for n in 'figo']\n",
        )
        .replace(
            "forget * c_prev + write * new", "squash(s[0]) * c_prev + np.tanh(s[1]) * squash(s[2])"
        )
        .replace("show * np", "squash(s[3]) * np"),
        "memory = squash",
        ["exchanged functions"],
        ("Two causes give the same numbers", "`np.tanh` and `squash` have changed places"),
    ),
}
NOTHING_ENTERS = HEAD + (
    "def lstm_sequence_backward(dhs, X, h_0, c_0, params):\n"
    "    zero = {name: 0 * array for name, array in params.items()}\n"
    "    return 0 * X, 0 * h_0, 0 * c_0, zero\n"
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(allow_unsafe=True) as running:
        yield running


def key_of(slug: str, unit_key: UnitKey) -> AnswerKey:
    return unit_key("cell" if slug == "lstm_step" else "backprop")


def graded(slug: str, source: str, unit_key: UnitKey, sandbox: Sandbox) -> ExerciseGrade:
    key = key_of(slug, unit_key)
    work = Submission("ada", key.unit, (Chunk("work.py", source),))
    found = {result.slug: result for result in grade(work, key, sandbox).exercises}
    return found[slug]


def checked(slug: str, source: str, unit_key: UnitKey) -> ExerciseGrade:
    """What `check` says in a notebook, with the visible cases alone."""
    name = f"<the cell of {slug}>"
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
    space: dict[str, Any] = {}
    exec(compile(source, name, "exec"), space)
    key = key_of(slug, unit_key).public()
    exercise = key.exercise(slug)
    assert exercise is not None
    return check_function(space[slug], exercise, key)


def is_told(result: ExerciseGrade, source: str, line: str, edits: list[str]) -> str:
    """All that is said, where it is about the line that begins so."""
    assert result.diagnosis is not None
    assert result.diagnosis.kind == "explained"
    number = result.diagnosis.place[1]
    assert source.split("\n")[number - 1].strip().startswith(line)
    assert [edit.kind for edit in result.diagnosis.edits] == edits
    return f"{result.message} {result.next_step}"


@pytest.mark.parametrize(("slug", "source", "line", "edits", "words"), CASES.values(), ids=CASES)
def test_the_line_and_the_cause_are_said_in_grading(
    slug: str,
    source: str,
    line: str,
    edits: list[str],
    words: tuple[str, ...],
    *,
    unit_key: UnitKey,
    sandbox: Sandbox,
) -> None:
    said = is_told(graded(slug, source, unit_key, sandbox), source, line, edits)
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(("slug", "source", "line", "edits", "words"), CASES.values(), ids=CASES)
def test_check_says_the_same(
    slug: str,
    source: str,
    line: str,
    edits: list[str],
    words: tuple[str, ...],
    *,
    unit_key: UnitKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(laboratory, "SECONDS", 60.0)  # for busy machines
    said = is_told(checked(slug, source, unit_key), source, line, edits)
    assert [word for word in words if word not in said] == []


def test_gradients_that_are_all_zero_are_said_to_reach_nothing(unit_key: UnitKey) -> None:
    result = checked("lstm_sequence_backward", NOTHING_ENTERS, unit_key)
    assert "Nothing of dhs reaches your result" in result.message


@pytest.mark.parametrize(
    ("slug", "source"),
    [
        ("lstm_step", HEAD + STEP),
        ("lstm_step_backward", HEAD + BACK + STEP_BACK),
        ("lstm_sequence_backward", HEAD + BACK + THROUGH_TIME),
    ],
)
def test_what_these_slips_were_made_from_is_right(
    slug: str, source: str, unit_key: UnitKey
) -> None:
    assert checked(slug, source, unit_key).status == "passed"
