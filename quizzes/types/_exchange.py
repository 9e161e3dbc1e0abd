"""What the exchange formats share: a record of what they cannot say, numbers, and feedback HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class LeftOut:
    """Collects what a format cannot say: each thing once, with the questions it concerns."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, question: str) -> None:
        """Record that the question with the id `question` loses `what`."""
        names = self.found.setdefault(what, [])
        if question not in names:
            names.append(question)

    def sentences(self) -> tuple[str, ...]:
        """Return one sentence for each thing left out, with the ids it concerns."""
        return tuple(f"{what}: {', '.join(names)}." for what, names in self.found.items())


def exact_number(value: float) -> str:
    """Write a number without a needless point and without an exponent, which GIFT cannot read."""
    return format(Decimal(int(value) if float(value).is_integer() else repr(float(value))), "f")


def literal(word: str) -> str:
    """Escape the asterisks of an entry: alone, Moodle reads one as "anything"."""
    return word.replace("*", r"\*")
