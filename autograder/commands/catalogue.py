"""What authors type to read what learners will read: every mistake that the grader knows, as one
page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import UnitOption, examples
from autograder.commands.output import clone, new_console, stop

app = typer.Typer()


@app.command(
    epilog=examples(
        a_page_for_the_browser="gatewise catalogue",
        as_Markdown="gatewise catalogue --out mistakes.md",
        one_unit_only="gatewise catalogue --unit gates",
        another_course="gatewise catalogue --from my-own-exercises",
    )
)
def catalogue(
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="The file to write: a page (.html) or Markdown (.md)."),
    ] = Path("mistakes.html"),
    unit: UnitOption = None,
    root: Annotated[
        Path | None,
        typer.Option(
            "--from",
            show_default=False,
            help="The folder with `reference/` and `exercises/` [default: this clone].",
        ),
    ] = None,
) -> None:
    """Write every mistake that the grader knows, with what a learner who makes it will read.

    The page is for those who teach: it holds no line of a solution, but its titles give the
    mistakes away. Each entry is an example of a real diagnosis, so read yours here after adding a
    misconception. Takes about ten seconds.
    """
    from autograder.course.discover import CourseError
    from autograder.course.process import build_keys
    from autograder.report.catalogue import catalogue_html, catalogue_markdown, entries

    pages = {".html": catalogue_html, ".htm": catalogue_html, ".md": catalogue_markdown}
    if out.suffix not in pages:
        stop(
            f"{out} ends in {out.suffix or 'nothing'}; a page is written as .html or .md. Try --out"
            " mistakes.html."
        )
    console = new_console()
    try:
        with console.status("Making each mistake and reading what is said about it …"):
            keys = build_keys(root or clone(), b"the same page every time")
            if unit is not None and unit not in keys:
                stop(f"there is no unit {unit!r}; there are {', '.join(keys)}")
            found = entries(keys if unit is None else {unit: keys[unit]})
            out.write_text(pages[out.suffix](found), encoding="utf-8")
    except (CourseError, OSError) as error:
        stop(str(error))
    console.print(f"[green]✓[/] {len(found)} mistakes in {out}.", soft_wrap=True)
