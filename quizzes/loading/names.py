"""Names in a file that point outside it: ids already taken, misconceptions, functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from quizzes.loading.positions import Document
from quizzes.text import Place, texts
from quizzes.types import Fault, unknown_name

CALLABLE = "a function of the reference, or of a file that course.toml declares"


class KnownNames:
    """What names are checked against, and the ids that earlier files took.

    Parameters
    ----------
    misconceptions
        The slugs of the course's catalogue; without them no misconception is checked.
    functions
        The dotted names that a computed question may call; without them none is checked. Where
        they come with the functions, names of arguments are checked as well.
    """

    def __init__(
        self, misconceptions: Iterable[str] | None = None, functions: Iterable[str] | None = None
    ) -> None:
        self._signatures = functions if isinstance(functions, Mapping) else {}
        self._known = {
            key: (set(names), what)
            for key, names, what in (
                ("misconception", misconceptions, "a misconception of the catalogue"),
                ("function", functions, CALLABLE),
            )
            if names is not None
        }
        self._taken: dict[str, str] = {}

    def faults(self, document: Document, name: str, folder: str) -> Iterator[Fault]:
        """Yield what is wrong with the names of one file.

        Parameters
        ----------
        document
            The values of the file.
        name
            The file's short name, for messages.
        folder
            The name of its folder, which says what practice and graded files are for.
        """
        raw = document.value
        topic, use = raw.get("topic"), raw.get("use")
        if isinstance(topic, str) and (first := self._claim("topic", topic, name)):
            seen = f"the topic {topic!r} a second time (first in {first})"
            yield Fault(("topic",), seen, "one file a topic")
        uses = ("practice", "graded")
        if folder in uses and use in uses and use != folder:
            yield Fault(("use",), f"use {use!r} in the folder {folder}", f"use: {folder}")
        for i, question in questions_of(raw):
            place = f"{name}:{document.position(('questions', i, 'id'))[0]}"
            for fault in self._question(question, use, place):
                yield fault.under("questions", i)

    def _question(self, question: dict[str, Any], use: Any, place: str) -> Iterator[Fault]:
        name = question.get("id")
        if isinstance(name, str) and (first := self._claim("question", name, place)):
            seen = f"the id {name!r} a second time (first at {first})"
            yield Fault(("id",), seen, "an id that no other question has")
        if question.get("use", use) != use:
            seen = f"use {question['use']!r} in a file with use {use!r}"
            yield Fault(("use",), seen, "all questions of a file for the same use")
        for inner, text in texts(question):
            known, what = self._known.get(str(inner[-1]), ({text}, ""))
            if text not in known:
                yield unknown_name(inner, text, known, what)
        for where, call in [((), question), *_ways(question)]:
            function = self._signatures.get(str(call.get("function")))
            arguments = call.get("arguments", question.get("arguments"))
            if function is not None and isinstance(arguments, dict):
                own = "arguments" in call
                for fault in _argument_faults(function, call["function"], arguments):
                    yield replace(fault, place=(*where, *(fault.place if own else ("function",))))

    def _claim(self, what: str, name: str, place: str) -> str | None:
        """Return where `name` was used before, if it was."""
        first = self._taken.setdefault(f"{what} {name}", place)
        return first if first != place else None


def _ways(question: dict[str, Any]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Yield the wrong ways of a computed question that call a function."""
    wrong = question.get("wrong")
    for i, way in enumerate(wrong if isinstance(wrong, list) else ()):
        if isinstance(way, dict) and "function" in way:
            yield ("wrong", i), way


def _argument_faults(
    function: Callable[..., Any], name: str, arguments: dict[str, Any]
) -> Iterator[Fault]:
    """Yield arguments that a function does not take, and those that it needs and does not get."""
    parameters = inspect.signature(function).parameters.values()
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        return
    known = [parameter.name for parameter in parameters]
    for given in arguments:
        if given not in known:
            yield unknown_name(("arguments", given), given, known, f"an argument of {name}")
    needed = [parameter.name for parameter in parameters if parameter.default is parameter.empty]
    missing = [needs for needs in needed if needs not in arguments]
    if missing and not set(arguments) - set(known):
        seen = f"no argument {', '.join(missing)} for {name}"
        yield Fault(("arguments",), seen, f"its arguments: {', '.join(known)}")


def questions_of(raw: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the questions of a file with their indices, as far as they are mappings."""
    questions = raw.get("questions") if isinstance(raw, dict) else None
    if isinstance(questions, list):
        yield from (
            (i, question) for i, question in enumerate(questions) if isinstance(question, dict)
        )
