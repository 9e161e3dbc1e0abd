"""The adding problem in a terminal, on the learner's own functions: `gatewise experiment`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.output import new_console, stop

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def experiment(
    folder: Annotated[
        Path, typer.Argument(help="A folder of the kit [default: this folder].", show_default=False)
    ] = Path(),
    steps: Annotated[int, typer.Option("--steps", min=2, help="The length of the sequences.")] = 60,
    updates: Annotated[
        int, typer.Option("--updates", min=1, help="The most updates that a network gets.")
    ] = 2500,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="Where the random numbers come from.")
    ] = 1,
) -> None:
    """Train a plain network and an LSTM on the adding problem, with your own functions.

    It reads `rnn_sequence`, `lstm_sequence`, `lstm_sequence_backward`, `clip_gradients`,
    `init_lstm` and `adam_step` from your files, and takes about a minute. Control-C stops it, and
    says how far both came.
    """
    from autograder.data.answer_key import BadKey
    from autograder.learner import NoPublicKey
    from autograder.learner.work import kit_units
    from lstm_lab.adding import Setting
    from lstm_lab.contest import NotReady, run_contest

    try:
        units = kit_units(folder)
        setting = Setting(steps=steps, updates=updates, seed=seed)
        run_contest(units[0].folder, setting, new_console())
    except NotReady as error:
        console = new_console()
        console.print("The experiment has to wait.", style="bold")
        for reason in error.reasons:
            console.print(f"· {reason}", markup=False)
        raise typer.Exit(1) from error
    except (NoPublicKey, BadKey) as error:
        stop(str(error))
