"""`gatewise bank draw`: numbers of computed questions, for places without a reference."""

from __future__ import annotations

import typer

from autograder.commands.options import RootOption, examples
from autograder.commands.output import clone, escaped, new_console, say_done, stop

app = typer.Typer()


@app.command(
    epilog=examples(
        in_a_clone="gatewise bank draw", another_course="gatewise bank draw --from my-course"
    )
)
def draw(root: RootOption = None) -> None:
    """Draw the numbers of computed practice questions into the bank.

    It writes `quizzes/bank/practice/drawn.json`, for those who have the questions without the
    reference. A kit gets numbers of its own, so only a bank that is handed out by itself needs the
    file.
    """
    from autograder.course.declaration import read_declaration
    from autograder.course.discover import CourseError
    from autograder.course.questions import BANK, NUMBERS, practice_questions

    place = root or clone()
    try:
        questions = practice_questions(place, read_declaration(place))
    except CourseError as error:
        stop(str(error))
    if not questions.topics:
        stop(f"there are no questions in {place / BANK}.")
    target = place / BANK / NUMBERS
    target.write_bytes(questions.numbers)
    say_done(new_console(), f"Wrote {escaped(str(target))}.")
