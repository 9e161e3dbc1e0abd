"""`explore()`: sliders for one unit of an LSTM cell, and a picture of its two states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from math import exp, isfinite, tanh
from types import MappingProxyType
from typing import Any

import numpy as np

from autograder.learner.chart import INK, SOFT, Axis, Line, line_chart
from autograder.learner.kernel import displays
from autograder.learner.learner_functions import is_written
from lstm_lab.own_pictures import COLOURS as LAYER_COLOURS

COLOURS = {"c": "#d6336c", "h": "#1c7ed6"}
"""Both stand out on white and on the dark panels of JupyterLab."""

Functions = Mapping[str, Callable[..., Any]]
_OWN = ("cell_state", "hidden_state")
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


def own_states(
    unit: Unit, functions: Functions, steps: int = STEPS
) -> tuple[list[float], list[float]]:
    """The states of a unit as the learner's ``cell_state`` and ``hidden_state`` compute them.

    Parameters
    ----------
    unit
        The unit.
    functions
        Both functions, by name.
    steps
        The number of time steps.
    """
    arrays = {name: np.array([[value]]) for name, value in unit.gates.items()}
    states = [np.array([[unit.c_0]])]
    for _ in range(steps):
        gates = (arrays[gate].copy() for gate in "fig")
        states.append(np.asarray(functions["cell_state"](states[-1].copy(), *gates), dtype=float))
    shown = [functions["hidden_state"](arrays["o"].copy(), state.copy()) for state in states]
    return [state.item() for state in states], [np.asarray(h_t).item() for h_t in shown]


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
            f'background:{LAYER_COLOURS[gate]}"></div></div></td><td'
            ' style="padding:0'
            f' 8px;color:{INK};font-variant-numeric:tabular-nums">{_number(value, 3)}</td></tr>'
        )
    return f'<table style="border-collapse:collapse">{"".join(rows)}</table>'


def states_html(unit: Unit, functions: Functions = MappingProxyType({})) -> str:
    """Draw both states over the steps, with a description for screen readers.

    Parameters
    ----------
    unit
        The unit.
    functions
        The learner's ``cell_state`` and ``hidden_state``, where they have written them.
    """
    cs, hs, whose = _states(unit, functions)
    reach = max(4.0, *(abs(c) for c in cs if isfinite(c)))
    cs, hs = ([value if isfinite(value) else 0.0 for value in values] for values in (cs, hs))
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
    return f'{chart}<div style="color:{INK}">{escape(description)} {escape(whose)}</div>'


def _states(unit: Unit, functions: Functions) -> tuple[list[float], list[float], str]:
    """Both states, by the learner's functions where they work, and whose they are."""
    if not functions:
        return (*unit.states(), "")
    try:
        with np.errstate(all="ignore"):
            cs, hs = own_states(unit, functions)
    except Exception as error:  # the learner's own code may raise anything
        said = f"Your own functions stopped with {type(error).__name__}; these states are ours."
        return (*unit.states(), said)
    return cs, hs, "Your own cell_state and hidden_state computed this."


def explore(namespace: Mapping[str, Any] = MappingProxyType({})) -> Any:
    """Show sliders for one unit of an LSTM cell, and a picture that follows them.

    The sliders set the pre-activations and the first state.

    Parameters
    ----------
    namespace
        ``globals()``: once your `cell_state` and `hidden_state` are written, they compute the
        states.

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
    controls = widgets.HBox(
        [widgets.VBox([presets, *sliders.values()]), gates], layout={"flex_flow": "row wrap"}
    )
    words = "An explorer of one LSTM unit: run this cell to move it."
    panel = Panel([controls, states], words)
    own = {name: namespace[name] for name in _OWN if is_written(namespace.get(name))}
    functions = own if len(own) == len(_OWN) else {}

    def show(unit: Unit) -> None:
        gates.value, states.value = gates_html(unit), states_html(unit, functions)
        panel.keep(gates.value + states.value)

    _connect(sliders, presets, show)
    return panel


def _connect(sliders: Mapping[str, Any], presets: Any, show: Callable[[Unit], None]) -> None:
    """Let the picture follow the sliders, and the sliders the preset that is chosen."""
    choosing = False

    def draw(*_: Any) -> None:
        unit = Unit(**{name: slider.value for name, slider in sliders.items()})
        show(unit)
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
