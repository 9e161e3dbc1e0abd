"""The pages of the site that are read without Python: its front page and one for each lesson."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from autograder.site.lesson import Lesson

FRONT, LESSON = "front.html", "lesson.html"
ICON = "icon.svg"


@dataclass(frozen=True)
class Pages:
    """What all pages know.

    ``quizzes`` are the titles of topics that have a page, by topic. ``offline`` is whether Python
    comes from the site itself.
    """

    title: str
    lessons: Sequence[Lesson]
    quizzes: Mapping[str, str]
    offline: bool

    def write(self, site: Path) -> None:
        """Write the front page and the pages of the lessons into the site's folder."""
        (site / "index.html").write_text(self.front(), encoding="utf-8")
        (site / ICON).write_text(_template(ICON), encoding="utf-8")
        for number, lesson in enumerate(self.lessons):
            folder = site / "lessons" / lesson.unit
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(self.lesson(number), encoding="utf-8")

    def front(self) -> str:
        """The front page: the units, and how to work, keep, hand in and stop."""
        return _environment().get_template(FRONT).render(pages=self, root=".", notebook=notebook)

    def lesson(self, number: int) -> str:
        """The page of one lesson, with links to the one before and the one after."""
        lesson = self.lessons[number]
        return (
            _environment()
            .get_template(LESSON)
            .render(
                pages=self,
                root="../..",
                notebook=notebook,
                lesson=lesson,
                before=self.lessons[number - 1] if number else None,
                after=self.lessons[number + 1] if number + 1 < len(self.lessons) else None,
            )
        )


def notebook(unit: str, root: str) -> str:
    """The address of a unit's notebook, from a page whose way to the site's folder is `root`.

    >>> notebook("gates", "../..")
    '../../notebooks/index.html?path=gates.ipynb'
    """
    return f"{root}/notebooks/index.html?path={quote(unit)}.ipynb"


@lru_cache(1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("autograder.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["ready"] = Markup  # HTML that we made
    environment.globals["style"] = Markup(_template("site.css"))
    return environment


def _template(name: str) -> str:
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")
