"""The commands for graded quizzes: add one to a course, and see how well its questions measure."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands import course_merge
from autograder.commands.bank import course_names, found
from autograder.commands.options import CourseArgument, Format, FormatOption, examples
from autograder.commands.output import (
    escaped,
    new_console,
    say_advice,
    say_done,
    stop,
)

if TYPE_CHECKING:
    from rich.console import Console

    from autograder.submission.course_folder import CourseFolder
    from quizzes.analysis import QuizFigures
    from quizzes.graded import Assignment
    from quizzes.types import AskedQuestion

app = course_merge.app


class FeedbackRelease(StrEnum):
    """When learners see what they got for each question."""

    after_due = "after-due"
    at_once = "at-once"


FeedbackOption = Annotated[
    FeedbackRelease | None,
    typer.Option(
        show_default=False,
        help="When learners see marks and feedback on each question: `after-due`, when they can no"
        " longer answer, or `at-once` [default: what the quiz has, else `after-due`].",
    ),
]


@app.command(
    "add-quiz",
    epilog=examples(
        questions_of_your_own="gatewise course add-quiz my-course midterm.yaml",
        a_sample_to_begin_with="gatewise course add-quiz my-course graded-gates",
        after_a_change="gatewise course add-quiz my-course my-course/quizzes/graded-gates.yaml",
    ),
)
def add_quiz(
    folder: CourseArgument,
    file: Annotated[
        Path,
        typer.Argument(
            show_default=False,
            help="A YAML file with `use: graded`, or the name of a sample such as `graded-gates`.",
        ),
    ],
    feedback: FeedbackOption = None,
) -> None:
    """Add a graded quiz to a course, or make it again after a change.

    It reads a YAML file and writes an assignment like any other, named after the quiz's topic. The
    numbers are drawn from the course's secret, and the key stays on your side. A copy of the file
    is kept in the course, under `quizzes/`.

    Where the quiz has a due date, feedback on each question is held back until then: a learner who
    sees it earlier can submit again until every answer is right.
    """
    from autograder.notebooks.gradebook.trouble import CourseTrouble, plain_trouble
    from autograder.notebooks.quizzes.assignments import DamagedQuiz, QuizChanged, Release
    from autograder.notebooks.quizzes.assignments import add_quiz as add
    from autograder.submission.course_folder import CourseFolder, NotACourse
    from quizzes import BankError, DrawingError, NotGradable, bank_files, make_assignment

    home = CourseFolder(folder)
    root = home.origin if bank_files(home.origin) else None
    path = _questions(home, file, root)
    try:
        secret = home.seed()
        functions, misconceptions = course_names(home.origin)
        made = make_assignment(path, secret, functions or {}, misconceptions)
        kept = _own_copy(home, path, made.name)
        again = home.root.joinpath("source", made.name).is_dir()
        release: Release | None = feedback.value if feedback else None
        with plain_trouble(f"sqlite:///{home.gradebook}"):
            add(home, made.name, made.cells, made.key, made.asked, release)
            _keep(path, kept)
    except (NotACourse, BankError, NotGradable, DrawingError, QuizChanged) as error:
        stop(str(error))
    except (CourseTrouble, DamagedQuiz) as error:
        stop(str(error))
    console = new_console()
    for advice in made.advice:
        say_advice(console, escaped(str(advice)))
    if path in bank_files(root):
        say_advice(
            console,
            "This sample is public, with its keys: rewrite its questions before they earn marks.",
        )
    _say_made(console, made, kept, again)
    console.print(_about_feedback(home, made.name), soft_wrap=True)
    _say_next(console, folder, made.name, again)


def _say_made(console: Console, made: Assignment, kept: Path, again: bool) -> None:
    """Print what became of the file, and where the course's copy of it is."""
    from autograder.report.text import points

    start, end = ("Made", " again") if again else ("Added", "")
    worth = f"{points(made.points)} point{'' if made.points == 1 else 's'}"
    say_done(
        console,
        f"{start} the quiz [bold]{made.name}[/]{end}: {escaped(made.title)}, {worth}. Its questions"
        f" are in {escaped(str(kept))}.",
    )


def _say_next(console: Console, folder: Path, name: str, again: bool) -> None:
    """Print the commands that come after adding a quiz."""
    console.print(
        f"\nNext:\n  cd {escaped(quote(str(folder)))}\n  nbgrader generate_assignment"
        f" {name}{' --force' if again else ''}\n  # give learners release/{name}/{name}.ipynb,"
        f" collect into submitted/<learner>/{name}/\n  gatewise course grade . {name}\n "
        f" gatewise course quizzes . {name}",
        soft_wrap=True,
    )


