"""Which changes of a statement are tried."""

from __future__ import annotations

import ast
import re

import pytest

from autograder.data.edits import EditKind
from autograder.judge.edits.candidates import MOST_CANDIDATES, Candidate, candidates
from autograder.judge.edits.place import find_place

BEFORE = """\
import numpy as np

def squash(z):
    return 1 / (1 + np.exp(-z))

def gate(x, h_prev, c_prev, params):
    f, i = squash(x), squash(h_prev)
    z = {k: x for k in "ab"}
    for t in range(3):
        c = h_prev
        WRONG
    return c
"""


def tried(statement: str, focus: str = "", most: int = MOST_CANDIDATES) -> tuple[Candidate, ...]:
    place = find_place(BEFORE.replace("WRONG", statement), 11)
    assert place is not None
    return tuple(candidates(place, focus, most))


def written(candidate: Candidate) -> str:
    statement = candidate.statement
    return "" if statement is None else ast.unparse(ast.fix_missing_locations(statement))


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("c = f * h_prev", "c = f * c_prev", "operand"),
        ("c = params['W_a'] * x", "c = params['W_b'] * x", "key"),
        ("c = squash('i') + params['p_f']", "c = squash('i') + params['p_i']", "key"),
        ("c = h_prev[-1]", "c = h_prev[t]", "index"),
        ("c = f - i", "c = f + i", "sign"),
        ("c = -f", "c = f", "sign"),
        ("c = f", "c = -f", "sign"),
        ("c = f * i", "c = f @ i", "operator"),
        ("c = f * i", "c = f ** i", "operator"),
        ("c += f", "c = f", "operator"),
        ("c = f", "c += f", "operator"),
        ("c = f * 1 - f", "c = f * (1 - f)", "bracket"),
        ("c = f * (i + x)", "c = f * i + x", "bracket"),
        (
            "c = x + f * (1 - h_prev ** 2) * i * h_prev * c_prev * (1 - c_prev)",
            "c = (x + f * (1 - h_prev ** 2) * i * h_prev) * c_prev * (1 - c_prev)",
            "bracket",
        ),
        ("c = np.tanh(f) + i", "c = np.tanh(f + i)", "bracket"),
        ("c = np.tanh(f)", "c = squash(f)", "function"),
        ("c = np.ones(3) + np.ones(3)", "c = np.zeros(3) + np.zeros(3)", "function"),
        ("c = f @ x", "c = f @ x.T", "transpose"),
        ("c = f @ x.T", "c = f @ x", "transpose"),
        ("c = 2 * f", "c = 1 * f", "constant"),
        ("c = h_prev[t]", "c = h_prev[t - 1]", "index"),
        ("c = h_prev[0]", "c = h_prev[-1]", "index"),
        ("c = f", "c = f[::-1]", "index"),
        ("c = f.sum(axis=0)", "c = f.sum(axis=1)", "axis"),
        ("c = f.sum()", "c = f.sum(axis=0)", "axis"),
        ("c = f - i", "c = i - f", "order"),
        ("c = np.dot(f, i)", "c = np.dot(i, f)", "order"),
        ("c = squash(f) * np.tanh(i)", "c = squash(i) * np.tanh(f)", "exchanged operands"),
        ("c = squash(f) * np.tanh(i)", "c = np.tanh(f) * squash(i)", "exchanged functions"),
        ("c = f * i", "c = f * np.tanh(i)", "missing activation"),
        ("c = np.tanh(f)", "c = f", "extra activation"),
        ("c = f * f", "c = f * (1 - f)", "complement"),
        ("c = f * (1 - f)", "c = f * f", "complement"),
        ("c = f", "c = f * i", "missing factor"),
        ("c = f * i", "c = f", "extra factor"),
        ("c = f", "c = f + i", "missing term"),
        ("c = f - i", "c = f", "extra term"),
        ("c = f", "", "extra statement"),
        ("c = f", "c = np.zeros_like(f)", "start value"),
        ("c = f", "c = f.copy()", "missing copy"),
        ("c = params['W_a'] * params['b_b']", "c = params['W_b'] * params['b_b']", "key"),
        ("c = z['f']", "c = z['o']", "key"),
        ("c = params['W_' + t] * x['b_' + t]", "c = params['b_' + t] * x['b_' + t]", "key"),
        ("c = squash(z['f'], 'f')", "c = squash(z['f'], 'i')", "key"),
        ("c = [a * f for a in h_prev]", "c = [a * f for a in c_prev]", "operand"),
        ("c = h_prev[0]", "c = h_prev[t]", "index"),
        ("c = np.sum(f)", "c = np.prod(f)", "function"),
        ("c = -f", "c = np.exp(-f)", "missing activation"),
        ("c = f", "c = f @ i.T", "missing factor"),
        ("c = f.T", "c = f.T @ i", "missing factor"),
        ("c = f", "c = f + i @ c_prev.T", "missing term"),
        ("c[t] = f", "c[t + 1] = f", "index"),
        ("c, x[0] = f, i", "c, x[1] = (f, i)", "index"),
    ],
)
def test_each_kind_of_slip_is_undone(wrong: str, right: str, kind: EditKind) -> None:
    found = {written(candidate): candidate.edit.kind for candidate in tried(wrong, most=2000)}
    assert found.get(right) == kind


