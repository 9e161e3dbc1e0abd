"""The command line: one name, `gatewise`. Each command loads only what it needs, so that `check` answers at once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from autograder.key import AnswerKey

USAGE = 2

app = typer.Typer(
    name="gatewise", no_args_is_help=True, rich_markup_mode="markdown", add_completion=False, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Learn the LSTM by building it, gate by gate, in NumPy.",
    epilog="""**Learners:** `gatewise check gates.py` tells you what is right and which mistake you made.

**Instructors:** `gatewise demo` builds a course and grades a sample class; `gatewise course new my-course` makes your own.

**Authors:** `gatewise lint` proves that the course holds together.""")
course_app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown",
                         help="Make and grade a whole course (an ordinary nbgrader course directory).",
                         epilog="`gatewise course new my-course`, then `gatewise course grade my-course`, then "
                                "`gatewise course report my-course`.")
app.add_typer(course_app, name="course")


class Format(StrEnum):
    """How results are printed."""

    text = "text"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="`text` for people, `json` for programs (one object a line).")]
UnitOption = Annotated[str | None, typer.Option("--unit", "-u", help="Only this unit, for instance `gates`.")]
JobsOption = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="How many hand-ins to run at the same time "
                                                "[default: one for each processor].")]
UnsafeOption = Annotated[bool, typer.Option("--allow-unsafe", help="Run other people's code although this machine isolates it only by "
                                            "limits (level C). The result says so.")]


@app.command(epilog="`gatewise check gates.ipynb` · `gatewise check gates.py --exercise forget_gate` · "
                    "`gatewise check gates.py --format json`")
def check(
    file: Annotated[Path, typer.Argument(help="Your notebook (.ipynb) or Python file (.py).", show_default=False)],
    exercise: Annotated[str | None, typer.Option("--exercise", "-e", help="Only this exercise, for instance `forget_gate`.")] = None,
    unit: UnitOption = None,
    format: FormatOption = Format.text,
    keys: Annotated[Path | None, typer.Option(help="Folder with the `.public.key` files [default: beside the file].")] = None,
) -> None:
    """Check your own work against the visible cases, and get one next step.

    Exit status: 0 when all of it passed, 1 when not, 2 when the file or the command could not be read.
    """
    from autograder.learner.file import CheckFailed, check_file
    from autograder.learner.keys import NoPublicKey
    from autograder.submission import UnreadableSubmission

    try:
        grades = check_file(file, exercise, unit, keys)
    except (UnreadableSubmission, NoPublicKey, CheckFailed) as error:
        _stop(str(error))
    if format is Format.json:
        from autograder.report.json import grade_json
        for grade in grades:
            print(grade_json(grade))
    else:
        from autograder.report.terminal import print_grade
        console = _console()
        for grade in grades:
            print_grade(console, grade, one_step=True)
        if all(each.status == "passed" for grade in grades for each in grade.exercises):
            console.print("These are the visible cases; marks come from hidden ones.", style="bright_black")
    raise typer.Exit(0 if all(each.status == "passed" for grade in grades for each in grade.exercises) else 1)


@app.command(epilog="`gatewise grade submitted/*/gates/gates.ipynb` · `gatewise grade ada.py --unit gates --format text` · "
                    "`gatewise grade work/*.py --course my-course --jobs 2 > grades.jsonl`")
def grade(
    files: Annotated[list[Path], typer.Argument(help="Hand-ins: notebooks (.ipynb) or Python files (.py).", show_default=False)],
    course: Annotated[Path | None, typer.Option(help="The course whose secret and keys are used [default: the course that the files "
                                                "lie in, else fresh hidden cases from this clone].")] = None,
    unit: UnitOption = None,
    format: FormatOption = Format.json,
    jobs: JobsOption = None,
    follow_through: Annotated[bool, typer.Option(help="Credit what is right given an earlier mistake.")] = True,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Grade hand-ins with the hidden cases, without a gradebook.

    One JSON object a line, in the order of the files; a file for several units gives one line each. Exit status: 0 when every file
    was graded, 1 when one needs a person, 2 for a wrong command.
    """
    from autograder.batch import grade_files
    from autograder.folder import CourseFolder, NotACourse, course_around
    from autograder.pair_files import PairFiles

    folder = CourseFolder(course) if course else course_around(files[0].parent)
    try:
        keys = folder.load_keys() if folder else _keys_of_clone()
    except NotACourse as error:
        _stop(str(error))
    if unit is not None and unit not in keys:
        _stop(f"there is no unit {unit!r}; there are {', '.join(keys)}")
    pairs = PairFiles.of_course(folder).source() if folder else None
    try:
        graded = grade_files(files, keys, folder, unit, jobs, follow_through, allow_unsafe, pairs)
    except PermissionError as error:
        _stop(str(error))
    from autograder.report.json import grade_json, unreadable_json
    from autograder.report.terminal import print_grade
    console = _console()
    person = False
    for result in graded:
        person = person or result.problem != "" or any(each.needs_person for each in result.grades)
        if format is Format.json:
            for one in result.grades:
                print(grade_json(one))
            if result.problem:
                print(unreadable_json(result.name, result.problem, result.isolation))
        else:
            for one in result.grades:
                print_grade(console, one)
                console.print()
            if result.problem:
                console.print(f"[magenta]?[/] [bold]{_escaped(result.name)}[/]  needs a person: {_escaped(result.problem)}\n")
    raise typer.Exit(1 if person else 0)


