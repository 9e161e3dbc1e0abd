"""`experiment(globals())`: train an RNN and an LSTM made of the learner's own functions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from autograder.learner.chart import INK, SOFT, Axis, Line, line_chart
from autograder.learner.kernel import displays
from autograder.learner.learner_functions import LearnerFunction, find_functions
from lstm_lab.adding import BASELINE, NEEDED, Curve, Functions, Setting, train
from lstm_lab.preflight import obstacles

COLOURS = {"LSTM": "#d6336c", "RNN": "#e8590c"}
NAMES = {"LSTM": "your LSTM", "RNN": "your plain RNN"}
_TURN = 5
"""How many updates a network gets before it is the other's turn."""


def contest(functions: Functions, setting: Setting) -> Iterator[tuple[Curve, Curve]]:
    """Train both networks in turns, and yield their curves after each turn until both are done.

    The LSTM stops when it has solved the problem. The plain network always gets all its updates.

    Parameters
    ----------
    functions
        The learner's functions, by name (`lstm_lab.adding.NEEDED`).
    setting
        How the experiment is run.
    """
    lstm, rnn = Curve(NAMES["LSTM"]), Curve(NAMES["RNN"])
    runs = {
        "LSTM": train("LSTM", functions, setting, lstm),
        "RNN": train("RNN", functions, setting, rnn),
    }
    while runs:
        for name, run in list(runs.items()):
            for _ in range(_TURN):
                if next(run, "over") == "over" or (name == "LSTM" and lstm.solved_at):
                    del runs[name]
                    break
        yield lstm, rnn


def verdict(lstm: Curve, rnn: Curve, setting: Setting) -> str:
    """Say what came out, and claim no more than was seen."""
    if not lstm.raw or not rnn.raw:
        return "Stopped before the first update."
    plain = (
        f"The plain network's error is {rnn.smooth[-1]:.3f} after {len(rnn.raw):,} updates, with"
        f" the baseline at {BASELINE:.3f}"
    )
    if lstm.solved_at is None:
        return (
            f"Your LSTM's error is {lstm.smooth[-1]:.3f} after {len(lstm.raw):,} updates: it has"
            f" not solved the problem in this run. {plain}. Let it run to its end, or try another"
            " seed: experiment(globals(), seed=2)."
        )
    carried = (
        f"Your LSTM solved it after {lstm.solved_at:,} updates: its error is {lstm.smooth[-1]:.4f},"
        f" far below the baseline. It carries a number over up to {setting.steps} steps and adds"
        " another number to it."
    )
    if rnn.smooth[-1] > BASELINE / 2:
        return (
            f"{carried} {plain}: on the same sequences, with the same optimiser, it has learned"
            " little more than to answer with the mean."
        )
    return (
        f"{carried} {plain}: this time the plain network learned something as well. Try longer"
        " sequences: steps=120."
    )


