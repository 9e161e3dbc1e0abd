"""What an author reads about files: every fault with its position, then advice on wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizzes.bank import practice_files
from quizzes.loading.bank import load_files
from quizzes.loading.lints import formula_faults, is_plain, lint
from quizzes.loading.positions import read_yaml
from quizzes.loading.problems import BankError
from quizzes.text import texts
from quizzes.types import Advice, Functions


@dataclass(frozen=True)
class Remark:
    """One thing to fix, and where: prints as ``file:line:column: …``.

    A remark on all files together has no file.
    """

    file: Path | None
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.text}" if self.file else self.text


@dataclass(frozen=True)
class Checked:
    """The result of checking files.

    ``mistakes`` keep the files from being loaded; ``advice`` is about their wording. ``questions``
    counts the questions that were loaded.
    """

    questions: int
    mistakes: tuple[Remark, ...]
    advice: tuple[Remark, ...]


def check_files(
    files: Sequence[Path],
    functions: Functions | None = None,
    misconceptions: Iterable[str] | None = None,
    root: Path | None = None,
) -> Checked:
    """Check files together with the practice bank, whose ids and topics they must not repeat.

    Parameters
    ----------
    files
        The files to check.
    functions
        The course's functions by dotted name. With them, names of functions are checked and
        computed questions are tried out.
    misconceptions
        The slugs of the course's catalogue. With them, names of misconceptions are checked.
    root
        The course whose practice bank it is; the nearest one without it.

    Raises
    ------
    BankError
        The practice bank itself, which `files` are not part of, holds faults.
    """
    own = {file.resolve() for file in files}
    others = [file for file in practice_files(root) if file.resolve() not in own]
    mistakes = [remark for file in files for remark in _formulas(file)]
    try:
        bank = load_files([*others, *files], misconceptions=misconceptions, functions=functions)
    except BankError as error:
        found = [
            Remark(problem.path, problem.line, problem.column, str(problem.fault))
            for problem in error.problems
            if problem.path and problem.path.resolve() in own
        ]
        if not found:
            raise
        mistakes += found
    if mistakes:
        order = [*files, None]
        mistakes.sort(key=lambda remark: (order.index(remark.file), remark.line, remark.column))
        return Checked(0, tuple(mistakes), ())
    positions = {name: remark for file in files for name, remark in _positions(file)}
    questions = [question for question in bank.questions if question.id in positions]
    advice = lint(questions)
    if functions is not None:
        advice += [tip for question in questions for tip in question.tried(functions)]
    return Checked(len(questions), (), tuple(_placed(tip, positions) for tip in advice))


def _formulas(file: Path) -> Iterator[Remark]:
    """Yield formulas that no page could show, each where its text begins."""
    try:
        document = read_yaml(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return
    for place, text in texts(document.value):
        for fault in () if is_plain(place) else formula_faults(text):
            yield Remark(file, *document.position(place), fault)


def _positions(file: Path) -> Iterator[tuple[str, Remark]]:
    """Yield the id of each question, with an empty remark at its position."""
    document = read_yaml(file.read_text(encoding="utf-8"))
    for number, question in enumerate(document.value["questions"]):
        yield question["id"], Remark(file, *document.position(("questions", number, "id")), "")


def _placed(advice: Advice, positions: dict[str, Remark]) -> Remark:
    at = positions.get(advice.question, Remark(None, 0, 0, ""))
    return Remark(at.file, at.line, at.column, str(advice))
