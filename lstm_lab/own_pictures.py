"""The pictures of the lessons, drawn by the learner's own functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from autograder.learner.chart import INK, SOFT, Axis, Line, line_chart
from autograder.learner.kernel import displays
from autograder.learner.learner_functions import find_functions

COLOURS = {"f": "#d9480f", "i": "#12805c", "g": "#9c36b5", "o": "#1c7ed6"}
"""As in the lessons: forget, input, candidate, output. All stand out on white and on dark."""
SENTENCE = "She said “wait for me” and left."
LAYERS = {"f": "forget_gate", "i": "input_gate", "g": "candidate", "o": "output_gate"}
STEPS = 50
_SCALES = {0.7: "i", 1.0: "o", 1.4: "f"}
_LEAST = 1e-12

Functions = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True)
class OwnPicture:
    """A picture as HTML, which a notebook keeps, and what it shows in words."""

    html: str
    words: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.words


def forgetting(namespace: Mapping[str, Any], folder: str | Path = ".") -> OwnPicture | None:
    """Draw how fast three plain networks forget, by your `rnn_sequence` and `rnn_memory_gradient`.

    Parameters
    ----------
    namespace
        Where your functions are looked for first: ``globals()``.
    folder
        Where to look next: the files in this folder and in those beside it.

    Returns
    -------
    OwnPicture or None
        The picture, or what it still needs. None where nothing can be shown.
    """
    return _drawn(_forgetting, ("rnn_sequence", "rnn_memory_gradient"), namespace, Path(folder))


def reading(namespace: Mapping[str, Any], folder: str | Path = ".") -> OwnPicture | None:
    """Draw your four layers while they read a sentence, letter by letter.

    The parameters and the result are those of `forgetting`.
    """
    return _drawn(_reading, tuple(LAYERS.values()), namespace, Path(folder))


def _drawn(
    draw: Callable[[Functions], OwnPicture],
    names: Sequence[str],
    namespace: Mapping[str, Any],
    folder: Path,
) -> OwnPicture | None:
    if not displays():
        print("This picture is drawn in a notebook.")
        return None
    found = find_functions(names, namespace, folder)
    missing = [f"`{name}`" for name in names if name not in found]
    if missing:
        listed = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
        words = f"First {listed}: write, run and check the cells above, then this one."
        return OwnPicture(f'<div style="color:{INK}">{escape(words)}</div>', words)
    try:
        with np.errstate(all="ignore"):
            return draw({name: item.function for name, item in found.items()})
    except Exception as error:  # the learner's own code may raise anything
        words = (
            f"Your functions stopped with {type(error).__name__}: {error}. Check them first, for"
            f" instance with check({names[-1]})."
        )
        return OwnPicture(f'<div style="color:{INK}">{escape(words)}</div>', words)


def memory_left(
    scale: float, functions: Functions, hidden: int = 16, batch: int = 8
) -> list[float]:
    """Measure what is left of the first hidden state after 1, 2, … steps.

    Parameters
    ----------
    scale
        How many times a random rotation the recurrent weights are.
    functions
        The learner's functions.
    hidden, batch
        Hidden units and examples.

    Returns
    -------
    list of float
        The largest singular value of the Jacobian, as the geometric mean over the batch.
    """
    rng = np.random.default_rng(3)
    rotation, _ = np.linalg.qr(rng.normal(size=(hidden, hidden)))
    U, W, b = scale * rotation, rng.normal(scale=0.3, size=(hidden, 3)), np.zeros(hidden)
    X, h_0 = rng.normal(size=(STEPS, batch, 3)), np.zeros((batch, hidden))
    hs = np.asarray(functions["rnn_sequence"](X, h_0, W, U, b), dtype=float)
    left = []
    for t in range(1, STEPS + 1):
        jacobian = np.asarray(functions["rnn_memory_gradient"](hs[:t], U), dtype=float)
        sizes = np.linalg.norm(jacobian, ord=2, axis=(1, 2))
        left.append(float(np.exp(np.log(np.maximum(sizes, 1e-300)).mean())))
    return left


def _forgetting(functions: Functions) -> OwnPicture:
    lines, said = [], []
    for scale, layer in _SCALES.items():
        left = memory_left(scale, functions)
        shown = [(t, math.log10(size)) for t, size in enumerate(left, 1) if size > _LEAST]
        lines.append(
            Line(
                f"U = {scale:g} × rotation",
                [t for t, _ in shown],
                [power for _, power in shown],
                COLOURS[layer],
            )
        )
        said.append(f"with U = {scale:g} times a rotation {left[-1]:.1e} is left")
    words = f"By your own functions, after {STEPS} steps {'; '.join(said)}."
    chart = line_chart(
        lines,
        Axis(0, STEPS, range(0, STEPS + 1, 10), "distance in steps"),
        Axis(-12, 1, (-12, -9, -6, -3, 0), "what is left, as a power of ten"),
        words,
    )
    return OwnPicture(f'{chart}<div style="color:{INK}">{escape(words)}</div>', words)


def quotation_reader() -> dict[str, Any]:
    """The weights of one unit that knows whether it is inside a quotation, as in the lesson."""
    rows = {"f": ((-9, -9), 4.5), "i": ((9, 9), -4.5), "g": ((4, -4), 0.0), "o": ((0, 0), 2.0)}
    params: dict[str, Any] = {}
    for gate, (weights, bias) in rows.items():
        params[f"W_{gate}"] = np.array([weights], dtype=float)
        params[f"U_{gate}"] = np.zeros((1, 1))
        params[f"b_{gate}"] = np.array([bias])
    return params


def gates_of(sentence: str, functions: Functions) -> dict[str, list[float]]:
    """What the learner's four layers give at each letter, by the letter of the layer."""
    params, h_prev = quotation_reader(), np.zeros((1, 1))
    seen: dict[str, list[float]] = {gate: [] for gate in LAYERS}
    for letter in sentence:
        x_t = np.array([[letter == "“", letter == "”"]], dtype=float)
        for gate, name in LAYERS.items():
            weights = (params[f"{part}_{gate}"] for part in "WUb")
            seen[gate].append(float(np.asarray(functions[name](x_t, h_prev, *weights)).item()))
    return seen


