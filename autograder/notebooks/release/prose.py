"""From an author's words to a notebook's text: docstrings become prompts, lessons become parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    """

    kind: Literal["prose", "exercise", "quiz", "run"]
    text: str = ""
    name: str = ""


def unit_parts(key: AnswerKey, lesson: str | None, source: str = "lesson.md") -> tuple[Part, ...]:
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

    Raises
    ------
    autograder.course.discover.CourseError
        For a marker of an exercise that the unit does not have, or that is placed twice.
    """
    parts = (
        list(_split(lesson))
        if lesson is not None and lesson.strip()
        else [Part("prose", f"# {key.title}")]
    )
    placed: set[str] = set()
    for part in parts:
        if part.kind != "exercise":
            continue
        if key.exercise(part.name) is None:
            raise CourseError(
                f"{source} has the marker <!-- exercise: {part.name} -->; unit {key.unit} has "
                f"{', '.join(exercise.slug for exercise in key.exercises)}. Fix the marker, or add"
                " the exercise."
            )
        if part.name in placed:
            raise CourseError(
                f"{source} places exercise {part.name} twice; once is enough. Remove one marker."
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


def _split(lesson: str) -> Iterator[Part]:
    end = 0
    for marker in sorted([*_MARKER.finditer(lesson), *_RUN.finditer(lesson)], key=re.Match.start):
        if text := lesson[end : marker.start()].strip():
            yield Part("prose", text)
        if marker.re is _RUN:
            yield Part("run", marker[1].strip())
        else:
            yield Part("exercise" if marker[1] == "exercise" else "quiz", name=marker[2])
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

    moved = tuple(Part(part.kind, _LINK.sub(place, part.text), part.name) for part in parts)
    return moved, files
