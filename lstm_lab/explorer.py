"""`explore()`: sliders for one unit of an LSTM cell, and a picture of its two states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import exp, tanh
from typing import Any

from autograder.learner.chart import INK, SOFT, Axis, Line, line_chart
from autograder.learner.kernel import displays

COLOURS = {"c": "#d6336c", "h": "#1c7ed6"}
"""Both stand out on white and on the dark panels of JupyterLab."""

STEPS = 12
"""How many time steps the picture shows."""


@dataclass(frozen=True)
class Unit:
    """One hidden unit of an LSTM cell.

    It has the pre-activations of its four layers, the same at every step, and the cell state it
    starts from.
    """

    z_f: float = 1.5
    z_i: float = 0.0
    z_g: float = -1.0
    z_o: float = 1.0
    c_0: float = 2.0

    @property
    def gates(self) -> dict[str, float]:
        """The values of the four layers, by letter."""
        return {
            "f": _open(self.z_f),
            "i": _open(self.z_i),
            "g": tanh(self.z_g),
            "o": _open(self.z_o),
        }

    def states(self, steps: int = STEPS) -> tuple[list[float], list[float]]:
        """The states ``c_0 … c_T`` and ``h_0 … h_T``.

        The gates do not change from step to step. So each cell state is what is left of the first
        one, plus a geometric series of what was written.

        Parameters
        ----------
        steps
            ``T``, the number of time steps.
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
    """Draw the four layers' values as bars from their least to their greatest value, with numbers.

    A gate's bar runs from 0 to 1, the candidate's from -1 to 1.
    """
    names = {"f": "forget f", "i": "input i", "g": "candidate g", "o": "output o"}
    rows = []
    for gate, value in unit.gates.items():
        least, span = (-1.0, 2.0) if gate == "g" else (0.0, 1.0)
        start = (min(value, 0) - least) / span * 100
        length = abs(value) / span * 100
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
    """Draw both states over the steps, with a description for screen readers."""
    cs, hs = unit.states()
    reach = max(4.0, *(abs(c) for c in cs))
    top = next(limit for limit in (4, 8, 16) if reach <= limit + 1e-6 or limit == 16)
    steps = list(range(STEPS + 1))
    (c_0, c_T), (h_0, h_T) = (
        (_number(values[0], 2), _number(values[-1], 2)) for values in (cs, hs)
    )
    description = (
        f"Over {STEPS} steps the cell state goes from {c_0} to {c_T}, and the hidden state from"
        f" {h_0} to {h_T}."
    )
    chart = line_chart(
        [
            Line("cell state c", steps, cs, COLOURS["c"], dots=True),
            Line("hidden state h", steps, hs, COLOURS["h"], dots=True),
        ],
        Axis(0, STEPS, range(0, STEPS + 1, 2), "step t"),
        Axis(-top, top, (-top, -top / 2, 0, top / 2, top), "state"),
        description,
    )
    return f'{chart}<div style="color:{INK}">{escape(description)}</div>'


def explore() -> Any:
    """Show sliders for one unit of an LSTM cell, and a picture that follows them.

    The sliders set the pre-activations and the first state.

    Returns
    -------
    ipywidgets.VBox
        The panel. It needs no connection to the internet. None where
        ipywidgets is not installed.
    """
    if not displays():
        print("explore() shows sliders in a notebook.")
    try:
        import ipywidgets as widgets
    except ModuleNotFoundError:  # only the base is installed
        return None

    from autograder.learner.panel import Panel

    look = {"style": {"description_width": "130px"}, "layout": {"width": "430px"}}
    sliders = {
        name: widgets.FloatSlider(
            value=getattr(Unit(), name),
            min=-reach,
            max=reach,
            step=0.1,
            description=words,
            readout_format="+.1f",
            **look,
        )
        for name, (words, reach) in _SLIDERS.items()
    }
    presets = widgets.Dropdown(options=list(PRESETS), description="try", **look)
    gates, states = widgets.HTML(), widgets.HTML()
    _connect(sliders, presets, gates, states)
    controls = widgets.HBox(
        [widgets.VBox([presets, *sliders.values()]), gates], layout={"flex_flow": "row wrap"}
    )
    return Panel([controls, states], "An explorer of one LSTM unit: run this cell to move it.")


def _connect(sliders: Mapping[str, Any], presets: Any, gates: Any, states: Any) -> None:
    """Let the picture follow the sliders, and the sliders the preset that is chosen."""
    choosing = False

    def draw(*_: Any) -> None:
        unit = Unit(**{name: slider.value for name, slider in sliders.items()})
        gates.value, states.value = gates_html(unit), states_html(unit)
        if not choosing and PRESETS[presets.value] != unit:
            presets.index = 0  # a slider was moved, and the same preset can be chosen again

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
