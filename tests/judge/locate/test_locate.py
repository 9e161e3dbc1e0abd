"""Readable functions with one slip each, and the place that must be named.

In each source the slip's line says so in a comment.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.data.location import LocationKind, Quantity
from autograder.judge.locate import locate
from autograder.judge.locate.kept import pool_of
from tests.judge.locate.places import case_of, line_of, located, place_of

STEP = """
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def lstm_step(x_t, h_prev, c_prev, params):
    def gate(k):
        return x_t @ params["W_" + k].T + h_prev @ params["U_" + k].T + params["b_" + k]
    f = sigmoid(gate("f"))
    i = sigmoid(gate("i"))
    g = np.tanh(gate("g"))
    o = sigmoid(gate("o"))
    c = f * c_prev + i * g
    squashed = np.tanh(c)
    h = o * squashed
    return h, c
"""

SEQUENCE = (
    STEP
    + """
def lstm_sequence(X, h_0, c_0, params):
    h, c = h_0, c_0
    hs = []
    for t in range(len(X)):
        x = X[t]
        h, c = lstm_step(x, h, c, params)
        hs.append(h)
    return np.stack(hs), h, c
"""
)

GATE = """
import numpy as np

def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    W, U = W_f.T, U_f.T
    total = x_t @ W
    total = total + h_prev @ U
    total = total + b_f
    e = np.exp(-total)
    return 1 / (1 + e)
"""

PRODUCTS = """
import numpy as np

def rnn_memory_gradient(hs, U):
    total = np.eye(U.shape[0])
    for h in hs:
        total = ((1 - h ** 2)[:, :, None] * U) @ total
    return total
"""

SLIPS: dict[str, tuple[str, str, str, str, LocationKind]] = {
    # what it is: exercise, source, right words, wrong words, kind
    "an operator": ("lstm_step", STEP, "f * c_prev + i * g", "f * c_prev - i * g", "leaves"),
    "an operand": ("lstm_step", STEP, "f * c_prev + i * g", "o * c_prev + i * g", "leaves"),
    "a missing activation": ("lstm_step", STEP, 'np.tanh(gate("g"))', 'gate("g")', "missing"),
    "a missing gate": ("lstm_step", STEP, 'sigmoid(gate("o"))', 'gate("o")', "missing"),
    "another activation": ("lstm_step", STEP, 'np.tanh(gate("g"))', 'np.sin(gate("g"))', "leaves"),
    "a missing tanh": ("lstm_step", STEP, "squashed = np.tanh(c)", "squashed = c", "missing"),
    "another gate's name": (
        "lstm_step",
        STEP,
        'i = sigmoid(gate("i"))',
        'i = sigmoid(gate("o"))',
        "role",
    ),
    "two results": ("lstm_step", STEP, "return h, c", "return c, h", "misplaced"),
    "one result": ("lstm_step", STEP, "return h, c", "return o, c", "misplaced"),
    "a sign": ("lstm_step", STEP, "1 / (1 + np.exp(-z))", "1 / (1 + np.exp(z))", "leaves"),
    "a transpose": ("forget_gate", GATE, "W_f.T, U_f.T", "W_f.T, U_f", "leaves"),
    "a missing sum": ("forget_gate", GATE, "total = total + b_f", "total = total + 0", "role"),
    "ones to start from": (
        "lstm_sequence",
        SEQUENCE,
        "h, c = h_0, c_0",
        "h, c = np.ones_like(h_0), c_0",
        "start value",
    ),
    "zeros to start from": (
        "lstm_sequence",
        SEQUENCE,
        "h, c = h_0, c_0",
        "h, c = h_0, np.zeros_like(c_0)",
        "start value",
    ),
    "the same input": ("lstm_sequence", SEQUENCE, "x = X[t]", "x = X[0]", "order"),
    "the input before": ("lstm_sequence", SEQUENCE, "x = X[t]", "x = X[t - 1]", "order"),
    "a sum in place of a product": (
        "lstm_sequence",
        SEQUENCE,
        "h = o * squashed",
        "h = o + squashed",
        "leaves",
    ),
    "what is collected": ("lstm_sequence", SEQUENCE, "hs.append(h)", "hs.append(c)", "misplaced"),
    "the first state": (
        "lstm_sequence",
        SEQUENCE,
        "h, c = lstm_step(x, h, c, params)",
        "h, c = lstm_step(x, h_0, c, params)",
        "not carried",
    ),
    "a factor in the wrong order": (
        "rnn_memory_gradient",
        PRODUCTS,
        "((1 - h ** 2)[:, :, None] * U) @ total",
        "(total @ U) * (1 - h ** 2)[:, :, None]",
        "leaves",
    ),
    "the last state": (
        "lstm_sequence",
        SEQUENCE,
        "return np.stack(hs), h, c",
        "return np.stack(hs), h_0, c",
        "misplaced",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_line_is_found(slip: str) -> None:
    slug, source, right, wrong, kind = SLIPS[slip]
    place, line = place_of(slug, source, right, wrong)
    assert (place.line, place.kind) == (line, kind)


def test_what_the_statement_reads_is_told_by_its_right_names() -> None:
    place = located("lstm_step", STEP.replace("f * c_prev", "f / c_prev"))
    assert place is not None
    assert [(read.text, read.quantity and read.quantity.name) for read in place.reads] == [
        ("f", "f_t"),
        ("c_prev", "c_{t-1}"),
    ]
    assert (place.makes, place.wanted) == ("c", Quantity("c_t"))
    assert (place.visible, place.chunk) == (True, "a.py")


def test_the_step_is_the_first_in_which_it_happens() -> None:
    wrong = SEQUENCE.replace("x = X[t]", "x = X[min(t, 2)]")
    place = located("lstm_sequence", wrong)
    assert place is not None
    assert (place.line, place.step) == (line_of(wrong, "min(t, 2)"), 4)


def test_a_state_that_no_step_passes_on_is_named_where_it_is_read() -> None:
    wrong = SEQUENCE.replace("h, c = lstm_step(x, h", "after, c = lstm_step(x, h")
    wrong = wrong.replace("append(h)", "append(after)").replace("(hs), h,", "(hs), after,")
    place = located("lstm_sequence", wrong)
    assert place is not None
    assert (place.line, place.text, place.step) == (line_of(wrong, "after, c"), "h", 2)
    assert (place.kind, place.found) == ("not carried", Quantity("h_0"))


def test_a_loop_that_counts_from_one_is_no_step_off() -> None:
    arrays = SEQUENCE.replace("    h, c = h_0, c_0\n    hs = []\n", "")
    arrays = arrays.replace(
        """    for t in range(len(X)):
        x = X[t]
        h, c = lstm_step(x, h, c, params)
        hs.append(h)
    return np.stack(hs), h, c
