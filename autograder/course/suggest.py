"""An exercise goes in; wrong versions that nobody has named yet come out, equal ones together.

It tries the mutants of the reference on every case, in a process of its own, and leaves out those
that are right, that end in exceptions alone, or that do what a known misconception does.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from autograder.course.author_errors import plain_errors
from autograder.course.authoring import Exercise
from autograder.course.build import build_exercise
from autograder.course.discover import Course, CourseError, load_course
from autograder.course.drafts import wrong_version
from autograder.course.mutation import Mutant, TooLong, at_most, mutants
from autograder.course.process import run_in_course
from autograder.course.run_locally import record_cases
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.differences import WrongValue
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.compare import compare
from autograder.judge.explaining import explains
from autograder.judge.messages import seen

_SECONDS = 2.0
"""How long a mutant may run on all cases."""


@dataclass(frozen=True)
class Proposal:
    """Wrong versions that return the same in every case.

    Parameters
    ----------
    changes
        What was put in the place of what in the reference, one for each mutant.
    line
        The line of the first change in the file of the reference.
    evidence
        What a learner sees of it in a visible case; empty where only hidden cases show it.
    numbers
        Whether a visible case shows other numbers, and not another shape or type.
    failing
        How many cases show it.
    draft
        The source of a function ``wrong`` that returns the same.
    """

    changes: tuple[str, ...]
    line: int
    evidence: str
    numbers: bool
    failing: int
    draft: str


@dataclass
class _Group:
    signature: Signature
    mutants: list[Mutant] = field(default_factory=list)


@dataclass(frozen=True)
class Suggestions:
    """What the mutants of one exercise's reference do that no misconception does.

    Parameters
    ----------
    proposals
        Those that visible cases show first, then those that most mutants agree on.
    key
        The exercise, with one signature for each proposal, in their order.
    """

    proposals: tuple[Proposal, ...]
    key: ExerciseKey


def suggest(root: Path, slug: str, secret: bytes) -> Suggestions:
    """Propose misconceptions of one exercise, in a process of the course.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.
    slug
        The exercise.
    secret
        What hidden cases are drawn from.

    Raises
    ------
    CourseError
        The course cannot be loaded, or has no such exercise.
    """
    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        request = {"slug": slug, "secret": secret.hex(), "out": folder}
        run_in_course(root, "autograder.course.suggest", request)
        found = json.loads((Path(folder) / "proposals").read_text(encoding="utf-8"))
        [key] = AnswerKey.load(Path(folder) / "key").exercises
    return Suggestions(
        tuple(Proposal(**(item | {"changes": tuple(item["changes"])})) for item in found), key
    )


def same_as(signature: Signature, runs: Sequence[Run], key: ExerciseKey) -> bool:
    """Whether a function did in every case what a signature says.

    Parameters
    ----------
    signature
        What a wrong version does.
    runs
        What the function did, one run for each case.
    key
        The exercise.
    """
    right = tuple(
        compare(case, run, key.tolerance) is None for case, run in zip(key.cases, runs, strict=True)
    )
    return explains(key, TaskRun(key.slug, "defined", tuple(runs)), signature, right)


def proposals_for(course: Course, exercise: Exercise, secret: bytes) -> Suggestions:
    """The same as `suggest`, for a course that is loaded in this process."""
    key = build_exercise(course, exercise, secret)
    groups: list[_Group] = []
    for mutant in mutants(exercise.reference):
        signature = _signature(mutant, exercise, key, len(groups))
        if signature is None:
            continue
        runs = [run or key_run for run, key_run in zip(signature.runs, _right(key), strict=True)]
        if any(same_as(known, runs, key) for known in key.signatures):
            continue
        group = next((group for group in groups if same_as(group.signature, runs, key)), None)
        if group is None:
            group = _Group(signature)
            groups.append(group)
        group.mutants.append(mutant)
    made = [(_proposal(group, key), group.signature) for group in groups]
    made.sort(key=lambda pair: _rank(pair[0]))
    signatures = tuple(signature for _, signature in made)
    return Suggestions(tuple(proposal for proposal, _ in made), replace(key, signatures=signatures))


def _rank(proposal: Proposal) -> tuple[bool, bool, int, int]:
    """What makes a proposal likelier: numbers that learners see, then the mutants that agree."""
    return not proposal.evidence, not proposal.numbers, -len(proposal.changes), proposal.line


def _signature(
    mutant: Mutant, exercise: Exercise, key: ExerciseKey, number: int
) -> Signature | None:
    """What a mutant does; None where it is right, does not end, or raises in every case."""
    try:
        with at_most(_SECONDS):
            runs = record_cases(mutant.function(), key.cases, exercise.expect)
    except TooLong:
        return None
    wrong = tuple(
        run if compare(case, run, key.tolerance) is not None else None
        for case, run in zip(key.cases, runs, strict=True)
    )
    returned = any(
        run is not None and run.outcome == "returned" and case.criterion == RIGHT_VALUES
        for case, run in zip(key.cases, wrong, strict=True)
    )
    return Signature((Identity(f"proposal-{number}", key.slug),), wrong) if returned else None


def _right(key: ExerciseKey) -> Iterator[Run]:
    return (Run("returned", case.expected) for case in key.cases)


def _proposal(group: _Group, key: ExerciseKey) -> Proposal:
    evidence, numbers, failing = "", False, 0
    for case, run in zip(key.cases, group.signature.runs, strict=True):
        difference = compare(case, run, key.tolerance, key.returns) if run else None
        if run is None or difference is None:
            continue
        failing += 1
        if case.visible and not evidence and run.outcome == "returned":
            evidence = seen(case, difference)
            numbers = isinstance(difference, WrongValue)
    shortest = min(group.mutants, key=lambda mutant: len(mutant.change))
    return Proposal(
        tuple(mutant.change for mutant in group.mutants),
        shortest.line,
        evidence,
        numbers,
        failing,
        wrong_version(shortest.source, key.slug, sys.modules[shortest.original.__module__]),
    )


def _main() -> None:
    request = json.loads(sys.stdin.read())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a course's own code prints
    with plain_errors(Path(request["root"])):
        course = load_course(Path(request["root"]))
        exercises = {item.slug: item for unit in course.units for item in unit.exercises}
        if request["slug"] not in exercises:
            raise CourseError(
                f"no exercise is called {request['slug']!r}; there are {', '.join(exercises)}"
            )
        secret = bytes.fromhex(request["secret"])
        found = proposals_for(course, exercises[request["slug"]], secret)
    out = Path(request["out"])
    AnswerKey("", "", (found.key,), ()).save(out / "key")
    packed = json.dumps([asdict(proposal) for proposal in found.proposals])
    (out / "proposals").write_text(packed, encoding="utf-8")


if __name__ == "__main__":
    _main()
