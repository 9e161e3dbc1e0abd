"""`numeric`: a number that is the same for everyone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from quizzes.types._faults import Fault, entries
from quizzes.types._numbers import NumberQuestion


class Numeric(NumberQuestion):
    """A number that is the same for everyone."""

    place: ClassVar[int] = 40

    type: Literal["numeric"]

    @classmethod
    def faults(cls, raw: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield expected wrong numbers that would count as right."""
        yield from super().faults(raw)
        answer, tolerance = raw.get("answer"), raw.get("tolerance")
        if not isinstance(answer, int | float):
            return
        spread = tolerance if isinstance(tolerance, Mapping) else {}
        parts = [spread.get("absolute", 0), spread.get("relative", 0)]
        if not all(isinstance(part, int | float) for part in parts):
            return
        slack = max(parts[0], parts[1] * abs(answer))
        for j, wrong in entries(raw, "wrong"):
            value = wrong.get("value")
            if isinstance(value, int | float) and abs(value - answer) <= slack:
                yield Fault(
                    ("wrong", j, "value"),
                    f"{value}, which counts as right",
                    f"a number further than {slack} from {answer}",
                )
