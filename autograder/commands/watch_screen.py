"""What `gatewise watch` shows: one exercise at a time, and below it what the keys do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from autograder.course.docstrings import sections
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.text import clean
from autograder.learner.watch import View
from autograder.report.panel import SOFT, exercise_panel, passed_parts
from autograder.report.progress import progress_bar
from autograder.report.text import ONLY_VISIBLE

_KEYS = (("h", "hint"), ("n", "next"), ("l", "list"), ("q", "quit"))


def screen(view: View, now: datetime) -> RenderableType:
    """Draw one exercise with its place in the unit.

    Parameters
    ----------
    view
        What is known.
    now
        When the file was checked.
    """
    parts: list[RenderableType] = [_head(view, now), Text()]
    for grade in view.arrived:
        parts.append(_good(f"{grade.slug} is right in every case that you can see."))
        parts += [Padding(part, (0, 0, 0, 2)) for part in passed_parts(grade)]
    parts += [
        _bad(f"{slug} was right before this save, and is not any more.") for slug in view.lost
    ]
    if view.problem:
        problem = view.problem.replace(str(view.path), view.path.name)
        parts += [_bad(clean(problem)), _soft("Waiting for the next save.")]
    elif view.exercise is None:
        parts += _unit_done(view)
    else:
        parts += _exercise(view, view.exercise)
    parts += [
        _soft(f"{path.name} holds work as well; {view.path.name} was saved last and counts here.")
        for path in view.others
    ]
    return Group(*parts, Text(), keys_line())


def keys_line() -> Text:
    """What the keys do."""
    line = Text()
    for key, what in _KEYS:
        line.append(f" {key} ", "reverse")
        line.append(f" {what}   ", SOFT)
    return line


def overview(units: Sequence[tuple[AnswerKey, frozenset[str]]]) -> RenderableType:
    """List all exercises, with those that have passed marked."""
    parts: list[RenderableType] = []
    for key, passed in units:
        done = sum(exercise.slug in passed for exercise in key.exercises)
        parts.append(
            Text.assemble(
                (key.unit, "bold"), f"  {key.title}  ", progress_bar(done, len(key.exercises))
            )
        )
        parts += [
            Text("  ✓ ", "green").append(exercise.slug, "default")
            if exercise.slug in passed
            else Text(f"  · {exercise.slug}", SOFT)
            for exercise in key.exercises
        ]
    return Group(*parts, Text(), _soft("Any key goes back."))


def _head(view: View, now: datetime) -> Text:
    done, count = len(view.passed), len(view.unit.exercises)
    return Text.assemble(
        (view.unit.unit, "bold"),
        "  ",
        progress_bar(done, count),
        (f"   {view.path.name}, {now:%H:%M:%S}", SOFT),
        (f" ({view.seconds * 1000:.0f} ms)" if view.seconds else "", SOFT),
    )


def _exercise(view: View, exercise: ExerciseKey) -> list[RenderableType]:
    untouched = view.grade is None or view.grade.status == "not_attempted"
    if view.grade is None or (untouched and not view.absent):
        parts: list[RenderableType] = [_task(exercise, view.path)]
    else:
        parts = [exercise_panel(view.grade)]
    said = view.grade.message if view.grade is not None else ""
    parts += [
        Text.assemble(("note  ", "cyan"), clean(note)) for note in view.notes if note not in said
    ]
    if view.hints:
        hints = "\n".join(f"{number}. {hint}" for number, hint in enumerate(view.hints, 1))
        title = f"hint {len(view.hints)} of {len(exercise.hints)}"
        parts.append(Panel(Text(hints), title=title, title_align="left", border_style="cyan"))
    return parts


def _task(exercise: ExerciseKey, path: Path) -> RenderableType:
    """What an exercise asks for, until it is begun."""
    idea, _ = sections(exercise.prompt)
    return Panel(
        Group(
            Markdown(idea.split("\n\n")[0]),
            Text(),
            _soft(
                f"Write it in {_place(exercise, path)}, and save the file. It is checked at once."
            ),
        ),
        title=Text.assemble("· ", (exercise.slug, "bold"), "  to write"),
        title_align="left",
        border_style=SOFT,
        padding=(0, 1),
    )


def _place(exercise: ExerciseKey, path: Path) -> str:
    """Where the learner finds the function: the file and, in a Python file, the line."""
    if path.suffix == ".ipynb":
        return f"its cell of {path.name}"
    try:
        before, found, _ = path.read_text(encoding="utf-8").partition(f"\ndef {exercise.slug}(")
    except (OSError, UnicodeDecodeError):
        return path.name
    return f"{path.name}, line {before.count(chr(10)) + 2}" if found else path.name


def _unit_done(view: View) -> list[RenderableType]:
    if view.finished:
        return [
            _good("All exercises here are right in every case that you can see."),
            _soft(f"{ONLY_VISIBLE} Try `gatewise status` for what is left in the course."),
        ]
    left = len(view.unit.exercises) - len(view.passed)
    if left:
        return [_soft(f"You left {left} for later. Press n to come back to them.")]
    return [
        _good(f"Unit {view.unit.unit} is done: {view.unit.title}."),
        _soft(f"{ONLY_VISIBLE} Press n for the next unit."),
    ]


def _good(words: str) -> Text:
    return Text.assemble(("✓ ", "green"), words)


def _bad(words: str) -> Text:
    return Text.assemble(("! ", "yellow"), words)


def _soft(words: str) -> Text:
    return Text(words, SOFT)
