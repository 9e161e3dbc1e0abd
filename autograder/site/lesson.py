"""A unit's notebook, as learners get it, into the parts of a page to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.site.markdown import to_html
from autograder.submission.notebook import nbgrader_id, read_cells, source_of

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_TOPICS = re.compile(r'"([\w-]+)"')


@dataclass(frozen=True)
class Section:
    """One part of a lesson.

    ``kind`` is prose, an exercise (``name`` is its slug, ``code`` its stub), questions (``topics``
    are their topics) or a panel that runs in the notebook alone. ``html`` is the text of prose and
    of an exercise's prompt.
    """

    kind: Literal["prose", "exercise", "quiz", "panel"]
    html: str = ""
    name: str = ""
    code: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lesson:
    """A unit as a page: its folder's name, its title and its sections in reading order."""

    unit: str
    title: str
    sections: tuple[Section, ...]

    @property
    def exercises(self) -> tuple[str, ...]:
        """The names of its exercises."""
        return tuple(part.name for part in self.sections if part.kind == "exercise")

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of its questions."""
        return tuple(topic for part in self.sections for topic in part.topics)


def read_lesson(notebook: Path) -> Lesson:
    """Read a unit's notebook from the kit.

    Raises
    ------
    autograder.submission.source_file.UnreadableSubmission
        When the file is no notebook.
    OSError
        When it cannot be read.
    """
    cells = read_cells(notebook.read_text(encoding="utf-8"), notebook)
    unit = notebook.stem
    texts = (source_of(cell) for cell in cells if cell.get("cell_type") == "markdown")
    title = next((found[1] for text in texts if (found := _TITLE.search(text))), unit)
    return Lesson(unit, title, tuple(_sections(cells)))


def _sections(cells: list[Mapping[str, Any]]) -> Iterator[Section]:
    prompt = ""
    for cell in cells:
        source, name = source_of(cell), str(nbgrader_id(cell) or "")
        if cell.get("cell_type") == "markdown":
            if str(cell.get("id", "")).endswith("-prompt"):
                prompt = to_html(source)
            else:
                yield Section("prose", to_html(source))
        elif name and _marks(cell, "solution"):
            yield Section("exercise", prompt, name, source)
            prompt = ""
        elif name and name.startswith("quiz-"):
            yield Section("quiz", topics=tuple(_TOPICS.findall(source)))
        elif name and not _marks(cell, "grade"):
            yield Section("panel", code=source)


def _marks(cell: Mapping[str, Any], what: str) -> bool:
    """Whether nbgrader's mark is set on a cell: ``solution`` or ``grade``."""
    return bool(cell["metadata"]["nbgrader"].get(what))
