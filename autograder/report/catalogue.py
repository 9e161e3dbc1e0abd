"""The catalogue: every misconception, with what a learner who has it will read.

It is built from the visible cases of answer keys alone, because they hold what each misconception
returns. Nothing of the reference is shown. The titles give the misconceptions away, so it is a page
for instructors and authors.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.data.answer_key import AnswerKey, Case, ExerciseKey
from autograder.data.diagnosis import Diagnosis
from autograder.data.grades import Explanation
from autograder.data.misconceptions import KnownMisconception, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.compare import compare
from autograder.judge.diagnose import diagnose
from autograder.judge.messages import explain
from autograder.report.heat import heat_html, heat_text
from autograder.report.pages import render


@dataclass(frozen=True)
class Entry:
    """One misconception in its own exercise.

    ``failing_cases`` of ``all_cases`` show it; ``explanation`` is what the learner reads.
    """

    unit: str
    exercise: str
    misconception: KnownMisconception
    failing_cases: int
    all_cases: int
    diagnosis: Diagnosis
    explanation: Explanation


@dataclass(frozen=True)
class Section:
    """The misconceptions of one exercise."""

    unit: str
    exercise: str
    entries: tuple[Entry, ...]


def entries(keys: Mapping[str, AnswerKey]) -> list[Entry]:
    """List each misconception in the exercise whose function it replaces, in the course's order.

    Parameters
    ----------
    keys
        The answer key of each unit, by the unit's slug.
    """
    return [
        _entry(key, exercise, signature)
        for key in keys.values()
        for exercise in key.exercises
        for signature in exercise.signatures
        if len(signature.misconceptions) == 1 and signature.misconceptions[0][1] == exercise.slug
    ]


def _entry(key: AnswerKey, exercise: ExerciseKey, signature: Signature) -> Entry:
    runs = tuple(
        _right(case) if run is None else run
        for case, run in zip(exercise.cases, signature.runs, strict=True)
    )
    differences = tuple(
        compare(case, run, exercise.tolerance, exercise.returns)
        for case, run in zip(exercise.cases, runs, strict=True)
    )
    task = TaskRun(exercise.slug, "defined", runs)
    diagnosis = diagnose(exercise, task, differences, key.misconceptions)
    return Entry(
        key.title,
        exercise.slug,
        key.misconception(signature.misconceptions[0]),
        sum(difference is not None for difference in differences),
        len(differences),
        diagnosis,
        explain(exercise.slug, diagnosis),
    )


def _right(case: Case) -> Run:
    return Run("returned", case.expected)


def catalogue_markdown(found: Sequence[Entry]) -> str:
    """Write the catalogue as Markdown, with a section for each exercise."""
    sections = _sections(found)
    lines = [
        "# What the grader knows",
        "",
        *_wrapped(
            f"{len(found)} misconceptions in {len(sections)} exercises ({_kinds(found)} different"
            " ones). Each loses marks and is named. Made from the answer keys; do not edit."
        ),
    ]
    for section in sections:
        lines += [f"## {section.unit}: {section.exercise}", ""]
        for entry in section.entries:
            lines += [
                f"### {entry.misconception.title}",
                "",
                f"`{entry.misconception.slug}` · shows in {entry.failing_cases} of"
                f" {entry.all_cases} cases",
                "",
                *_wrapped(entry.explanation.message),
                *_picture(entry),
                *_wrapped(f"**Next:** {entry.explanation.next_step}"),
            ]
    return "\n".join(lines).rstrip() + "\n"


def catalogue_html(found: Sequence[Entry]) -> str:
    """Write the catalogue as one page that stands alone and can be searched."""
    return render(
        "catalogue.html",
        found=found,
        sections=_sections(found),
        kinds=_kinds(found),
        heat=heat_html,
    )


def _kinds(found: Sequence[Entry]) -> int:
    return len({entry.misconception.slug for entry in found})


def _sections(found: Sequence[Entry]) -> list[Section]:
    names = dict.fromkeys((entry.unit, entry.exercise) for entry in found)
    return [
        Section(unit, exercise, tuple(entry for entry in found if entry.exercise == exercise))
        for unit, exercise in names
    ]


def _wrapped(text: str) -> list[str]:
    return [*textwrap.wrap(text, 116, break_long_words=False, break_on_hyphens=False), ""]


def _picture(entry: Entry) -> list[str]:
    picture = heat_text(entry.diagnosis.difference)
    return ["```text", *picture.splitlines(), "```", ""] if picture else []