@app.command(epilog="`gatewise quiz` · `gatewise quiz gates` · `gatewise quiz --list`")
def quiz(
    topic: Annotated[str | None, typer.Argument(help="A topic, for instance `gates` [default: what is due, then new "
                                                "questions].", show_default=False)] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many questions at most.")] = 10,
    list_topics: Annotated[bool, typer.Option("--list", help="List the topics and stop.")] = False,
) -> None:
    """Check yourself with the practice questions. Practice only: nothing of it is marked."""
    from quizzes.session import practice_bank
    from quizzes.terminal import run_quiz
    bank = practice_bank()
    if list_topics:
        for name, each in bank.topics.items():
            print(f"{name:24} {each.title} ({len(each.questions)})")
        return
    try:
        run_quiz(topic, bank=bank, limit=limit)
    except KeyError as error:
        _stop(str(error.args[0]))


@app.command(epilog="`gatewise doctor` · `gatewise doctor --format json`")
def doctor(format: FormatOption = Format.text) -> None:
    """Probe what this machine can isolate, say the level (A, B or C) and how to raise it."""
    from autograder.doctor import probe, render
    report = probe()
    if format is Format.json:
        import json
        from dataclasses import asdict
        print(json.dumps(asdict(report), default=str))
    else:
        _console().print(render(report))


@app.command(epilog="`gatewise lint` in a clone · `gatewise lint --from another-course`")
def lint(root: Annotated[Path | None, typer.Option("--from", help="The folder with `reference/` and `exercises/` [default: this "
                                                   "clone].")] = None) -> None:
    """Prove the course: the reference passes, stubs do not, every known mistake is caught and told from every other.

    Exit status 1 when something does not hold; each finding says what to try.
    """
    from autograder.course import CourseError
    from autograder.lint import lint as run_lint
    console = _console()
    try:
        with console.status("Building keys and comparing every pair of mistakes …"):
            findings = run_lint(root or _clone())
    except CourseError as error:
        _stop(str(error))
    for finding in findings:
        console.print(f"[red]✗[/] {_escaped(str(finding))}")
    if findings:
        console.print(f"{len(findings)} finding{'s' if len(findings) > 1 else ''}.")
        raise typer.Exit(1)
    console.print("[green]✓[/] The course holds together.")


