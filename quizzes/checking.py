"""What an author is told about their files: every mistake with its place, then advice on how the
questions are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizzes.consistency import texts
from quizzes.drawing import DrawingError, Functions, draw, number_functions
from quizzes.exports import slack
from quizzes.lints import Advice, formula_faults, lint
from quizzes.loading import BANK, BankError, load_files
from quizzes.models import Computed, Numeric, Question
from quizzes.positions import read

SEEDS = 60
"""How many drawings of a computed question are tried out."""

ROUNDING = 1e-9
"""An answer smaller than this is a sum that cancels: a learner reads a rounding error in the
explanation."""


@dataclass(frozen=True)
class Remark:
    """One thing to mend, and where: prints as ``file:line:column: …`` (a remark on all files
    together has no place).
    """

    file: Path | None
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.text}" if self.file else self.text


@dataclass(frozen=True)
class Checked:
    """What came of checking some files: ``mistakes`` keep them from being loaded, ``advice`` is
    about their wording.
    """

    questions: int
    mistakes: tuple[Remark, ...]
    advice: tuple[Remark, ...]


def bank_files() -> list[Path]:
    """Every file of the bank: practice, and the graded samples where this is a clone."""
    return [file for use in ("practice", "graded") for file in sorted((BANK / use).glob("*.yaml"))]


def check_files(
    files: Sequence[Path],
    functions: Functions | None = None,
    misconceptions: Iterable[str] | None = None,
) -> Checked:
    """Check these files, beside the practice bank, whose ids and topics they must not use again.

    With `functions` (the course's) and `misconceptions` (of its catalogue) names of these are
    checked too, and computed questions are tried out.
    """
    mine = {file.resolve() for file in files}
    others = [
        file for file in sorted((BANK / "practice").glob("*.yaml")) if file.resolve() not in mine
    ]
    known = {**functions, **number_functions()} if functions is not None else None
    found = [fault for file in files for fault in _formulas(file)]
    try:
        bank = load_files([*others, *files], misconceptions=misconceptions, functions=known)
    except BankError as error:
        told = [
            Remark(each.path, each.line, each.column, str(each.mistake))
            for each in error.findings
            if each.path and each.path.resolve() in mine
        ]
        if not told:
            raise
        found += told
    if found:
        order = [*files, None]
        found.sort(key=lambda each: (order.index(each.file), each.line, each.column))
        return Checked(0, tuple(found), ())
    place = {name: remark for file in files for name, remark in _places(file)}
    questions = [question for question in bank.questions if question.id in place]
    advice = [
        *lint(questions),
        *(one for question in questions for one in _tried(question, functions)),
    ]
    return Checked(len(questions), (), tuple(_placed(one, place) for one in advice))


def _formulas(file: Path) -> Iterator[Remark]:
    """Formulas that no page could show, each where its text begins."""
    try:
        document = read(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return
    for path, text in texts(document.value, ()):
        yield from (Remark(file, *document.position(path), fault) for fault in formula_faults(text))


def _tried(question: Question, functions: Functions | None) -> Iterator[Advice]:
    """Numbers that cancel, and foreseen wrong ones that the tolerance would take for right, with
    what was drawn.
    """
    if functions is None or not isinstance(question, Computed | Numeric):
        return
    said: set[int] = set()
    for seed in range(SEEDS if isinstance(question, Computed) else 1):
        try:
            asked = (
                draw(question, b"%d" % seed, functions)
                if isinstance(question, Computed)
                else question
            )
        except DrawingError as error:
            yield Advice(question.id, "computed", str(error))
            return
        drawn = ", ".join(
            f"{name} = {value:g}" for name, value in getattr(asked, "values", {}).items()
        )
        if isinstance(question, Computed) and abs(asked.answer) < ROUNDING and -1 not in said:
            said.add(-1)
            yield Advice(
                question.id, "cancels", f"the answer is 0 for {drawn}: draw from other numbers"
            )
        for place, wrong in enumerate(asked.wrong):
            if abs(wrong.value - asked.answer) <= slack(asked) and place not in said:
                said.add(place)
                yield Advice(
                    question.id,
                    "wrong-is-right",
                    f"wrong number {place + 1} counts as right"
                    f"{f' for {drawn}' if drawn else ''}: draw from other numbers, or allow less",
                )


def _places(file: Path) -> Iterator[tuple[str, Remark]]:
    document = read(file.read_text(encoding="utf-8"))
    for number, question in enumerate(document.value["questions"]):
        yield question["id"], Remark(file, *document.position(("questions", number, "id")), "")


def _placed(advice: Advice, place: dict[str, Remark]) -> Remark:
    where = place.get(advice.question)
    return (
        Remark(where.file, where.line, where.column, str(advice))
        if where
        else Remark(None, 0, 0, str(advice))
    )
