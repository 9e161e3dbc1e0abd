"""What instructors type to publish a course as a web page that grades in the browser."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import instructor
from autograder.commands.options import examples
from autograder.commands.output import escaped, new_console, say_done, stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from autograder.site.build import Site

app = instructor.course

PORT = 8000
MEGABYTE = 1_000_000


FolderArgument = Annotated[
    Path | None, typer.Argument(help="The course's folder.", show_default=False)
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", show_default=False, help="The site's folder [default: site in the course]."
    ),
]
PyodideOption = Annotated[
    Path | None,
    typer.Option(
        show_default=False,
        help="A folder with Pyodide. The site then holds it, and asks no other site for"
        " anything. Without it, browsers load Pyodide from where JupyterLite takes it.",
    ),
]
ServeOption = Annotated[
    bool, typer.Option("--serve", help="Show the site to browsers on this machine.")
]
PortOption = Annotated[int, typer.Option(help="The port for `--serve`.", min=0, max=65535)]
WorkflowOption = Annotated[
    bool, typer.Option("--workflow", help="Print a workflow with which GitHub publishes the site.")
]


@app.command(
    "site",
    epilog=examples(
        for_any_web_server="gatewise course site my-course",
        without_a_network="gatewise course site my-course --pyodide pyodide",
        look_at_it="gatewise course site my-course --serve",
        publish_it_from_GitHub="gatewise course site --workflow > .github/workflows/site.yml",
    ),
)
def site(
    folder: FolderArgument = None,
    out: OutOption = None,
    pyodide: PyodideOption = None,
    serve: ServeOption = False,
    port: PortOption = PORT,
    workflow: WorkflowOption = False,
) -> None:
    """Make the learners' course as static files that run in the browser.

    It reads the course's kit and writes a folder for any web server: pages to read, and JupyterLite
    with the notebooks, `check`, the explorer, the experiment and the questions. Learners install
    nothing. The site holds what the kit holds: visible cases, no solution and no secret.
    """
    from autograder.site.build import build_site
    from autograder.site.jupyterlite import SiteError
    from autograder.site.pyodide import BadPyodide
    from autograder.site.workflow import WORKFLOW
    from autograder.submission.course_folder import CourseFolder, NotACourse
    from autograder.submission.source_file import UnreadableSubmission

    if workflow:
        typer.echo(WORKFLOW, nl=False)
        return
    if folder is None:
        stop("name the course's folder: gatewise course site DIR")
    import jupyterlite_core  # noqa: F401  (a package that is missing is named before any work)
    import jupyterlite_pyodide_kernel  # noqa: F401

    console, course = new_console(), CourseFolder(folder)
    try:
        with console.status("Reading the kit …") as status:
            made = build_site(
                course,
                out or folder / "site",
                partial(_write_quizzes, course.kit),
                pyodide,
                lambda step: status.update(f"{step} …"),
            )
    except (NotACourse, SiteError, BadPyodide, UnreadableSubmission) as error:
        stop(str(error))
    _say(console, made)
    if serve:
        _serve(console, made.folder, port)


def _write_quizzes(kit: Path, folder: Path, topics: Sequence[str]) -> dict[str, str]:
    """Write a page for each topic, with the questions and the drawn numbers of the kit."""
    from quizzes import practice_bank, prepared_numbers
    from quizzes.sessions import start, title_of
    from quizzes.surfaces.page import page_html

    bank, numbers = practice_bank(kit), prepared_numbers(kit)
    found = [topic for topic in topics if topic in bank.topics]
    for topic in found:
        session = start(topic, bank=bank, prepared=numbers)
        text = page_html(title_of(topic, bank), session.questions)
        (folder / f"{topic}.html").write_text(text, encoding="utf-8")
    return {topic: bank.topics[topic].title for topic in found}


def _say(console: Console, made: Site) -> None:
    say_done(
        console,
        f"Made a site in [bold]{escaped(str(made.folder))}[/] with the units"
        f" {', '.join(made.units)} ({made.size / MEGABYTE:.0f} MB).",
    )
    console.print(
        f"It holds Pyodide {made.pyodide} and asks no other site for anything."
        if made.offline
        else f"Browsers load Pyodide {made.pyodide} from its usual distribution. For a site that"
        " holds it, name a folder with --pyodide.",
        soft_wrap=True,
    )


def _serve(console: Console, folder: Path, port: int) -> None:
    """Serve the site until a person stops it."""
    import contextlib
    import webbrowser

    from autograder.site.serve import address, server

    try:
        running = server(folder, port)
    except OSError as error:
        stop(f"port {port} cannot be used ({error.strerror}). Try another one: --port {port + 1}")
    with running:
        console.print(f"\nOpen {address(running)}   (Ctrl+C stops it)", soft_wrap=True)
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(address(running))
        with contextlib.suppress(KeyboardInterrupt):
            running.serve_forever()
