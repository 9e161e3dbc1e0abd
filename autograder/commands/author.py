"""What authors type: prove that the course holds together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.commands.options import examples
from autograder.commands.output import clone, escaped, new_console, stop

app = typer.Typer()


@app.command(epilog=examples(in_a_clone="gatewise lint", another_course="gatewise lint --from my-own-exercises"))
def lint(root: Annotated[Path | None, typer.Option("--from", show_default=False, help="The folder with `reference/` and `exercises/` "
                                                   "[default: this clone].")] = None) -> None:
    """Prove the course: the reference passes, stubs do not, every known mistake is caught and told from every other.

    Exit status 1 when something does not hold; each finding says what to try.
    """
    from autograder.course import CourseError
    from autograder.lint import lint as run_lint
    console = new_console()
    try:
        with console.status("Building keys and comparing every pair of mistakes …"):
            findings = run_lint(root or clone())
    except CourseError as error:
        stop(str(error))
    for finding in findings:
        console.print(f"[red]✗[/] {escaped(str(finding))}")
    if findings:
        console.print(f"{len(findings)} finding{'s' if len(findings) > 1 else ''}.")
        raise typer.Exit(1)
    console.print("[green]✓[/] The course holds together.")
