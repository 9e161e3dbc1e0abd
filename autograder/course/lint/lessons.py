"""Rules for a lesson: markers that are read, links that lead somewhere, blocks that are closed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from autograder.course.discover import CourseUnit
from autograder.course.lint.equations import line_of, without_code
from autograder.course.lint.problem import Place, Problem, did_you_mean

_COMMENT = re.compile(r"<!-{1,2}(.*?)(-{1,2}>|\Z)", re.DOTALL)
_MARKER = re.compile(r"<!--\s*(?:(exercise|quiz):\s*([\w-]+)|(run))\s*-->")
_LINK = re.compile(r"""(?:(!?)\[[^\]]*\]\(\s*|\b(?:src|href)\s*=\s*["'])([^)\s"'#]+)""")
_WORDS = ("exercise", "quiz", "run")
_MARKERS = "`<!-- exercise: SLUG -->`, `<!-- quiz: TOPIC -->` or `<!-- run -->`"


def lesson_problems(
    unit: CourseUnit, root: Path, topics: Collection[str] | None
) -> Iterator[Problem]:
    """Find what a lesson would lose or show wrongly on its way to a notebook.

    Parameters
    ----------
    unit
        The unit.
    root
        The course's root.
    topics
        The quiz topics there are; ``None`` where that is not known.
    """
    path = unit.folder / "lesson.md"
    if not path.is_file():
        return
    start = Place(path.relative_to(root).as_posix(), 1)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        yield _problem(start, "The file is not UTF-8. Save it in that encoding.")
        return
    if not text.strip():
        yield _problem(start, "The lesson is empty. Write it, or delete the file.")
    yield from _fences(text, start)
    yield from _markers(text, start, unit, topics)
    yield from _links(text, start, unit)


def _markers(
    text: str, start: Place, unit: CourseUnit, topics: Collection[str] | None
) -> Iterator[Problem]:
    slugs = [exercise.slug for exercise in unit.exercises]
    seen: set[str] = set()
    prose = without_code(text)
    for comment in _COMMENT.finditer(prose):
        place = line_of(text, comment.start(), start)
        marker = _MARKER.fullmatch(comment[0])
        if marker is None:
            yield from _mistyped(comment, place)
            continue
        line = prose[prose.rfind("\n", 0, comment.start()) + 1 :].split("\n", 1)[0]
        if line.rstrip() != comment[0]:
            yield _problem(
                place,
                f"The marker {comment[0]} shares its line with other text, so it is not read. It"
                " should stand on a line of its own, from its first column.",
            )
        elif marker[3]:
            if not re.match(r"[ \t]*\n+```python\n", text[comment.end() :]):
                yield _problem(
                    place,
                    "No block of Python follows the marker <!-- run -->. A fenced block that begins"
                    " with ```python should come next.",
                )
        elif marker[1] == "exercise":
            yield from _placed(marker[2], slugs, seen, place, unit)
        elif topics is not None and marker[2] not in topics:
            yield _problem(
                place,
                f"There is no quiz topic {marker[2]!r}.{did_you_mean(marker[2], topics)} The topics"
                f" are {', '.join(sorted(topics)) or 'none'}. Correct the marker.",
            )


def _placed(
    slug: str, slugs: list[str], seen: set[str], place: Place, unit: CourseUnit
) -> Iterator[Problem]:
    if slug not in slugs:
        yield _problem(
            place,
            f"There is no exercise {slug!r} in the unit {unit.slug}.{did_you_mean(slug, slugs)} It"
            f" has {', '.join(slugs)}. Correct the marker.",
        )
    elif slug in seen:
        yield _problem(place, f"The exercise {slug} is placed twice. Remove one of the markers.")
    seen.add(slug)


def _mistyped(comment: re.Match[str], place: Place) -> Iterator[Problem]:
    """Report a comment that was meant as a marker. Any other comment is left alone."""
    if not comment[0].endswith("-->") and comment[2] == "":
        yield _problem(
            place,
            "A comment begins here and never ends, so the rest of the lesson is hidden. It should"
            " end with `-->`.",
        )
        return
    first = re.match(r"\W*(\w+)", comment[1])
    word = first[1].lower() if first else ""
    near = difflib.get_close_matches(word, _WORDS, 1, 0.7)
    if near or re.fullmatch(r"\s*[\w-]+\s*[:=]\s*[\w-]+\s*", comment[1]):
        meant = f" Did you mean `{near[0]}`?" if near else ""
        yield _problem(
            place,
            f"{comment[0]} is no marker, so nothing takes its place.{meant} A marker is"
            f" {_MARKERS}.",
        )


def _links(text: str, start: Place, unit: CourseUnit) -> Iterator[Problem]:
    """Find links to files that are not there, and pictures that nothing shows."""
    shown: set[Path] = set()
    for match in _LINK.finditer(without_code(text)):
        link = match[2]
        if re.match(r"[a-zA-Z][\w+.-]*:|/", link):
            continue
        path = (unit.folder / unquote(link)).resolve()
        shown.add(path)
        if path.is_file() or (not match[1] and link.endswith((".md", ".ipynb", ".py"))):
            continue
        files = [
            file.relative_to(unit.folder).as_posix()
            for file in unit.folder.rglob("*")
            if file.suffix in (".svg", ".png")
        ]
        yield Problem(
            "figure",
            unit.slug,
            f"The lesson links to {link}, and there is no such file.{did_you_mean(link, files)}"
            " Draw the figure, or correct the link.",
            line_of(text, match.start(), start),
        )
    figures = unit.folder / "figures"
    for path in sorted(figures.rglob("*")) if figures.is_dir() else ():
        if path.is_file() and path.resolve() not in shown:
            yield Problem(
                "figure",
                unit.slug,
                f"No line of the lesson shows figures/{path.relative_to(figures).as_posix()}. Each"
                " picture should be used. Show it, or delete it.",
                start,
            )


def _fences(text: str, start: Place) -> Iterator[Problem]:
    """Find a fenced block that never ends."""
    fences = list(re.finditer(r"^(```|~~~)", text, re.MULTILINE))
    if len(fences) % 2:
        yield _problem(
            line_of(text, fences[-1].start(), start),
            "A fenced block begins or ends here without a partner, so the text around it is shown"
            " as code. Close it with a line of three backticks.",
        )


def _problem(place: Place, message: str) -> Problem:
    return Problem("lesson", Path(place.file).parent.name, message, place)
