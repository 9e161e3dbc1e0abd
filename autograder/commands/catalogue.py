"""What authors type to read what learners will read: every misconception, as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import AUTHORS, RootOption, UnitOption, examples
from autograder.commands.output import clone, escaped, new_console, say_done, stop

app = typer.Typer()


@app.command(
    rich_help_panel=AUTHORS,
    epilog=examples(
        a_page_for_the_browser="gatewise catalogue",
        as_Markdown="gatewise catalogue --out misconceptions.md",
        one_unit_only="gatewise catalogue --unit gates",
        another_course="gatewise catalogue --from my-own-exercises",
    ),
)
def catalogue(
    out: Annotated[
        Path,
        typer.Option("--out", "-o", help="The file to write: a page (.html) or Markdown (.md)."),
    ] = Path("misconceptions.html"),
    unit: UnitOption = None,
    root: RootOption = None,
) -> None:
    """Write a page with every misconception and what a learner reads about it.

    It reads `reference/` and `exercises/` and writes one file. The page is for instructors and
    authors: it holds no line of a solution, but its titles give the misconceptions away. Each entry
    is a real diagnosis, so read yours here after you add a misconception. It takes about ten
    seconds.
    """
    from autograder.course.discover import CourseError
    from autograder.course.process import build_keys
    from autograder.report import catalogue_html, catalogue_markdown, entries

    pages = {".html": catalogue_html, ".htm": catalogue_html, ".md": catalogue_markdown}
    if out.suffix not in pages:
        stop(
            f"{out} ends in {out.suffix or 'nothing'}; a page is written as .html or .md. Try --out"
            " misconceptions.html."
        )
    console = new_console()
    try:
        with console.status("Making the diagnosis of each misconception …"):
            keys = build_keys(root or clone(), b"the same page every time")
            if unit is not None and unit not in keys:
                stop(f"there is no unit {unit!r}; there are {', '.join(keys)}")
            found = entries(keys if unit is None else {unit: keys[unit]})
            out.write_text(pages[out.suffix](found), encoding="utf-8")
    except (CourseError, OSError) as error:
        stop(str(error))
    say_done(console, f"Wrote {len(found)} misconceptions to {escaped(str(out))}.")
