"""The adding problem in a terminal: two bars, two errors, and what came out."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.learner.learner_functions import find_functions
from lstm_lab.adding import BASELINE, NEEDED, Curve, Setting
from lstm_lab.experiment import NAMES, contest, verdict, where_found
from lstm_lab.preflight import obstacles


class NotReady(Exception):
    """The learner's functions cannot be trained yet. ``reasons`` are sentences for the learner."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def run_contest(folder: Path, setting: Setting, console: Console) -> None:
    """Train both networks and print what came out.

    Parameters
    ----------
    folder
        The folder of one unit. The learner's functions are looked for there and in its neighbours.
    setting
        How the experiment is run.
    console
        Where to print.

    Raises
    ------
    NotReady
        A function is missing, or a first try of it failed.
    """
    own = find_functions(NEEDED, {}, folder)
    functions = {name: found.function for name, found in own.items()}
    reasons = obstacles(functions)
    if reasons:
        raise NotReady(reasons)
    console.print(where_found(own).replace("`", ""), markup=False)
    console.print(
        f"Sequences of {setting.steps} steps, at most {setting.updates:,} updates each. The error"
        f" of the constant answer 1 is {BASELINE:.3f}."
    )
    lstm, rnn = Curve(NAMES["LSTM"]), Curve(NAMES["RNN"])
    try:
        with _progress(console) as progress:
            bars = {
                name: progress.add_task(words, total=setting.updates, error="")
                for name, words in NAMES.items()
            }
            for lstm, rnn in contest(functions, setting):
                for name, curve in (("LSTM", lstm), ("RNN", rnn)):
                    shown = f"error {curve.smooth[-1]:.4f}" if curve.smooth else ""
                    done = " solved" if curve.solved_at else ""
                    progress.update(bars[name], completed=len(curve.raw), error=shown + done)
    except KeyboardInterrupt:
        console.print("Stopped.")
    except Exception as error:  # the learner's own code may raise anything
        raise NotReady(
            [
                f"The run stopped: {type(error).__name__}: {error}. All functions should pass their"
                " checks: gatewise status"
            ]
        ) from error
    console.print(verdict(lstm, rnn, setting).replace("experiment(globals(), seed=2)", "--seed 2"))


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:14}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[error]}"),
        TimeElapsedColumn(),
        console=console,
    )
