"""Try the learner's functions briefly before a long run.

What stands in the way is reported in three parts: what was seen, what should hold, what to try.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from lstm_lab.adding import NEEDED, Functions

_GATES = "figo"


def obstacles(functions: Functions) -> list[str]:
    """What stands in the way of the experiment, in sentences for the learner.

    Empty when all is well.

    Parameters
    ----------
    functions
        The learner's functions that were found, by name.
    """
    missing = [
        f"`{name}` is not written yet, or not found. It is an exercise"
        f" of unit *{NEEDED[name]}*: write it there and save the file,"
        " or paste it into a cell above."
        for name in NEEDED
        if name not in functions
    ]
    if missing:
        return missing
    for attempt, names in _ATTEMPTS.items():
        try:
            obstacle = attempt(functions)
        except Exception as error:  # the learner's own code may raise anything
            obstacle = (
                f"A first try of {', '.join(f'`{name}`' for name in names)} raised"
                f" {type(error).__name__}: {error}. All of them should pass their checks. Run"
                " `check` on each."
            )
        if obstacle:
            return [obstacle]
    return []


def _start(functions: Functions) -> str:
    params = functions["init_lstm"](2, 3, np.random.default_rng(0))
    wanted = {
        f"{part}_{gate}": shape
        for gate in _GATES
        for part, shape in (("W", (3, 2)), ("U", (3, 3)), ("b", (3,)))
    }
    got = {name: np.shape(array) for name, array in params.items()}
    wrong = next((name for name in wanted if got.get(name) != wanted[name]), None)
    if wrong is None:
        return ""
    seen = got.get(wrong, "(it is missing)")
    return (
        f"For 2 inputs and 3 units, your `init_lstm` gives {wrong} the shape {seen}; it should be"
        f" {wanted[wrong]}. Run `check(init_lstm)`."
    )


def _gradients(functions: Functions) -> str:
    """Compare the backward pass with central differences of the learner's own forward pass."""
    rng = np.random.default_rng(0)
    X, h_0, c_0 = rng.normal(size=(4, 3, 2)), rng.normal(size=(3, 3)), rng.normal(size=(3, 3))
    params = {
        name: rng.normal(scale=0.6, size=np.shape(array))
        for name, array in functions["init_lstm"](2, 3, np.random.default_rng(0)).items()
    }
    dhs = rng.normal(size=(4, 3, 3))

    def loss(changed: Mapping[str, Any]) -> float:
        return float(np.sum(dhs * np.asarray(functions["lstm_sequence"](X, h_0, c_0, changed)[0])))

    grads = functions["lstm_sequence_backward"](dhs, X, h_0, c_0, params)[3]
    for name, array in params.items():
        place = tuple(int(rng.integers(size)) for size in array.shape)
        ends = []
        for move in (1e-6, -1e-6):
            moved = array.copy()
            moved[place] += move
            ends.append(loss(params | {name: moved}))
        slope, claimed = (ends[0] - ends[1]) / 2e-6, float(np.asarray(grads[name])[place])
        if not abs(slope - claimed) <= 1e-4 * (1 + abs(slope)):
            return (
                f"Your `lstm_sequence_backward` says that the gradient of {name} at {list(place)}"
                f" is {claimed:.5f}; moving that entry up and down in your `lstm_sequence` gives"
                f" {slope:.5f}. The two should agree. Run `check` on both, the forward one first."
            )
    return ""


def _clipping(functions: Functions) -> str:
    clipped = functions["clip_gradients"]({"a": np.array([3.0, 0.0]), "b": np.array([[4.0]])}, 1.0)
    length = float(np.sqrt(sum(np.sum(np.square(array)) for array in clipped.values())))
    if abs(length - 1) <= 1e-3:
        return ""
    return (
        f"Your `clip_gradients` made gradients of norm 5 into some of norm {length:.4f}; the limit"
        " was 1. Run `check(clip_gradients)`."
    )


def _step(functions: Functions) -> str:
    """The first step of Adam is as long as the learning rate, whatever the gradient."""
    zero = {"a": np.zeros(2)}
    grads = {"a": np.array([1e-3, -20.0])}
    params, state = functions["adam_step"](
        zero, grads, {"m": zero, "v": zero, "t": 0}, 0.1, 0.9, 0.999, 1e-8
    )
    first = np.asarray(params["a"], dtype=float)
    if np.allclose(first, [-0.1, 0.1], rtol=1e-3) and state["t"] == 1:
        return ""
    moved = np.round(first, 4).tolist()
    return (
        f"The first update of your `adam_step` with a learning rate of 0.1 moved by {moved} for the"
        " gradients [0.001, -20]; it should be about [-0.1, 0.1]. Run `check(adam_step)`."
    )


def _plain(functions: Functions) -> str:
    X, h_0, W, U, b = np.zeros((4, 5, 2)), np.zeros((5, 3)), np.ones((3, 2)), np.eye(3), np.zeros(3)
    hs = np.shape(functions["rnn_sequence"](X, h_0, W, U, b))
    if hs == (4, 5, 3):
        return ""
    return (
        f"Your `rnn_sequence` returned an array of shape {hs} for 4 steps, 5 examples and 3 hidden"
        " units; it should be (4, 5, 3). Run `check(rnn_sequence)`."
    )


_ATTEMPTS: dict[Callable[[Functions], str], tuple[str, ...]] = {
    _start: ("init_lstm",),
    _gradients: ("lstm_sequence", "lstm_sequence_backward"),
    _clipping: ("clip_gradients",),
    _step: ("adam_step",),
    _plain: ("rnn_sequence",),
}
"""Each attempt, and the functions that it uses. It returns what is wrong, or an empty text."""
