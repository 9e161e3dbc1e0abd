"""`computed`: a number whose parameters are drawn anew, and the drawn question it becomes."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from quizzes.text import PLACEHOLDER, Place, filled, plain_number, texts
from quizzes.types._advice import Advice
from quizzes.types._drawing import (
    Argument,
    Call,
    DrawingError,
    DrawnNumbers,
    Functions,
    PreparedNumbers,
    tidy,
)
from quizzes.types._faults import Fault, entries, unknown_name
from quizzes.types._fields import FunctionName, Name, Reply, Strict
from quizzes.types._numbers import NumberFields, NumberQuestion

TRIES = 60
"""How many drawings of a question are tried out when it is checked."""

ROUNDING = 1e-9
"""An answer smaller than this comes from a sum that cancels; its digits are rounding errors."""


class Range(Strict):
    """Numbers ``low, low + step, …`` up to and including ``high``, all equally likely."""

    written_as: ClassVar[str] = "a mapping such as {low: 1, high: 9}"

    low: float
    high: float
    step: float = Field(default=1.0, gt=0)

    def draw(self, rng: random.Random) -> float:
        """Return one of the numbers."""
        steps = int((self.high - self.low) / self.step + 1e-9)
        return tidy(self.low + rng.randint(0, steps) * self.step)


class Among(Strict):
    """One of these numbers, all equally likely."""

    written_as: ClassVar[str] = "a mapping such as {among: [1, 2]}"

    among: tuple[float, ...] = Field(min_length=2, strict=False)

    def draw(self, rng: random.Random) -> float:
        """Return one of the numbers."""
        return tidy(rng.choice(self.among))


def _domain(value: Any) -> str:
    among = isinstance(value, Among) or (isinstance(value, dict) and "among" in value)
    return "among" if among else "range"


Domain = Annotated[
    Annotated[Range, Tag("range")] | Annotated[Among, Tag("among")], Discriminator(_domain)
]
"""What a parameter is drawn from."""


class WrongFunction(Reply):
    """A wrong way to compute the answer, and what is said to whoever used it.

    Without ``arguments`` the function is called with those of the question.
    """

    function: FunctionName
    arguments: dict[Name, Argument] | None = None
    take: tuple[int, ...] = Field(default=(), strict=False)


class DrawnQuestion(NumberQuestion):
    """A `Computed` question with its numbers filled in and its answer worked out."""

    written: ClassVar[bool] = False
    place: ClassVar[int] = 51

    type: Literal["drawn"]
    values: dict[Name, float]

    def refers_to(self) -> list[Any]:
        """Return the drawn numbers."""
        return sorted(self.values.items())

    def format_losses(self) -> Iterator[str]:
        """Yield that another system draws no numbers."""
        yield "Numbers that were drawn stay as they are"


class Computed(NumberFields):
    """A number whose parameters are drawn anew; ``{{name}}`` in a text stands for what was drawn.

    ``function`` is called with ``arguments``: a parameter's name, a number, or lists and mappings
    of these, which become arrays and dictionaries of arrays. ``take`` picks one element of what it
    returns (see `Call`).
    """

    place: ClassVar[int] = 50

    type: Literal["computed"]
    parameters: dict[Name, Domain] = Field(min_length=1)
    function: FunctionName
    arguments: dict[Name, Argument]
    take: tuple[int, ...] = Field(default=(), strict=False)
    wrong: tuple[WrongFunction, ...] = Field(default=(), strict=False)

    def replies(self) -> Iterable[Reply]:
        """Return the replies to wrong ways to compute the answer."""
        return self.wrong

    # --- what an author may get wrong

    @classmethod
    def faults(cls, raw: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield empty ranges, and names of parameters that do not exist or are not used."""
        yield from super().faults(raw)
        parameters = raw.get("parameters")
        domains = parameters if isinstance(parameters, Mapping) else {}
        names = list(domains)
        yield from _empty_ranges(domains)
        for place, text in texts(raw):
            for name in PLACEHOLDER.findall(text):
                if name not in names and name != "answer":
                    yield unknown_name(place, name, names, "the name of a parameter")
        called: list[tuple[Place, Any]] = [(("arguments",), raw.get("arguments"))]
        called += [
            (("wrong", j, "arguments"), wrong.get("arguments"))
            for j, wrong in entries(raw, "wrong")
        ]
        for outer, arguments in called:
            for place, name in texts(arguments, outer):
                if name not in names:
                    yield unknown_name(place, name, names, "the name of a parameter or a number")
        yield from _prompt_faults(raw.get("prompt"), names)

    def tried(self, functions: Functions) -> Iterator[Advice]:
        """Draw `TRIES` times; yield answers that cancel, and wrong numbers that count as right."""
        said: set[int] = set()
        for number in range(TRIES):
            try:
                asked = self.drawn(b"%d" % number, functions)
            except DrawingError as error:
                yield Advice(self.id, "computed", str(error))
                return
            values = ", ".join(f"{name} = {value:g}" for name, value in asked.values.items())
            if abs(asked.answer) < ROUNDING and -1 not in said:
                said.add(-1)
                yield Advice(
                    self.id, "cancels", f"the answer is 0 for {values}: draw from other numbers"
                )
            for place, wrong in enumerate(asked.wrong):
                if abs(wrong.value - asked.answer) <= asked.slack and place not in said:
                    said.add(place)
                    yield Advice(
                        self.id,
                        "wrong-is-right",
                        f"wrong number {place + 1} counts as right for {values}:"
                        " draw from other numbers, or allow less",
                    )

    # --- how its numbers are drawn

    def asked(
        self,
        seed: bytes,
        functions: Functions | None = None,
        prepared: PreparedNumbers | None = None,
    ) -> DrawnQuestion:
        """Return the question with numbers drawn now, or with prepared ones.

        Prepared numbers are used where a function is missing and there are some.
        """
        ready = (prepared or {}).get(self.id)
        names = {self.function, *(wrong.function for wrong in self.wrong)}
        if names <= dict(functions or {}).keys() or not ready:
            return self.drawn(seed, functions)
        choice = int.from_bytes(hashlib.sha256(seed).digest()[:8], "big") % len(ready)
        return self.filled_in(ready[choice])

    def drawn(self, seed: bytes, functions: Functions | None = None) -> DrawnQuestion:
        """Return the question with numbers drawn from `seed`; raises as `worked_out` does."""
        return self.filled_in(self.worked_out(seed, functions))

    def worked_out(self, seed: bytes, functions: Functions | None = None) -> DrawnNumbers:
        """Return numbers drawn from `seed` and the question's id, with answer and wrong numbers.

        The id is part of the seed so that a change of one question redraws no other.

        Raises
        ------
        DrawingError
            A named function is missing, or does not give one finite number.
        """
        rng = random.Random(hashlib.sha256(seed + b"/" + self.id.encode()).digest())
        values = {name: domain.draw(rng) for name, domain in sorted(self.parameters.items())}
        calls = [Call(function=self.function, arguments=self.arguments, take=self.take)]
        calls += [
            Call(function=way.function, arguments=way.arguments or self.arguments, take=way.take)
            for way in self.wrong
        ]
        answer, *wrong = [call.result(self.id, functions or {}, values) for call in calls]
        return DrawnNumbers(values=values, answer=answer, wrong=tuple(wrong))

    def filled_in(self, numbers: DrawnNumbers) -> DrawnQuestion:
        """Return the question as a learner meets it, with these numbers in its texts.

        Raises
        ------
        DrawingError
            The numbers belong to an older version of the question.
        """
        if numbers.values.keys() != self.parameters.keys() or len(numbers.wrong) != len(self.wrong):
            raise DrawingError(
                f"The numbers drawn for {self.id} are older than the question: draw them again."
            )
        own = {"type", "parameters", "function", "arguments", "take", "wrong"}
        wrong = [
            {"value": value, "feedback": way.feedback, "misconception": way.misconception}
            for value, way in zip(numbers.wrong, self.wrong, strict=True)
        ]
        words = {
            name: plain_number(value)
            for name, value in {**numbers.values, "answer": numbers.answer}.items()
        }
        return DrawnQuestion.model_validate(
            filled(self.model_dump(exclude=own) | {"wrong": wrong}, words)
            | {"type": "drawn", "values": numbers.values, "answer": numbers.answer}
        )


def _empty_ranges(parameters: Mapping[str, Any]) -> Iterator[Fault]:
    for name, domain in parameters.items():
        if isinstance(domain, Mapping) and {"low", "high"} <= domain.keys():
            low, high = domain["low"], domain["high"]
            if isinstance(low, int | float) and isinstance(high, int | float) and low >= high:
                yield Fault(
                    ("parameters", name), f"low {low} and high {high}", "a low below the high"
                )


def _prompt_faults(prompt: Any, names: list[str]) -> Iterator[Fault]:
    if not isinstance(prompt, str):
        return
    used = PLACEHOLDER.findall(prompt)
    for name in names:
        if name not in used:
            yield Fault(
                ("parameters", name),
                f"{name!r} drawn, but not in the prompt",
                f"{{{{{name}}}}} in the prompt",
            )
    if "answer" in used:
        yield Fault(
            ("prompt",), "{{answer}} in the prompt", "the answer in feedback and explanation only"
        )
