"""`gatewise author`: begin a course, and draw its pictures."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from autograder.commands.options import RootOption, examples
from autograder.commands.output import clone, counted, escaped, new_console, say_done, stop

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Write a course of your own.",
    epilog=examples(
        begin="gatewise author new my-course",
        what_can_be_written="gatewise author fields",
        draw_its_pictures="gatewise author figures --from my-course",
        what_to_name="gatewise author suggest linear --from my-course",
    ),
)


@app.command(
    epilog=examples(here="gatewise author new my-course", elsewhere="gatewise author new ~/kmeans")
)
def new(
    folder: Annotated[
        Path, typer.Argument(help="A new folder; its name is the title.", show_default=False)
    ],
) -> None:
    """Write a small course that passes at once, to be changed into yours.

    It writes a reference, a unit with an exercise, its lesson and picture, a misconception,
    questions, a sample class, and a test. Nothing but Gatewise is needed.
    """
    from autograder.course.discover import CourseError
    from autograder.course.new import write_course

    try:
        written = write_course(folder)
    except CourseError as error:
        stop(str(error))
    except OSError as error:
        stop(f"{folder} cannot be written: {error.strerror}.")
    console = new_console()
    say_done(
        console,
        f"Wrote a course into [bold]{escaped(str(folder))}[/]: {counted(len(written), 'file')}.",
    )
    console.print(
        f"\nNext:\n  cd {escaped(quote(str(folder)))}\n  gatewise lint\n  gatewise grade"
        " tests/submissions/layer/files/*.py\n  # README.md says which file is what",
        soft_wrap=True,
    )


@app.command(
    epilog=examples(
        of_this_course="gatewise author figures",
        of_another_one="gatewise author figures --from my-course",
    )
)
def figures(root: RootOption = None) -> None:
    """Draw the pictures of a course.

    It calls `draw()` in each `exercises/<unit>/_figures.py`, and writes what comes back to
    `exercises/<unit>/figures/`. Run it after a change, and commit the pictures.
    """
    from autograder.course.discover import CourseError
    from autograder.course.figures import draw_figures

    place = root or clone()
    try:
        drawn = draw_figures(place)
    except CourseError as error:
        stop(str(error))
    say_done(new_console(), f"{counted(len(drawn), 'picture')} drawn.")


@app.command(
    epilog=examples(
        all_of_them="gatewise author fields",
        as_a_page="gatewise author fields --out docs/authoring.md",
    )
)
def fields(
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="A file for the page.", show_default=False),
    ] = None,
) -> None:
    """Describe every field that authors write: type, range, example and markup.

    It reads the docstrings of `Unit`, `Exercise`, `Criterion`, `Recipe`, `Misconception`, `Drawn`
    and others, and prints a page in Markdown, or writes it to a file.
    """
    from autograder.course.authoring.fields import field_page

    if out is None:
        print(field_page(), end="")
        return
    try:
        out.write_text(field_page(), encoding="utf-8")
    except OSError as error:
        stop(f"{out} cannot be written: {error.strerror}.")
    say_done(new_console(), f"Wrote {escaped(str(out))}.")