@course_app.command("new", epilog="`gatewise course new my-course` · `gatewise course new spring --from my-own-course`")
def course_new(
    folder: Annotated[Path, typer.Argument(help="A new folder for the course.", show_default=False)],
    root: Annotated[Path | None, typer.Option("--from", help="Where `reference/` and `exercises/` lie [default: this clone].")] = None,
    update: Annotated[bool, typer.Option("--update", help="Make notebooks, keys and kit of an existing course anew. Its secret, "
                                         "configuration, hand-ins and gradebook stay.")] = False,
) -> None:
    """Make an nbgrader course: sources, configuration, secret, answer keys and the learner kit."""
    from autograder.course import CourseError
    from autograder.notebooks.course import CourseExists, new_course
    console = _console()
    try:
        with console.status(f"Making a course in {folder} …") as status:
            made = new_course(root or _clone(), folder, lambda step: status.update(f"{step} …"), update=update)
    except (CourseError, CourseExists) as error:
        _stop(str(error))
    console.print(f"[green]✓[/] A course in [bold]{folder}[/], units {', '.join(made.units)}.")
    console.print(f"\nNext:\n  cd {folder}\n  nbgrader generate_assignment {made.units[0]}\n"
                  f"  # give learners {made.kit_zip.name}, collect into submitted/<learner>/<unit>/\n"
                  f"  gatewise course grade . \n  gatewise course report .")


@course_app.command("grade", epilog="`gatewise course grade my-course` · `gatewise course grade my-course gates --jobs 2`")
def course_grade(
    folder: Annotated[Path, typer.Argument(help="The course.", show_default=False)],
    unit: Annotated[str | None, typer.Argument(help="Only this unit.", show_default=False)] = None,
    jobs: JobsOption = None,
    force: Annotated[bool, typer.Option("--force", help="Grade again what is graded already and has not changed.")] = False,
    follow_through: Annotated[bool, typer.Option(help="Credit what is right given an earlier mistake.")] = True,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Grade every hand-in under `submitted/` into the gradebook, as `nbgrader autograde` would, without a kernel.

    What has not changed since it was graded is left alone, so a stopped run goes on where it was.
    """
    from autograder.folder import NotACourse
    from autograder.show import grade_course_shown
    try:
        ok = grade_course_shown(_console(), folder, unit, jobs, force, follow_through, allow_unsafe)
    except (NotACourse, PermissionError) as error:
        _stop(str(error))
    raise typer.Exit(0 if ok else 1)


@course_app.command("report", epilog="`gatewise course report my-course --out report.html`")
def course_report(
    folder: Annotated[Path, typer.Argument(help="The course.", show_default=False)],
    out: Annotated[Path | None, typer.Option(help="The file to write [default: report.html in the course].")] = None,
) -> None:
    """Write the class at a glance as one HTML file: who is where, and which mistakes are common."""
    from autograder.folder import CourseFolder, NotACourse
    from autograder.report.class_page import write_report
    try:
        path = write_report(CourseFolder(folder), out or folder / "report.html")
    except NotACourse as error:
        _stop(str(error))
    _console().print(f"[green]✓[/] Wrote {path}.")


@app.command(epilog="`gatewise demo` · `gatewise demo /tmp/class`")
def demo(folder: Annotated[Path, typer.Argument(help="A new folder for the demonstration.")] = Path("gatewise-demo"),
         allow_unsafe: UnsafeOption = False) -> None:
    """Build a course, grade a sample class into a real nbgrader gradebook, print the table and write the report."""
    from autograder.course import CourseError
    from autograder.demo import run_demo
    from autograder.notebooks.course import CourseExists
    try:
        run_demo(_console(), _clone(), folder, allow_unsafe)
    except (CourseError, CourseExists, PermissionError) as error:
        _stop(str(error))


def _clone() -> Path:
    from autograder.course import CourseError, default_root
    try:
        return default_root()
    except CourseError as error:
        _stop(str(error))


def _keys_of_clone() -> dict[str, AnswerKey]:
    import secrets

    from autograder.course import CourseError, build_keys
    try:
        return build_keys(_clone(), secrets.token_bytes(32))
    except CourseError as error:
        _stop(str(error))


def _console() -> Console:
    from rich.console import Console
    return Console(highlight=False)


def _escaped(text: str) -> str:
    from rich.markup import escape

    from autograder.report.text import clean
    return escape(clean(text))


def _stop(message: str) -> NoReturn:
    typer.echo(f"gatewise: {message}", err=True)
    raise typer.Exit(USAGE)


def main() -> None:
    """Entry point of the `gatewise` command."""
    app()
