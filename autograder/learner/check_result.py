"""What `check` returns: the grade, and the case that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.data.answer_key import Case
from autograder.data.grades import ExerciseGrade
from autograder.data.runs import Run
from autograder.data.tree import rebuild
from autograder.data.values import Seed
from autograder.learner.kernel import shell
from autograder.report.html import exercise_html
from autograder.report.text import exercise_text


@dataclass(frozen=True)
class CheckResult:
    """What `check` found. It shows itself as HTML in a notebook and as text elsewhere.

    Parameters
    ----------
    grade
        What was seen and what to try next.
    case
        The case that failed, else the first case of the exercise.
    run
        What the function did in that case; None where it was not run.
    notes
        What else the learner should know, in sentences.
    """

    grade: ExerciseGrade
    case: Case
    run: Run | None = None
    notes: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The points earned on the visible cases, as a plain ``float``."""
        return float(self.grade.score or 0.0)

    @property
    def passed(self) -> bool:
        """Whether every visible case holds."""
        return self.grade.status == "passed"

    @property
    def inputs(self) -> dict[str, Any]:
        """The inputs of the case, by name, as new copies: ``sigmoid(**result.inputs)`` works."""
        return {name: rebuild(value, _fresh) for name, value in self.case.inputs.items()}

    @property
    def expected(self) -> Any:
        """What the case expects. Where numbers are random, what must hold of them."""
        return rebuild(self.case.expected, _fresh)

    @property
    def got(self) -> Any:
        """What your function returned in this case; None where it returned nothing."""
        return None if self.run is None else self.run.value

    def show(self) -> None:
        """Show the result now: in a notebook as it would show itself, elsewhere as text."""
        if shell() is None:
            print(self)
        else:
            from IPython.display import HTML, display

            display(HTML(self._repr_html_()))

    def _repr_html_(self) -> str:
        return exercise_html(self.grade, visible_only=True, notes=self.notes)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """The card; and as text what nbgrader reads as the mark, where a kernel shows the card."""
        kernel = hasattr(shell(), "kernel")
        text = repr(self.score) if kernel else repr(self)
        return {"text/html": self._repr_html_(), "text/plain": text}

    def __repr__(self) -> str:
        return exercise_text(self.grade, visible_only=True, notes=self.notes)


def _fresh(value: Any) -> Any:
    """A copy that the learner may change; a seed becomes its generator."""
    if isinstance(value, Seed):
        return np.random.default_rng(value.seed)
    return value.copy() if isinstance(value, np.ndarray) else value
