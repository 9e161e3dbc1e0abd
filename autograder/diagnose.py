"""Say which mistake was made, or show the difference; never guess."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.compare import Difference, agrees, compare
from autograder.key import Case, ExerciseKey, LookAlike, Mistake
from autograder.messages import next_step, seen
from autograder.run import TaskRun


@dataclass(frozen=True)
class Diagnosis:
    """What went wrong in one exercise, in words.

    ``message`` says what we saw and what should hold, ``next_step`` what to try. ``mistakes`` holds one or two
    ``(slug, replaced function)`` when known misconceptions explain every failing case; else ``generic`` names a generic
    finding ("transposed", "negated", …), or both are empty and the message shows the difference itself.
    """

    message: str
    next_step: str
    mistakes: tuple[tuple[str, str], ...] = ()
    generic: str = ""
    difference: Difference | None = None


def diagnose(key: ExerciseKey, run: TaskRun, differences: tuple[Difference | None, ...],
             mistakes: tuple[Mistake, ...]) -> Diagnosis:
    """Explain the failing cases (those whose difference is not ``None``)."""
    if run.found != "defined":
        what = "is not there" if run.found == "missing" else "is still as it was handed out"
        return Diagnosis(f"{key.slug} {what}. It should be a function that does what its docstring says.",
                         f"Write {key.slug}; its docstring says what comes in and what goes out.")
    case, difference = _shown(key, differences)
    known = {mistake.id: mistake for mistake in mistakes}
    named = _single(key, run)
    if named:
        found = [known[identity] for identity in named]
        return Diagnosis(" ".join(f"{_sentence(item.title)} {item.explanation}" for item in found),
                         " ".join(item.hint for item in found), named, difference=difference)
    return Diagnosis(seen(case, difference), next_step(case, difference), difference=difference)


def follows(key: ExerciseKey, run: TaskRun, upstream: tuple[tuple[str, str], ...]) -> bool:
    """Whether the exercise is right, given these mistakes in the functions that it builds on (all cases agree)."""
    given = set(upstream)
    return any(given.issuperset(alike.mistakes) and explains(key, run, alike) for alike in key.look_alikes)


def explains(key: ExerciseKey, run: TaskRun, alike: LookAlike) -> bool:
    """Whether these mistakes do in every single case what the learner's function did."""
    telling = False
    for case, like, one in zip(key.cases, alike.runs, run.runs, strict=True):
        if like is None:
            if compare(case, one, key.rtol, key.atol) is not None:
                return False
        elif not agrees(like, one, case.judge, key.rtol, key.atol):
            return False
        else:
            telling = telling or like.outcome == "returned" or bool(like.message)
    return telling


def _single(key: ExerciseKey, run: TaskRun) -> tuple[tuple[str, str], ...]:
    """The one mistake that explains everything; the exercise's own function comes first."""
    matching = [alike.mistakes for alike in key.look_alikes
                if len(alike.mistakes) == 1 and explains(key, run, alike)]
    matching.sort(key=lambda found: found[0][1] != key.slug)
    return matching[0] if matching else ()


def _shown(key: ExerciseKey, differences: tuple[Difference | None, ...]) -> tuple[Case, Difference]:
    """The failing case to show: a visible one if there is one, for learners can run it themselves."""
    failing = [(case, difference) for case, difference in zip(key.cases, differences, strict=True)
               if difference is not None]
    return next((pair for pair in failing if pair[0].visible), failing[0])


def _sentence(title: str) -> str:
    return title[:1].upper() + title[1:] + ("" if title.endswith((".", "!", "?")) else ".")
