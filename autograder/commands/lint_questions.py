"""What lint asks of a course's question bank, in a process where the course's code is loaded."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.commands.question_functions import question_functions
from autograder.course.declaration import FILE
from autograder.course.discover import CourseError, collect
from autograder.course.lint.findings import Findings, pack, unpack
from autograder.course.lint.problem import Place, Problem
from autograder.course.process import run_in_course

if TYPE_CHECKING:
    from quizzes.types import Functions, Question

BANK = Path("quizzes", "bank")
"""Where the questions of a course are, below its root."""


def question_problems(root: Path) -> list[Problem]:
    """Check the questions of a course whose code can be loaded.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.

    Returns
    -------
    list of Problem
        Mistakes in ``course.toml`` and in the files, and computed questions that cannot be drawn.
    """
    if not (root / FILE).is_file() and not any((root / BANK).rglob("*.yaml")):
        return []
    lines: list[str] = []
    run_in_course(root, "autograder.commands.lint_questions", {}, lines.append)
    return unpack(lines[-1]).problems


def _problems(root: Path) -> Iterator[Problem]:
    from quizzes.loading import BankError, check_files, load_files
    from quizzes.types import DrawingError

    slugs = [held.item.slug for package in collect(root) for held in package.misconceptions]
    try:
        functions = question_functions(root)
    except (CourseError, DrawingError) as error:
        yield _declared_wrongly(str(error), root)
        return
    files = sorted((root / BANK).rglob("*.yaml"))
    try:
        checked = check_files(files, functions, slugs, root)
    except BankError as error:
        yield _problem(str(BANK), str(error), 0)
        return
    for remark in checked.mistakes:
        file = remark.file.relative_to(root).as_posix() if remark.file else str(BANK)
        yield _problem(file, remark.text, remark.line)
    if not checked.mistakes:
        for path in files:
            yield from _undrawn(path, load_files([path]).questions, functions, root)


def _declared_wrongly(sentence: str, root: Path) -> Problem:
    """A fault of ``course.toml``, which says its line after the path."""
    said = sentence.removeprefix(str(root / FILE)).removeprefix(":")
    line = re.match(r"(\d+): ", said)
    words = said[line.end() :] if line else said
    return Problem("course", FILE, words, Place(FILE, int(line[1]) if line else 1))


def _undrawn(
    file: Path, questions: Sequence[Question], functions: Functions, root: Path
) -> Iterator[Problem]:
    """Find computed questions that give no number, or whose drawn numbers are not up to date."""
    from quizzes.loading import draw_many, read_drawn
    from quizzes.types import DrawingError

    drawn = file.parent / "drawn.json"
    known: Mapping[str, Any] = read_drawn(drawn) if drawn.is_file() else {}
    place = file.relative_to(root).as_posix()
    text = file.read_text(encoding="utf-8").splitlines()
    for question in questions:
        line = next((at for at, words in enumerate(text, 1) if f"id: {question.id}" in words), 1)
        try:
            numbers = draw_many([question], 3, functions)
        except DrawingError as error:
            yield _problem(place, f"{error}. Every draw should give one finite number.", line)
            continue
        if numbers and drawn.is_file() and question.use == "practice":
            found = known.get(question.id, [])
            if not found or found[0] != numbers[question.id][0]:
                yield _problem(
                    place,
                    f"The numbers of {question.id} in drawn.json are missing or of an older version"
                    " of the question. They should be drawn again, for learners who have no"
                    " reference. Run `gatewise bank draw`.",
                    line,
                )


def _problem(file: str, message: str, line: int) -> Problem:
    return Problem("question", Path(file).stem, message, Place(file, line))


def _main() -> None:
    request = json.loads(sys.stdin.read())
    own = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a course's own code prints
    found = Findings(list(_problems(Path(request["root"]))))
    print(pack(found), file=own, flush=True)


if __name__ == "__main__":
    _main()
