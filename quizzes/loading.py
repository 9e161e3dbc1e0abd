"""From the YAML of a bank to questions; every mistake of every file is reported at once, with its
line and column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from quizzes.consistency import Mistake, inconsistencies, nearest_name, unknown_name
from quizzes.explaining import explained
from quizzes.models import TOPIC, Topic, WrittenQuestion
from quizzes.positions import Document, read
from quizzes.reading import shortened

BANK = Path(__file__).parent / "bank"

CALLABLE = "a function a question may call, reference.NAME or numbers.NAME"
A_TOPIC = (
    "a topic: the lines `topic:`, `title:`, `use:` and `questions:` (quizzes/bank/README.md shows"
    " one)"
)


@dataclass(frozen=True)
class Finding:
    """A `Mistake` in a file: prints as ``file:line:column: saw …; expected …``."""

    file: str
    line: int
    column: int
    mistake: Mistake
    path: Path | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.mistake}"


class BankError(ValueError):
    """Raised when files of a bank hold mistakes: all of them, in reading order."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(
            sorted(findings, key=lambda found: (found.file, found.line, found.column))
        )
        count = len(self.findings)
        title = f"{count} mistake{'s' if count != 1 else ''} in the questions:"
        super().__init__("\n".join([title, *map(str, self.findings)]))


class UnknownName(KeyError):
    """Raised for a topic or question there is not; unlike other key errors it reads as the sentence
    it holds.
    """

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Bank:
    """Topics by name, each with its questions."""

    topics: Mapping[str, Topic]

    @property
    def questions(self) -> tuple[WrittenQuestion, ...]:
        """All questions, topic by topic."""
        return tuple(question for topic in self.topics.values() for question in topic.questions)

    def topic(self, name: str) -> Topic:
        """The topic called `name`; a `KeyError` names the ones there are."""
        if name not in self.topics:
            close = nearest_name(name, self.topics)
            hint = f" Did you mean {close!r}?" if close else ""
            raise UnknownName(
                f"There is no quiz topic {name!r}.{hint} The topics are: {', '.join(self.topics)}."
            )
        return self.topics[name]

    def question(self, name: str) -> WrittenQuestion:
        """The question with the id `name`."""
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
    """Every ``*.yaml`` of the folders, validated; without folders the installed practice bank.

    `misconceptions` are the slugs of the course's catalogue and `functions` the dotted names a
    computed question may call: where given, names that are not among them are mistakes too. Raises
    `BankError`.
    """
    files = sorted(
        file for folder in folders or (BANK / "practice",) for file in Path(folder).glob("*.yaml")
    )
    return load_files(files, misconceptions=misconceptions, functions=functions)


def load_files(
    files: Sequence[Path],
    *,
    misconceptions: Iterable[str] | None = None,
    functions: Iterable[str] | None = None,
) -> Bank:
    """The topics in these files, as `load_bank`."""
    known = _Known(
        set(misconceptions) if misconceptions is not None else None,
        set(functions) if functions is not None else None,
    )
    findings: list[Finding] = []
    topics: dict[str, Topic] = {}
    for file in files:
        topic, mistakes = _load(file, known)
        findings += mistakes
        if topic is not None:
            topics.setdefault(topic.topic, topic)
    if findings:
        raise BankError(findings)
    return Bank(dict(sorted(topics.items(), key=lambda item: (item[1].order, item[0]))))


class _Known:
    """The names that references are checked against, and the ids already taken."""

    def __init__(self, misconceptions: set[str] | None, functions: set[str] | None) -> None:
        self.misconceptions = misconceptions
        self.functions = functions
        self.taken: dict[str, str] = {}

    def claim(self, what: str, name: str, place: str) -> str | None:
        """Where `name` was used before, if it was."""
        first = self.taken.setdefault(f"{what} {name}", place)
        return first if first != place else None


