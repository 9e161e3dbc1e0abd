"""`explore()`: sliders for one unit of an LSTM cell, and what its cell state and hidden state do
over a few steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import exp, tanh
from typing import Any

from autograder.learner.chart import INK, SOFT, Line, line_chart

COLOURS = {"c": "#d6336c", "h": "#1c7ed6"}
"""Both stand out on white and on the dark panels of JupyterLab."""

STEPS = 12


@dataclass(frozen=True)
class Unit:
    """One unit: the pre-activations of its four layers, the same at every step, and the cell state
    it starts from.
    """

    z_f: float = 1.5
    z_i: float = 0.0
    z_g: float = -1.0
    z_o: float = 1.0
    c_0: float = 2.0

    @property
    def gates(self) -> dict[str, float]:
        return {
            "f": _open(self.z_f),
            "i": _open(self.z_i),
            "g": tanh(self.z_g),
            "o": _open(self.z_o),
        }

    def states(self, steps: int = STEPS) -> tuple[list[float], list[float]]:
        """``c_0 … c_T`` and ``h_0 … h_T``.

        The gates do not change from step to step, so each state follows at once from the first:
        what is left of it, and a geometric series of what was written.
        """
        gates = self.gates
        keep, written = gates["f"], gates["i"] * gates["g"]
        cs = []
        for t in range(steps + 1):
            series = float(t) if keep == 1 else (1 - keep**t) / (1 - keep)
            cs.append(keep**t * self.c_0 + written * series)
        return cs, [gates["o"] * tanh(c) for c in cs]


PRESETS = {
    "choose a setting …": None,
    "keep it": Unit(8, -8, 0, 2, 2),
    "let it fade": Unit(1, -8, 0, 2, 2),
    "forget at once": Unit(-8, -8, 0, 2, 2),
    "count up": Unit(8, 8, 3, 2, 0),
    "write over it": Unit(-8, 8, -3, 2, 2),
    "remember and show nothing": Unit(8, -8, 0, -8, 2),
}
_SLIDERS = {
    "z_f": ("forget gate z_f", 8),
    "z_i": ("input gate z_i", 8),
    "z_g": ("candidate z_g", 8),
    "z_o": ("output gate z_o", 8),
    "c_0": ("first cell state c_0", 4),
}


def _open(z: float) -> float:
    """How far a gate is open; the sliders end at 8, so nothing overflows."""
    return exp(z) / (1 + exp(z))


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}".replace("-", "−")


def gates_html(unit: Unit) -> str:
    """The four layers' values as bars from their least to their greatest value, and in numbers."""
    names = {"f": "forget f", "i": "input i", "g": "candidate g", "o": "output o"}
    rows = []
    for gate, value in unit.gates.items():
        start, length = (
            (50 + min(value, 0) * 50, abs(value) * 50) if gate == "g" else (0, value * 100)
        )
        rows.append(
            f'<tr><td style="text-align:right;padding:0 8px;color:{INK}">{names[gate]}</td><td'
            ' style="width:180px"><div style="position:relative;height:12px;border:1px solid'
            f' {SOFT}"><div'
            f' style="position:absolute;left:{start:.1f}%;width:{length:.1f}%;height:100%;'
            f'background:{COLOURS["h"]}"></div></div></td><td'
            ' style="padding:0'
            f' 8px;color:{INK};font-variant-numeric:tabular-nums">{_number(value, 3)}</td></tr>'
        )
    return f'<table style="border-collapse:collapse">{"".join(rows)}</table>'


def states_html(unit: Unit) -> str:
    """Both states over the steps, as a chart that a screen reader can read out."""
    cs, hs = unit.states()
    reach = max(4.0, *(abs(c) for c in cs))
    top = next(limit for limit in (4, 8, 16) if reach <= limit + 1e-6 or limit == 16)
    steps = list(range(STEPS + 1))
    (c_0, c_T), (h_0, h_T) = ((_number(each[0], 2), _number(each[-1], 2)) for each in (cs, hs))
    description = (
        f"Over {STEPS} steps the cell state goes from {c_0} to {c_T}, and the hidden state from"
        f" {h_0} to {h_T}."
    )
    chart = line_chart(
        [
            Line("cell state c", steps, cs, COLOURS["c"], dots=True),
            Line("hidden state h", steps, hs, COLOURS["h"], dots=True),
        ],
        (0, STEPS),
        (-top, top),
        "step t",
        description,
        range(0, STEPS + 1, 2),
        (-top, -top / 2, 0, top / 2, top),
    )
    return f'{chart}<div style="color:{INK}">{escape(description)}</div>'


def explore() -> Any:
    """Sliders for the pre-activations and the first state of one unit; the picture follows as you
    move them.

    Returns a widget for the notebook. It needs no connection to the internet.
    """
    import ipywidgets as widgets

    sliders = {
        name: widgets.FloatSlider(
            value=getattr(Unit(), name),
            min=-reach,
            max=reach,
            step=0.1,
            description=words,
            readout_format="+.1f",
            style={"description_width": "130px"},
            layout={"width": "430px"},
        )
        for name, (words, reach) in _SLIDERS.items()
    }
    presets = widgets.Dropdown(
        options=list(PRESETS),
        description="try",
        style={"description_width": "130px"},
        layout={"width": "430px"},
    )
    gates, states = widgets.HTML(), widgets.HTML()
    choosing = False

    def draw(*_: Any) -> None:
        unit = Unit(**{name: slider.value for name, slider in sliders.items()})
        gates.value, states.value = gates_html(unit), states_html(unit)
        if not choosing and PRESETS[presets.value] != unit:
            presets.index = (
                0  # the sliders were moved, so that the same setting can be chosen again
            )

    def choose(change: Any) -> None:
        nonlocal choosing
        chosen, choosing = PRESETS[change["new"]], True
        if chosen is not None:
            for name, slider in sliders.items():
                slider.value = getattr(chosen, name)
        choosing = False

    for slider in sliders.values():
        slider.observe(draw, "value")
    presets.observe(choose, "value")
    draw()
    return widgets.VBox([widgets.HBox([widgets.VBox([presets, *sliders.values()]), gates]), states])
