"""From YAML files to topics with questions; every fault of every file is reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from quizzes.bank import practice_files
from quizzes.loading.explaining import explained
from quizzes.loading.lints import is_plain
from quizzes.loading.malformed import Position
from quizzes.loading.names import KnownNames, questions_of
from quizzes.loading.positions import KEY, Document, read_yaml
from quizzes.loading.problems import BankError, BankProblem, UnknownName
from quizzes.loading.topic import TOPIC, Topic
from quizzes.text import priced, shortened, texts
from quizzes.types import Fault, Question, kind_of, nearest_name

A_TOPIC = (
    "a topic: the lines `topic:`, `title:`, `use:` and `questions:` (quizzes/bank/README.md shows"
    " one)"
)


NO_QUESTIONS = (
    "There are no practice questions here. They come with the kit of a course: go to its folder, or"
    " to the folder of one of its units."
)
"""What is said where no questions are found."""


@dataclass(frozen=True)
class Bank:
    """Topics by name, each with its questions."""

    topics: Mapping[str, Topic]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, topic by topic."""
        return tuple(question for topic in self.topics.values() for question in topic.questions)

    def topic(self, name: str) -> Topic:
        """Return the topic called `name`.

        Raises
        ------
        UnknownName
            There is no such topic. The message lists the topics there are.
        """
        if not self.topics:
            raise UnknownName(NO_QUESTIONS)
        if name not in self.topics:
            close = nearest_name(name, self.topics)
            hint = f" Did you mean {close!r}?" if close else ""
            raise UnknownName(
                f"There is no quiz topic {name!r}.{hint} The topics are: {', '.join(self.topics)}."
            )
        return self.topics[name]

    def question(self, name: str) -> Question:
        """Return the question with the id `name`.

        Raises
        ------
        UnknownName
            There is no such question. The message says which id is close.
        """
        for question in self.questions:
            if question.id == name:
                return question
        close = nearest_name(name, [question.id for question in self.questions])
        raise UnknownName(
            f"There is no question {name!r}." + (f" Did you mean {close!r}?" if close else "")
        )


def load_bank(
    *folders: Path,
    misconceptions: Iterable[str] | None = None,
    functions: Iterable[str] | None = None,
) -> Bank:
    """Load every ``*.yaml`` of some folders.

    Parameters
    ----------
    folders
        The folders; the installed practice bank without any.
    misconceptions, functions
        As for `load_files`.

    Raises
    ------
    BankError
        The files hold faults.
    """
    files = [file for folder in folders for file in sorted(Path(folder).glob("*.yaml"))]
    return load_files(
        sorted(files) if folders else practice_files(),
        misconceptions=misconceptions,
        functions=functions,
    )


def load_files(
    files: Sequence[Path],
    *,
    misconceptions: Iterable[str] | None = None,
    functions: Iterable[str] | None = None,
) -> Bank:
    """Load the topics in some files.

    Parameters
    ----------
    files
        YAML files, one topic each.
    misconceptions
        The slugs of the course's catalogue. Where given, any other slug is a fault.
    functions
        The dotted names that a computed question may call. Where given, any other is a fault; as a
        mapping to the functions, wrong names of arguments are faults as well.

    Raises
    ------
    BankError
        The files hold faults; the error holds all of them with their positions.
    """
    known = KnownNames(misconceptions, functions)
    problems: list[BankProblem] = []
    topics: dict[str, Topic] = {}
    for file in files:
        topic, found = _load(file, known)
        problems += found
        if topic is not None:
            topics.setdefault(topic.topic, topic)
    if problems:
        raise BankError(problems)
    return Bank(dict(sorted(topics.items(), key=lambda item: (item[1].order, item[0]))))


def _load(file: Path, known: KnownNames) -> tuple[Topic | None, list[BankProblem]]:
    folder = file.parent.name
    name = f"{folder}/{file.name}" if folder in ("practice", "graded") else file.name

    def problem(position: Position, fault: Fault) -> BankProblem:
        return BankProblem(name, *position, fault, file)

    try:
        document = read_yaml(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        seen = f"byte {error.start + 1} is no UTF-8"
        fault = Fault((), seen, "text in UTF-8: save the file anew in that encoding")
        return None, [problem((1, 1), fault)]
    problems = [problem(position, fault) for position, fault in document.faults]
    if document.value is None:
        return None, problems or [problem((1, 1), Fault((), "an empty file", A_TOPIC))]
    if not isinstance(document.value, dict):
        return None, [*problems, problem(document.position(()), _no_topic(document.value))]
    faults = [*known.faults(document, name, folder), *_prices(document)]
    topic, faults = _topic(document, faults)
    problems += [
        problem(_position(document, fault), fault)
        for fault in faults
        if not document.broken_at(fault.place)
    ]
    return topic, problems


def _prices(document: Document) -> Iterator[Fault]:
    """Yield dollar signs that would make a formula of what stands between two prices."""
    for place, text in texts(document.value):
        for inside in () if is_plain(place) else priced(text):
            yield Fault(
                place,
                f"two dollar signs that make a formula of {shortened(inside)!r}",
                "\\$ for a plain dollar, as in \\$5, and no space between a formula and its dollar"
                " signs",
            )


def _no_topic(value: Any) -> Fault:
    seen = f"a list with {len(value)} entries" if isinstance(value, list) else f"{value!r}"
    return Fault((), f"{shortened(seen)} and no topic", A_TOPIC)


def _topic(document: Document, faults: list[Fault]) -> tuple[Topic | None, list[Fault]]:
    """Return the topic of a file, if it can be read, and `faults` with all others in it."""
    raw = _with_use(document.value)
    for i, question in questions_of(raw):
        faults += [fault.under("questions", i) for fault in kind_of(question).faults(question)]
    try:
        return TOPIC.validate_python(raw), faults
    except ValidationError as error:
        reported = {fault.place for fault in faults}
        return None, faults + [
            fault
            for fault in explained(error, document.value, document.written)
            if fault.place not in reported or isinstance(document.at(fault.place), dict | list)
        ]


def _position(document: Document, fault: Fault) -> Position:
    """Return where to point: at an unknown key, or one with nothing behind it, else at a value."""
    key = (*fault.place, KEY)
    at_key = fault.expected.startswith("one of the fields") or document.at(fault.place) is None
    return (
        document.where[key] if at_key and key in document.where else document.position(fault.place)
    )


def _with_use(raw: Any) -> Any:
    """Return the values of a file, with its ``use`` in each question that does not say its own."""
    if not isinstance(raw.get("questions"), list):
        return raw
    return raw | {
        "questions": [
            {"use": raw.get("use")} | question if isinstance(question, dict) else question
            for question in raw["questions"]
        ]
    }