""",
        """    T = len(X)
    h, c = np.zeros((2, T + 1, *h_0.shape))
    h[0], c[0] = h_0, c_0
    for t in range(1, T + 1):
        x = X[t - 1]
        h[t], c[t] = lstm_step(x, h[t - 1], c[t - 1], params)
    return h[1:], h[T], c[T]
""",
    )
    assert located("lstm_sequence", arrays) is None
    wrong = arrays.replace("c[t - 1], params", "c[0], params")
    place = located("lstm_sequence", wrong)
    assert place is not None
    assert (place.line, place.step) == (line_of(wrong, "c[0], params"), 2)


def test_what_stands_before_the_step_is_named_as_seen_from_it() -> None:
    wrong = SEQUENCE.replace(
        "    c = f * c_prev + i * g", "    c = f * c_prev + (i * g if STEPS.pop() < 3 else i + g)"
    )
    place = located("lstm_sequence", "STEPS = [5, 4, 3, 2, 1][::-1][::-1]\n" + wrong)
    assert place is not None
    assert place.step == 3
    assert "i_t" in [read.quantity.name for read in place.reads if read.quantity]


def test_the_picture_has_what_is_right_the_first_that_is_wrong_and_what_follows() -> None:
    place = located("lstm_step", STEP.replace("np.tanh(gate", "np.sin(gate"))
    assert place is not None
    assert place.picture.right == ("f_t", "i_t", "o_t")
    assert place.picture.wrong == "g_t"
    assert place.picture.follows == ("c_t", "h_t")
    assert set(place.picture.given) == {"x_t", "h_{t-1}", "c_{t-1}"}
    assert {("g_t", "c_t"), ("c_{t-1}", "c_t"), ("c_t", "h_t")} < set(place.picture.links)
    assert not any("W_" in name for link in place.picture.links for name in link)
    assert place.picture.steps == 0


def test_wrong_and_right_results_are_listed() -> None:
    place = located("lstm_step", STEP.replace("h = o * squashed", "h = o + squashed"))
    assert place is not None
    assert (place.wrong_parts, place.right_parts) == (("h_t",), ("c_t",))


def test_a_helper_is_blamed_for_all_its_calls_and_a_call_for_its_own() -> None:
    helper = STEP.replace("1 / (1 + np.exp(-z))", "1 / (1 + np.exp(-2 * z))")
    place = located("lstm_step", helper)
    assert place is not None
    assert place.line == line_of(helper, "-2 * z")
    call = STEP.replace('f = sigmoid(gate("f"))', 'f = sigmoid(gate("f") / 2)')
    place = located("lstm_step", call)
    assert place is not None
    assert place.line == line_of(call, "/ 2")


def test_a_result_that_is_missing_points_to_the_return() -> None:
    place = located("lstm_step", STEP.replace("return h, c", "return h"))
    assert place is not None
    assert place.line == line_of(STEP, "return h, c")


def test_a_trace_of_something_else_raises_nothing() -> None:
    key, case, truth = case_of("lstm_step")
    shuffled = replace(
        truth,
        events=tuple(
            replace(event, values=None if event.values is None else event.values[::-1])
            for event in truth.events
        ),
        outputs=(("[0]", 3), ("[1]", 4)),
    )
    locate(key, case, truth, shuffled)
    empty = replace(truth, events=(), outputs=(), places=())
    assert locate(key, case, truth, empty) is None


def test_single_precision_is_compared_with_its_own_tolerance() -> None:
    source = STEP.replace(
        "    c = f", "    f, i, g, o = (np.float32(v) for v in (f, i, g, o))\n    c = f"
    )
    source = source.replace("h = o * squashed", "h = o * squashed * np.float32(1.5)")
    place = located("lstm_step", source)
    assert place is not None
    assert place.line == line_of(source, "1.5")
    assert np.float32(1.5) == 1.5


def test_the_known_values_of_a_case_are_worked_out_once() -> None:
    key, case, truth = case_of("cell_state")
    assert pool_of(key, case, truth) is pool_of(key, case, truth)
