"""`gatewise experiment`: the program at the end of a course, on the learner's own functions."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import LEARNERS, examples
from autograder.commands.output import stop

app = typer.Typer()


@app.command(
    rich_help_panel=LEARNERS,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    epilog=examples(
        as_in_the_lesson="gatewise experiment",
        what_the_course_offers="gatewise experiment -- --help",
        another_run="gatewise experiment --seed 2",
    ),
)
def experiment(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(help="A folder of the kit [default: this folder].", show_default=False)
    ] = Path(),
) -> None:
    """Run the course's experiment with your own functions.

    A course may end in an experiment on what you wrote. This command reads which one from the kit,
    and passes all other options on to it. Control-C stops it.
    """
    from autograder.learner import NoPublicKey
    from autograder.learner.missing import without_kit_file
    from autograder.learner.work import kit_facts

    if str(folder).startswith("-"):  # an option of the experiment, and no folder
        context.args.insert(0, str(folder))
        folder = Path()
    try:
        module = kit_facts(folder).experiment
    except NoPublicKey as error:
        stop(str(error))
    if not module:
        stop(
            without_kit_file(folder)
            or "this course has no experiment. `gatewise status` shows what it has."
        )
    typer.main.get_command(import_module(module).app)(
        [*context.args, str(folder)], prog_name="gatewise experiment"
    )