def _reading(functions: Functions) -> OwnPicture:
    seen = gates_of(SENTENCE, functions)
    words = "Your four layers at each letter: " + "; ".join(
        f"{LAYERS[gate]} {min(values):.2f} to {max(values):.2f}" for gate, values in seen.items()
    )
    left, step, row = 132, 18.2, 38
    parts = [
        _text(left + step * place, 26, letter, INK, bold=letter in "“”")
        for place, letter in enumerate(SENTENCE)
    ]
    for line, (gate, values) in enumerate(seen.items()):
        y = 58 + line * row
        parts.append(_text(left - 18, y, f"{LAYERS[gate]}", COLOURS[gate], "end", bold=True))
        for place, value in enumerate(values):
            radius = max(7.5 * min(abs(value), 1.2) ** 0.5, 0.8)
            fill = COLOURS[gate] if value >= 0 else "none"
            parts.append(
                f'<circle cx="{left + step * place:.1f}" cy="{y}" r="{radius:.1f}" fill="{fill}"'
                f' stroke="{COLOURS[gate]}" stroke-width="1.6"/>'
            )
    width, height = left + step * len(SENTENCE), 58 + row * len(seen)
    note = "The area of a dot is the size of the value; an empty dot is negative."
    parts.append(_text(left - 8, height - 10, note, SOFT, "start"))
    svg = (
        f'<svg viewBox="0 0 {width:.0f} {height + 4}" style="max-width:{width:.0f}px;width:100%;'
        f'height:auto" role="img" aria-label="{escape(words, quote=True)}"'
        f' font-family="var(--jp-ui-font-family, sans-serif)">{"".join(parts)}</svg>'
    )
    return OwnPicture(svg, words)


def _text(
    x: float, y: float, words: str, colour: str, anchor: str = "middle", bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" font-size="13" text-anchor="{anchor}"'
        f' fill="{colour}"{weight}>{escape(words)}</text>'
    )