def test_a_sum_may_start_with_what_comes_first() -> None:
    found = [text for text in map(written, tried("c = f", most=2000)) if text.startswith("try:")]
    assert found == [
        "try:\n    c = c + f\nexcept (NameError, KeyError, AttributeError):\n    c = f"
    ]


def test_heads_of_loops_are_changed_and_their_blocks_are_not() -> None:
    place = find_place(BEFORE.replace("WRONG", "pass"), 9)
    assert place is not None
    found = {written(candidate).split("\n")[0] for candidate in candidates(place)}
    assert {"for t in reversed(range(3)):", "for t in range(2):"} <= found
    assert all(written(candidate).endswith("pass") for candidate in candidates(place))


def test_two_operands_with_the_same_slip_are_changed_together() -> None:
    found = {written(candidate) for candidate in tried("c = h_prev @ c_prev", most=2000)}
    assert "c = x @ x" not in found
    found = {written(candidate) for candidate in tried("c = h_prev[t] @ c_prev[t]", most=2000)}
    assert "c = h_prev[0] @ c_prev[t]" not in found
    source = BEFORE.replace("c = h_prev", "h = f").replace("WRONG", "c = h_prev @ c_prev")
    place = find_place(source, 11)
    assert place is not None
    assert "c = h @ c" in {written(candidate) for candidate in candidates(place, most=2000)}


def test_the_likeliest_come_first_and_no_change_comes_twice() -> None:
    found = tried("c = f * h_prev")
    assert [candidate.cost for candidate in found] == sorted(candidate.cost for candidate in found)
    texts = [written(candidate) for candidate in found]
    assert len(set(texts)) == len(texts) <= MOST_CANDIDATES
    assert "c = f * h_prev" not in texts
    order = [text for text in texts if text in ("c = f * c_prev", "c = f * params")]
    assert order == ["c = f * c_prev", "c = f * params"]


def test_changes_of_the_expression_that_seems_wrong_come_first() -> None:
    statement = "c = f * i + x * h_prev"
    changed = [text for text in map(written, tried(statement)) if text.endswith("+ x * h_prev")]
    first = list(map(written, tried(statement, "x * h_prev", 20)))
    assert len(set(changed) & set(first)) < 2 < len(set(changed[:6]) - set(first))


def test_products_that_are_only_grouped_otherwise_are_no_change() -> None:
    kinds = {candidate.edit.kind for candidate in tried("c = f * i * x * t", most=2000)}
    assert "bracket" not in kinds


def test_a_list_is_never_put_into_itself() -> None:
    texts = [written(candidate) for candidate in tried("c.append(f)", most=2000)]
    assert "c.append(i)" in texts
    assert "c.append(c)" not in texts
    assert not any(re.match(r"c\.append\([^)]*\bc\b(?![.\[])", text) for text in texts)
    assert "c[0] = c" not in [written(candidate) for candidate in tried("c[0] = f", most=2000)]


def test_an_edit_never_holds_the_changed_line() -> None:
    for candidate in tried("c = f * h_prev + i * x", most=2000):
        changed = written(candidate) or "nothing"
        assert changed not in (candidate.edit.belongs, candidate.edit.stands)
        assert "=" not in candidate.edit.belongs or candidate.edit.kind == "operator"


def test_no_change_makes_a_function_call_itself() -> None:
    source = "def double(x):\n    return x + x\n\n\ndef f(x):\n    return x + 1\n"
    place = find_place(source, 6)
    assert place is not None
    named = {candidate.edit.belongs for candidate in candidates(place)}
    assert "double" in named
    assert "f" not in named