def _load(file: Path, known: _Known) -> tuple[Topic | None, list[Finding]]:
    name = (
        file.name
        if file.parent.name not in ("practice", "graded")
        else f"{file.parent.name}/{file.name}"
    )
    try:
        document = read(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        seen = f"byte {error.start + 1} is no UTF-8"
        return None, [
            Finding(
                name,
                1,
                1,
                Mistake((), seen, "text in UTF-8: save the file anew in that encoding"),
                file,
            )
        ]
    findings = [Finding(name, *position, mistake, file) for position, mistake in document.mistakes]
    if document.value is None:
        if not findings:
            findings = [Finding(name, 1, 1, Mistake((), "an empty file", A_TOPIC), file)]
        return None, findings
    if not isinstance(document.value, dict):
        seen = (
            f"a list with {len(document.value)} entries"
            if isinstance(document.value, list)
            else f"{document.value!r}"
        )
        whole = Mistake((), f"{shortened(seen)} and no topic", A_TOPIC)
        return None, [*findings, Finding(name, *document.position(()), whole, file)]
    mistakes = list(_names(document, known, name, file.parent.name))
    raw = _with_use(document.value)
    for i, question in _questions(raw):
        mistakes += [mistake.under("questions", i) for mistake in inconsistencies(question)]
    topic = None
    try:
        topic = TOPIC.validate_python(raw)
    except ValidationError as error:
        told = {mistake.path for mistake in mistakes}
        mistakes += [
            mistake
            for mistake in explained(error, document.value)
            if mistake.path not in told or isinstance(document.at(mistake.path), dict | list)
        ]
    findings += [
        Finding(name, *_position(document, mistake), mistake, file)
        for mistake in mistakes
        if not document.broken_at(mistake.path)
    ]
    return topic, findings


def _position(document: Document, mistake: Mistake) -> tuple[int, int]:
    """An unknown key is pointed at itself, as is one with nothing behind it; everything else at its
    value.
    """
    key = (*mistake.path, "<key>")
    at_key = mistake.expected.startswith("one of the fields") or document.at(mistake.path) is None
    return (
        document.where[key] if at_key and key in document.where else document.position(mistake.path)
    )


def _questions(raw: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    questions = raw.get("questions") if isinstance(raw, dict) else None
    if isinstance(questions, list):
        yield from (
            (i, question) for i, question in enumerate(questions) if isinstance(question, dict)
        )


def _with_use(raw: Any) -> Any:
    """The file's ``use`` handed to each question that does not say its own."""
    if not isinstance(raw, dict) or not isinstance(raw.get("questions"), list):
        return raw
    return raw | {
        "questions": [
            {"use": raw.get("use")} | question if isinstance(question, dict) else question
            for question in raw["questions"]
        ]
    }


def _names(document: Document, known: _Known, name: str, folder: str) -> Iterator[Mistake]:
    """Ids used twice, and names that point at nothing outside the file."""
    raw = document.value
    if not isinstance(raw, dict):
        return
    if isinstance(raw.get("topic"), str) and (first := known.claim("topic", raw["topic"], name)):
        yield Mistake(
            ("topic",),
            f"the topic {raw['topic']!r} a second time (first in {first})",
            "one file a topic",
        )
    if (
        folder in ("practice", "graded")
        and raw.get("use") in ("practice", "graded")
        and raw["use"] != folder
    ):
        yield Mistake(("use",), f"use {raw['use']!r} in the folder {folder}", f"use: {folder}")
    for i, question in _questions(raw):
        here = ("questions", i)
        if isinstance(question.get("id"), str):
            place = f"{name}:{document.position((*here, 'id'))[0]}"
            if first := known.claim("question", question["id"], place):
                yield Mistake(
                    (*here, "id"),
                    f"the id {question['id']!r} a second time (first at {first})",
                    "an id that no other question has",
                )
        if question.get("use", raw.get("use")) != raw.get("use"):
            yield Mistake(
                (*here, "use"),
                f"use {question['use']!r} in a file with use {raw.get('use')!r}",
                "all questions of a file for the same use",
            )
        yield from (mistake.under(*here) for mistake in _outside_names(question, known))


def _outside_names(value: Any, known: _Known) -> Iterator[Mistake]:
    if isinstance(value, list):
        for i, inner in enumerate(value):
            yield from (mistake.under(i) for mistake in _outside_names(inner, known))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if (
                key == "misconception"
                and isinstance(inner, str)
                and known.misconceptions is not None
            ):
                if inner not in known.misconceptions:
                    yield unknown_name(
                        (key,), inner, known.misconceptions, "a misconception of the catalogue"
                    )
            elif key == "function" and isinstance(inner, str) and known.functions is not None:
                if inner not in known.functions:
                    yield unknown_name((key,), inner, known.functions, CALLABLE)
            else:
                yield from (mistake.under(key) for mistake in _outside_names(inner, known))
