"""`numeric`: a number that is the same for everyone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from quizzes.types._advice import Advice
from quizzes.types._exchange import exact_number
from quizzes.types._faults import Fault, entries
from quizzes.types._numbers import NumberQuestion

ROUNDED = re.compile(
    r"\\(tanh|sigma|exp|sqrt|log|ln|sin|cos|tan|pi|cosh|sinh)\b|e\s*\^|[√π]"
    r"|\b(sqrt|tanh|sigmoid|exp|log|ln)\b"
)
"""Functions whose values have no last digit."""


class Numeric(NumberQuestion):
    """A number that is the same for everyone."""

    place: ClassVar[int] = 40

    type: Literal["numeric"]

    def advice(self) -> Iterator[Advice]:
        """Yield advice where a number that people round has to be exact."""
        yield from super().advice()
        said = " ".join((self.prompt, self.explanation, self.otherwise, *self.hints))
        digits = exact_number(self.answer).partition(".")[2]
        rounded = "tolerance" in self.model_fields_set or len(digits) > 3 or ROUNDED.search(said)
        if digits and self.slack == 0 and rounded:
            yield Advice(
                self.id,
                "no-tolerance",
                f"only exactly {exact_number(self.answer)} is right, and people round such numbers:"
                " allow a little, such as tolerance: {absolute: 0.005}",
            )

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