@app.command(
    "quizzes",
    epilog=examples(
        every_quiz="gatewise course quizzes my-course",
        one_of_them="gatewise course quizzes my-course graded-gates",
        for_programs="gatewise course quizzes my-course --format json",
    ),
)
def quizzes(
    folder: CourseArgument,
    quiz: Annotated[str | None, typer.Argument(help="Only this quiz.", show_default=False)] = None,
    format: FormatOption = Format.text,
) -> None:
    """Show how well the questions of graded quizzes measure.

    It reads each learner's first graded submission, whatever came after it, and prints an item
    analysis: difficulty, item–rest discrimination, the upper–lower 27% index, KR-20 or alpha, the
    standard error of measurement, and how many learners chose each option. With fewer than 30
    learners it draws no conclusions.
    """
    from autograder.submission.course_folder import CourseFolder, NotACourse

    home = CourseFolder(folder)
    try:
        home.seed()
    except NotACourse as error:
        stop(str(error))
    with new_console().status("Reading first attempts …"):
        from autograder.notebooks.gradebook.trouble import CourseTrouble
        from autograder.notebooks.quizzes.assignments import DamagedQuiz, quiz_names

        names = quiz_names(home)
        if quiz is not None and quiz not in names:
            stop(
                f"there is no quiz {quiz!r} in {folder}; there"
                f" {'are ' + ', '.join(names) if names else 'is none yet'}. Add one with `gatewise"
                f" course add-quiz {folder} FILE.yaml`."
            )
        try:
            analyses = [_analyse(home, name) for name in ([quiz] if quiz else names)]
        except (CourseTrouble, DamagedQuiz) as error:
            stop(str(error))
    if not analyses and format is Format.text:
        new_console().print(
            f"No graded quiz in {escaped(str(folder))} yet. Add one: gatewise course add-quiz "
            f"{escaped(str(folder))} FILE.yaml (or graded-gates, a sample).",
            soft_wrap=True,
        )
    for analysis in analyses:
        if format is Format.json:
            _print_json(analysis)
        else:
            _print_text(analysis, folder)


@dataclass(frozen=True)
class _Analysis:
    """What is known of one quiz.

    ``figures`` is ``None`` when nobody's answers are graded; ``without`` counts submissions without
    answers to look at.
    """

    name: str
    figures: QuizFigures | None
    questions: list[AskedQuestion]
    without: int


def _analyse(home: CourseFolder, name: str) -> _Analysis:
    from autograder.notebooks.gradebook.first_attempts import first_attempts
    from autograder.notebooks.quizzes.assignments import quiz_key
    from quizzes import analyse, attempt_of, load_key

    questions = load_key(quiz_key(home, name))
    attempts, without = first_attempts(home, name)
    marked = [
        attempt_of(questions, attempt.learner, attempt.when, attempt.answers, attempt.adjusted)
        for attempt in attempts
    ]
    return _Analysis(name, analyse(marked, questions) if marked else None, questions, without)


def _print_json(analysis: _Analysis) -> None:
    import json
    from dataclasses import asdict

    figures = analysis.figures
    found = {} if figures is None else {**asdict(figures), "enough": figures.enough}
    start = {"schema": 1, "quiz": analysis.name, "learners": 0, "without": analysis.without}
    print(json.dumps(start | found))


def _print_text(analysis: _Analysis, folder: Path) -> None:
    from quizzes import print_figures

    console = new_console()
    if analysis.figures is None:
        name = escaped(analysis.name)
        console.print(
            f"[bold]{name}[/]\nNobody's answers are graded yet: gatewise course grade"
            f" {escaped(quote(str(folder)))} {name}",
            soft_wrap=True,
        )
    else:
        print_figures(
            console, analysis.name, analysis.figures, analysis.questions, analysis.without
        )
    console.print()


def _about_feedback(home: CourseFolder, name: str) -> str:
    """Return when learners see what they got for each question, and how to change that."""
    from autograder.notebooks.quizzes.assignments import release_of

    if release_of(home, name) == "at-once":
        return (
            "Learners see marks on each question as soon as feedback is released; who may submit"
            " again can try until all are right. To hold them back: --feedback after-due."
        )
    return (
        "Marks and feedback on each question are held back until the quiz is due. Set a due date in"
        " formgrader; without one nothing is held back. After it, release them with `nbgrader"
        f" generate_feedback {name} --force`. To show them earlier: --feedback at-once."
    )


def _questions(home: CourseFolder, file: Path, root: Path | None) -> Path:
    """The file that was typed: the course's own copy of that name comes before the bank's.

    The bank is that of the clone at ``root``; without one it is the nearest.
    """
    own = home.root / "quizzes" / f"{file}.yaml"
    [path] = found([own if own.is_file() else file], root)
    return path


def _own_copy(home: CourseFolder, path: Path, name: str) -> Path:
    """Where the course's own copy of the questions is, or will be.

    The command ends when the copy differs from the file.
    """
    target = home.root / "quizzes" / f"{name}.yaml"
    if target.exists() and target.read_bytes() != path.read_bytes():
        stop(
            f"the course has its own copy of this quiz, {target}, and {path} differs from it."
            " Change the copy and name that one, or delete it first."
        )
    return target


def _keep(path: Path, target: Path) -> None:
    """Make the course's own copy, which only its owner can read, unless it exists."""
    if not target.exists():
        target.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(path, target)
        target.chmod(0o600)