def chart(lstm: Curve, rnn: Curve, setting: Setting) -> str:
    """Draw both errors over the updates made so far, with the baseline."""
    lines = [Line("always 1", (0, setting.updates), (BASELINE, BASELINE), SOFT, dashed=True)]
    for key, curve in (("RNN", rnn), ("LSTM", lstm)):
        stride = max(1, len(curve.smooth) // 200)
        lines.append(
            Line(
                curve.name,
                range(0, len(curve.smooth), stride),
                curve.smooth[::stride],
                COLOURS[key],
            )
        )
    words = ", ".join(
        f"{curve.name} {curve.smooth[-1]:.3f} after {len(curve.raw)} updates"
        for curve in (lstm, rnn)
        if curve.raw
    )
    return line_chart(
        lines,
        Axis(
            0,
            setting.updates,
            range(0, setting.updates + 1, max(1, setting.updates // 5)),
            "updates",
        ),
        Axis(0, 0.3, (0, 0.1, 0.2, 0.3), "mean squared error"),
        f"Mean squared error: {words}; the baseline is {BASELINE:.3f}.",
    )


def experiment(
    namespace: Mapping[str, Any],
    folder: str | Path = ".",
    steps: int = Setting.steps,
    updates: int = Setting.updates,
    seed: int = Setting.seed,
) -> Any:
    """Show a button that starts the experiment, with a progress bar and a plot that grows.

    Parameters
    ----------
    namespace
        Where your functions are looked for first: ``globals()``.
    folder
        Where to look next: the files in this folder and in those beside it.
    steps
        The length of the sequences.
    updates
        The most updates that a network gets.
    seed
        Where the random numbers come from. Another seed gives another run.

    Returns
    -------
    ipywidgets.VBox
        The panel. Nothing runs before the button is pressed. None where
        ipywidgets is not installed.
    """
    if not displays():
        print("experiment() shows a plot in a notebook. In a terminal: gatewise experiment")
    if find_spec("ipywidgets") is None:  # only the base is installed
        return None
    return _Panel(namespace, Path(folder), Setting(steps=steps, updates=updates, seed=seed)).widget


class _Panel:
    """The widgets of one experiment, and what its buttons do."""

    def __init__(self, namespace: Mapping[str, Any], folder: Path, setting: Setting) -> None:
        import ipywidgets as widgets

        from autograder.learner.panel import Panel

        self.namespace, self.folder, self.setting = namespace, folder, setting
        self.running = False
        self.start = widgets.Button(description="Start", button_style="primary", icon="play")
        self.stop = widgets.Button(description="Stop", icon="stop", disabled=True)
        self.bar = widgets.IntProgress(max=2 * setting.updates, description="updates")
        self.clock, self.plot, self.words = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.start.on_click(self._start)
        self.stop.on_click(self._stop)
        self.widget = Panel(
            [widgets.HBox([self.start, self.stop, self.bar, self.clock]), self.plot, self.words],
            "The experiment: run this cell, then press Start.",
        )
        self.say(
            f"Two networks, sequences of {setting.steps} steps, at most {setting.updates:,} updates"
            " each: it takes about a minute."
        )

    def say(self, *paragraphs: str) -> None:
        """Show paragraphs below the plot."""
        self.words.value = "".join(
            f'<p style="color:{INK};max-width:46em;line-height:1.5">{_code(text)}</p>'
            for text in paragraphs
        )
        self.widget.keep(self.plot.value + self.words.value)

    def _start(self, _: Any) -> None:
        if self.running:
            return
        try:
            asyncio.get_running_loop().create_task(self.run())
        except RuntimeError:  # no loop: not in a notebook
            asyncio.run(self.run())

    def _stop(self, _: Any) -> None:
        self.running = False

    async def run(self) -> None:
        """Try the learner's functions, then train.

        Between updates the notebook can do other things, such as stop the run.
        """
        own = find_functions(NEEDED, self.namespace, self.folder)
        functions = {name: found.function for name, found in own.items()}
        reasons = obstacles(functions)
        if reasons:
            self.say("The experiment has to wait.", *reasons)
            return
        self.running, self.start.disabled, self.stop.disabled = True, True, False
        self.say(where_found(own))
        began = shown = time.monotonic()
        lstm, rnn = Curve(NAMES["LSTM"]), Curve(NAMES["RNN"])
        try:
            for lstm, rnn in contest(functions, self.setting):
                if time.monotonic() - shown > 0.25:
                    shown = time.monotonic()
                    self.show(lstm, rnn, shown - began)
                    await asyncio.sleep(0.001)
                if not self.running:
                    break
            self.show(lstm, rnn, time.monotonic() - began)
            self.say(verdict(lstm, rnn, self.setting), where_found(own))
        except Exception as error:  # the learner's own code may raise anything
            self.say(
                f"The run stopped: {type(error).__name__}: {error}. All functions should pass their"
                " checks. Run `check` on each, then start again."
            )
        finally:
            self.running, self.start.disabled, self.stop.disabled = False, False, True

    def show(self, lstm: Curve, rnn: Curve, seconds: float) -> None:
        """Show how far both networks are after so many seconds."""
        self.bar.value = len(rnn.raw) + (self.setting.updates if lstm.solved_at else len(lstm.raw))
        self.clock.value = f'<span style="color:{INK}">{seconds:.0f} s</span>'
        self.plot.value = chart(lstm, rnn, self.setting)
        self.widget.keep(self.plot.value)


def where_found(functions: Mapping[str, LearnerFunction]) -> str:
    """Say in which files the learner's functions were found."""
    places: dict[str, list[str]] = {}
    for name, found in functions.items():
        places.setdefault(found.place, []).append(f"`{name}`")
    return (
        "Your functions: "
        + "; ".join(f"{', '.join(names)} from {place}" for place, names in places.items())
        + "."
    )


def _code(text: str) -> str:
    """Escape a text for HTML, and set what stands between backquotes as code."""
    pieces = escape(text).split("`")
    return "".join(
        f"<code>{piece}</code>" if number % 2 else piece for number, piece in enumerate(pieces)
    )
