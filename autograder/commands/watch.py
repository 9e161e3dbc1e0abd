"""`gatewise watch`: check each save, one exercise at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import LEARNERS, examples
from autograder.commands.output import new_console, stop

app = typer.Typer()


@app.command(
    rich_help_panel=LEARNERS,
    epilog=examples(all_units="gatewise watch", one_unit="gatewise watch gates"),
)
def watch(
    folder: Annotated[
        Path,
        typer.Argument(
            help="The kit's folder, or a unit's [default: this folder].", show_default=False
        ),
    ] = Path(),
) -> None:
    """Work on one exercise at a time: each save is checked at once.

    Leave it running in a terminal beside your editor. It shows the first exercise that is not done,
    and goes on to the next one when it is. The keys: `h` shows a hint, `n` goes to the next
    exercise, `l` lists all, `q` quits.

    It writes nothing but which hints you have seen.
    """
    from autograder.commands.watching import run_watch
    from autograder.data.answer_key import BadKey
    from autograder.learner import NoPublicKey
    from autograder.sandbox import CannotStart

    try:
        run_watch(folder, new_console())
    except (NoPublicKey, BadKey, CannotStart) as error:
        stop(str(error))
