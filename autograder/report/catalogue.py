"""The catalogue: every mistake that the grader knows, with what a learner who makes it will read.

It is built from answer keys alone, from their visible cases: what a mistake would return is in there. Nothing of the
reference is shown, but titles name the mistakes, so it is a page for those who teach.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from autograder.compare import compare
from autograder.diagnose import Diagnosis, diagnose
from autograder.key import AnswerKey, Case, ExerciseKey, LookAlike, Mistake
from autograder.report.heat import heat_html, heat_text
from autograder.run import Run, TaskRun


@dataclass(frozen=True)
class Entry:
    """One mistake in its own exercise: how much it costs, where it shows, and what the learner reads."""

    unit: str
    exercise: str
    mistake: Mistake
    cases: int
    all_cases: int
    said: Diagnosis


def entries(keys: Mapping[str, AnswerKey]) -> list[Entry]:
    """One entry for each mistake in each exercise whose own function it spoils, in the order of the course."""
    found = []
    for key in keys.values():
        for exercise in key.exercises:
            for alike in exercise.look_alikes:
                if len(alike.mistakes) == 1 and alike.mistakes[0][1] == exercise.slug:
                    found.append(_entry(key, exercise, alike))
    return found


def _entry(key: AnswerKey, exercise: ExerciseKey, alike: LookAlike) -> Entry:
    runs = tuple(one if one is not None else _right(case) for case, one in zip(exercise.cases, alike.runs, strict=True))
    run = TaskRun(exercise.slug, "defined", runs)
    differences = tuple(compare(case, one, exercise.rtol, exercise.atol, exercise.returns)
                        for case, one in zip(exercise.cases, runs, strict=True))
    said = diagnose(exercise, run, differences, key.mistakes)
    failing = sum(one is not None for one in differences)
    return Entry(key.title, exercise.slug, key.mistake(alike.mistakes[0]), failing, len(differences), said)


def _right(case: Case) -> Run:
    return Run("returned", case.expected)


def catalogue_markdown(keys: Mapping[str, AnswerKey]) -> str:
    """The catalogue as Markdown, a section for each exercise."""
    found = entries(keys)
    slugs = {entry.mistake.slug for entry in found}
    lines = ["# What the grader knows", "",
             f"{len(found)} mistakes in {len({entry.exercise for entry in found})} exercises ({len(slugs)} kinds), "
             "each of which loses marks and is named. Built from the answer keys; do not edit.", ""]
    for title, group in _sections(found):
        lines += [f"## {title}", ""]
        for entry in group:
            lines += [f"### {entry.mistake.title}", "",
                      f"`{entry.mistake.slug}` · shows in {entry.cases} of {entry.all_cases} cases", "",
                      *_wrapped(entry.said.message), *_picture(entry), *_wrapped(f"**Next:** {entry.said.next_step}")]
    return "\n".join(lines).rstrip() + "\n"


def catalogue_html(keys: Mapping[str, AnswerKey]) -> str:
    """The catalogue as one self-contained page."""
    found = entries(keys)
    parts = []
    for title, group in _sections(found):
        parts.append(f"<h2>{escape(title)}</h2>")
        for entry in group:
            parts.append(
                f"<details><summary>{escape(entry.mistake.title)} <code>{escape(entry.mistake.slug)}</code></summary>"
                f"<p>{escape(entry.said.message)}</p>{heat_html(entry.said.difference)}"
                f"<p>Shows in {entry.cases} of {entry.all_cases} cases. "
                f"<b>Next:</b> {escape(entry.said.next_step)}</p></details>")
    return _PAGE.replace("@COUNT@", str(len(found))).replace("@BODY@", "\n".join(parts))


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>What the grader knows</title>
<style>:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
details{border-left:4px solid #b35900;padding:.2rem .9rem;margin:.4rem 0}
summary{cursor:pointer;font-weight:600}
code{font-size:.85em;font-weight:400;opacity:.7}</style></head>
<body><h1>What the grader knows</h1>
<p>@COUNT@ mistakes, each of which loses marks and is named. Open one to see what a learner who makes it will read.</p>
@BODY@
</body></html>
"""


def _sections(found: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    sections: dict[str, list[Entry]] = {}
    for entry in found:
        sections.setdefault(f"{entry.unit}: {entry.exercise}", []).append(entry)
    return list(sections.items())


def _wrapped(text: str) -> list[str]:
    return [*textwrap.wrap(text, 116, break_long_words=False, break_on_hyphens=False), ""]


def _picture(entry: Entry) -> list[str]:
    picture = heat_text(entry.said.difference)
    return ["```text", *picture.splitlines(), "```", ""] if picture else []
