"""The catalogue: every mistake that the grader knows, with what a learner who makes it will read.

It is built from answer keys alone, from their visible cases: what a mistake would return is in
there. Nothing of the reference is shown, but titles name the mistakes, so it is a page for those
who teach.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.data.answer_key import AnswerKey, Case, ExerciseKey
from autograder.data.diagnosis import Diagnosis
from autograder.data.grades import Explanation
from autograder.data.misconceptions import KnownMisconception, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.compare import compare
from autograder.judge.diagnose import diagnose
from autograder.judge.messages import explain
from autograder.report.heat import heat_html, heat_text


@dataclass(frozen=True)
class Entry:
    """One mistake in its own exercise: how much it costs, where it shows, and what the learner
    reads.
    """

    unit: str
    exercise: str
    misconception: KnownMisconception
    cases: int
    all_cases: int
    diagnosis: Diagnosis
    said: Explanation


def entries(keys: Mapping[str, AnswerKey]) -> list[Entry]:
    """One entry for each mistake in each exercise whose own function it spoils, in the order of the
    course.
    """
    found = []
    for key in keys.values():
        for exercise in key.exercises:
            for signature in exercise.signatures:
                if (
                    len(signature.misconceptions) == 1
                    and signature.misconceptions[0][1] == exercise.slug
                ):
                    found.append(_entry(key, exercise, signature))
    return found


def _entry(key: AnswerKey, exercise: ExerciseKey, signature: Signature) -> Entry:
    runs = tuple(
        one if one is not None else _right(case)
        for case, one in zip(exercise.cases, signature.runs, strict=True)
    )
    run = TaskRun(exercise.slug, "defined", runs)
    differences = tuple(
        compare(case, one, exercise.tolerance, exercise.returns)
        for case, one in zip(exercise.cases, runs, strict=True)
    )
    diagnosis = diagnose(exercise, run, differences, key.misconceptions)
    failing = sum(one is not None for one in differences)
    return Entry(
        key.title,
        exercise.slug,
        key.misconception(signature.misconceptions[0]),
        failing,
        len(differences),
        diagnosis,
        explain(exercise.slug, diagnosis),
    )


def _right(case: Case) -> Run:
    return Run("returned", case.expected)


@dataclass(frozen=True)
class Section:
    """The mistakes of one exercise."""

    unit: str
    exercise: str
    entries: tuple[Entry, ...]


def catalogue_markdown(found: Sequence[Entry]) -> str:
    """The catalogue as Markdown, a section for each exercise."""
    sections = _sections(found)
    lines = [
        "# What the grader knows",
        "",
        *_wrapped(
            f"{len(found)} mistakes in {len(sections)} exercises ({_kinds(found)} kinds), each of"
            " which loses marks and is named. Built from the answer keys; do not edit."
        ),
    ]
    for section in sections:
        lines += [f"## {section.unit}: {section.exercise}", ""]
        for entry in section.entries:
            lines += [
                f"### {entry.misconception.title}",
                "",
                f"`{entry.misconception.slug}` · shows in {entry.cases} of {entry.all_cases} cases",
                "",
                *_wrapped(entry.said.message),
                *_picture(entry),
                *_wrapped(f"**Next:** {entry.said.next_step}"),
            ]
    return "\n".join(lines).rstrip() + "\n"


def catalogue_html(found: Sequence[Entry]) -> str:
    """The catalogue as one self-contained page that can be searched."""
    environment = Environment(
        loader=PackageLoader("autograder.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("catalogue.html").render(
        found=found, sections=_sections(found), kinds=_kinds(found), heat=heat_html
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
