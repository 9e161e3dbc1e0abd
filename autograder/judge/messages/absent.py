"""What is said where there is no function to run, or no submission to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from autograder.data.answer_key import ExerciseKey
from autograder.data.grades import Explanation
from autograder.data.runs import Note, TaskRun

_CURLY = "“”„‟‘’‚‛«»"
"""Quotes of word processors, which Python does not know."""
WHENCE_CURLY = "Curly quotes come from word processors and web pages."


def explain_not_attempted(
    exercise: ExerciseKey, run: TaskRun, blocking: Note | None = None, similar: str | None = None
) -> Explanation:
    """Explain that there is no function to run.

    Parameters
    ----------
    exercise, run
        The exercise, and what was found in its place.
    blocking
        The error at the top level that kept the function from being defined, if any.
    similar
        A function of the submission whose name is close to the one that is missing.
    """
    slug = exercise.slug
    if run.found == "missing" and blocking is not None:
        return Explanation(
            f"{slug} was never defined, because the code stopped before it: {note_text(blocking)}",
            _fix(blocking),
        )
    if run.found == "missing" and similar:
        return Explanation(
            f"There is no function {slug} here, but there is {similar}.",
            f"The exercise asks for the name {slug}: write `def {slug}(…)`.",
        )
    if run.found == "missing":
        return Explanation(
            f"There is no function {slug} here.",
            f"Put back `def {slug}(…)` with this very name, at the left edge. In the kit, `gatewise"
            f" reset {slug}` puts back what was handed out.",
        )
    return Explanation(
        "Not attempted: the function is still the stub.",
        f"Write {slug}: {exercise.hints[0]}" if exercise.hints else f"Write {slug}.",
    )


def curly_quote(message: str) -> str:
    """The quote of a word processor that a syntax error is about, empty for any other error."""
    return next((quote for quote in _CURLY if f"'{quote}'" in message), "")


def _fix(blocking: Note) -> str:
    """What to do about an error at the top level."""
    where = f"{blocking.chunk}, line {blocking.line}"
    curly = curly_quote(blocking.message)
    if curly:
        return (
            f"Type straight quotes in place of {curly} in {where}, then check again. {WHENCE_CURLY}"
        )
    return f"Fix {where}, then check again."


def explain_nothing_found(slugs: Sequence[str]) -> Explanation:
    """Explain that no function of the unit was found in a submission."""
    return Explanation(
        f"None of the functions of this unit ({', '.join(slugs)}) was found, so a person will look"
        " at it.",
        "Check that this is the right file, and that each `def` begins at the left edge, under the"
        " name that the unit gives it.",
    )


def explain_elsewhere(
    text_cells: Iterable[tuple[str, str]], spellings: Mapping[str, str]
) -> dict[str, Explanation]:
    """Explain, by exercise, where only a person can tell whether its function was written.

    Parameters
    ----------
    text_cells
        Exercises whose function stands in a cell that is not run, and that cell with its article.
    spellings
        Functions named as an exercise but for capitals and underscores, by exercise.
    """
    found = {slug: _other_spelling(slug, name) for slug, name in spellings.items()}
    return found | {slug: _in_text_cell(slug, place) for slug, place in text_cells}


def _in_text_cell(slug: str, place: str) -> Explanation:
    return Explanation(
        f"{slug} stands in {place}, which is not run, so a person will look at it.",
        f"Put {slug} into a code cell that holds Python alone, then run it.",
    )


def _other_spelling(slug: str, name: str) -> Explanation:
    return Explanation(
        f"There is no function {slug} here, but there is {name}. A person will look at it.",
        f"The exercise asks for the name {slug}: write `def {slug}(…)`.",
    )


def explain_unreadable(problem: str) -> Explanation:
    """Explain that the submission could not be read."""
    return Explanation(f"This submission could not be read, so a person will look at it. {problem}")


def note_text(note: Note) -> str:
    """Put a note into words, with its place."""
    where = f"{note.chunk}, line {note.line}" if note.line else note.chunk
    return f"{where}: {note.message}"
