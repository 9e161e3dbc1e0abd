"""From an author's words to a notebook's text: docstrings become prompts, lessons become parts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from autograder.course.discover import CourseError
from autograder.course.docstrings import IN_STUB, sections
from autograder.data.answer_key import AnswerKey, ExerciseKey

_MARKER = re.compile(r"^<!--\s*(exercise|quiz):\s*([\w-]+)\s*-->[ \t]*$", re.MULTILINE)
_RUN = re.compile(
    r"^<!--\s*run\s*-->[ \t]*\n+```python\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(r"""(!?\[[^\]]*\]\(\s*|\b(?:src|href|srcset|data)\s*=\s*["'])([^)\s"'#]+)""")


@dataclass(frozen=True)
class Part:
    """One piece of a unit, in reading order.

    Its ``kind`` is prose, an exercise (``name`` is its slug), a quiz (``name`` is its topic), or
    code of ours that learners run as it is (``text`` is what followed the marker ``<!-- run -->``).
    ``line`` is the line of the marker in the lesson, 0 where there is none.
    """

    kind: Literal["prose", "exercise", "quiz", "run"]
    text: str = ""
    name: str = ""
    line: int = 0


def unit_parts(
    key: AnswerKey,
    lesson: str | None,
    source: str = "lesson.md",
    topics: Collection[str] | None = None,
) -> tuple[Part, ...]:
    """Split a lesson into the parts of its unit, in reading order.

    Parameters
    ----------
    key
        The answer key of the unit. Exercises that the lesson does not place come at the end, in the
        key's order.
    lesson
        The text of the lesson; ``None`` for a unit without one.
    source
        What messages call the lesson.
    topics
        The topics that the lesson may ask. Without them it may ask any.

    Raises
    ------
    autograder.course.discover.CourseError
        For a marker of an exercise or a topic that does not exist, or an exercise that is placed
        twice. Says the line.
    """
    parts = (
        list(_split(lesson))
        if lesson is not None and lesson.strip()
        else [Part("prose", f"# {key.title}")]
    )
    placed: set[str] = set()
    slugs = [exercise.slug for exercise in key.exercises]
    for part in parts:
        where = f"{source}:{part.line}"
        if part.kind == "quiz" and topics is not None and part.name not in topics:
            raise CourseError(
                f"{where} asks the topic {part.name!r}. {_nearest(part.name, topics, 'topic')}"
            )
        if part.kind != "exercise":
            continue
        if part.name not in slugs:
            raise CourseError(
                f"{where} places the exercise {part.name!r}."
                f" {_nearest(part.name, slugs, f'exercise of unit {key.unit}')}"
            )
        if part.name in placed:
            raise CourseError(
                f"{where} places exercise {part.name} a second time; once is enough. Remove one"
                " marker."
            )
        placed.add(part.name)
    return (
        *parts,
        *(
            Part("exercise", name=exercise.slug)
            for exercise in key.exercises
            if exercise.slug not in placed
        ),
    )


def _nearest(name: str, known: Collection[str], what: str) -> str:
    """What to write in place of an unknown name."""
    close = difflib.get_close_matches(name, known, 1)
    if close:
        return f"There is no {what} of that name. Did you mean {close[0]!r}?"
    there = f"There are: {', '.join(known)}." if known else "There are none."
    return f"There is no {what} of that name. {there} Fix the marker, or add the {what.split()[0]}."


def _split(lesson: str) -> Iterator[Part]:
    end = 0
    for marker in sorted([*_MARKER.finditer(lesson), *_RUN.finditer(lesson)], key=re.Match.start):
        if text := lesson[end : marker.start()].strip():
            yield Part("prose", text)
        if marker.re is _RUN:
            yield Part("run", marker[1].strip())
        else:
            line = lesson.count("\n", 0, marker.start()) + 1
            yield Part("exercise" if marker[1] == "exercise" else "quiz", name=marker[2], line=line)
        end = marker.end()
    if text := lesson[end:].strip():
        yield Part("prose", text)


def prompt_markdown(exercise: ExerciseKey) -> str:
    """The part of an exercise's docstring that is shown above its stub, as Markdown.

    It holds the idea, the equations and any notes.
    """
    idea, found = sections(exercise.prompt)
    points = f"{exercise.points:g} point{'' if exercise.points == 1 else 's'}"
    notes = (f"**{title}**\n\n{body.strip()}" for title, body in found if title not in IN_STUB)
    return "\n\n".join([f"### Exercise: `{exercise.slug}` ({points})", idea, *notes])


def gather_figures(parts: Sequence[Part], folder: Path) -> tuple[tuple[Part, ...], dict[str, Path]]:
    """Find the files of the course that the prose links to.

    Links to pages on the web stay as they are.

    Parameters
    ----------
    parts
        The parts of a unit.
    folder
        The unit's folder, to which links are relative.

    Returns
    -------
    The parts, with links into other folders changed to ``figures/``, and each file by its path
    relative to the notebook.

    Raises
    ------
    autograder.course.discover.CourseError
        For a file that is missing, or two files with the same name.
    """
    files: dict[str, Path] = {}

    def place(match: re.Match[str]) -> str:
        link = match[2]
        if re.match(r"[a-zA-Z][\w+.-]*:|/", link) or link.endswith((".md", ".ipynb", ".py")):
            return match[0]
        path = (folder / unquote(link)).resolve()
        if not path.is_file():
            raise CourseError(
                f"{folder / 'lesson.md'} links to {link}, and there is no such file. "
                "Draw the figure again, or fix the link."
            )
        inside = path.is_relative_to(folder.resolve())
        target = path.relative_to(folder.resolve()).as_posix() if inside else f"figures/{path.name}"
        if files.setdefault(target, path) != path:
            raise CourseError(
                f"{folder / 'lesson.md'} uses two files named {target}; rename one of them"
            )
        return match[1] + target

    moved = tuple(replace(part, text=_LINK.sub(place, part.text)) for part in parts)
    return moved, files
