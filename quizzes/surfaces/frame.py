"""``quiz("gates")`` in a course's site: the page with these questions, in a frame.

In the browser's Python there is no pydantic and no YAML, and none is needed: the site holds a page
for each topic that marks by itself.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote

PLACE = "quiz/"
"""From a notebook to the pages of questions. The notebook's page makes the whole address of it."""


class QuizFrame:
    """The pages of some topics, below each other; the first is open."""

    def __init__(self, topics: tuple[str, ...]) -> None:
        self.topics = topics

    def __repr__(self) -> str:
        """Return what the cell shows where no frame can: on a page, or before it runs again."""
        return f"Questions: {', '.join(self.topics)}. Run this cell to see them."

    def _repr_html_(self) -> str:
        return "".join(
            f"<details{' open' * (number == 0)}><summary>Questions: {escape(topic)}</summary>"
            f'<iframe src="{PLACE}{quote(topic)}.html" title="Questions: {escape(topic)}"'
            ' loading="lazy" style="border: 1px solid; height: 34rem; width: 100%"></iframe>'
            "</details>"
            for number, topic in enumerate(self.topics)
        )


def quiz(topic: str | None = None, *more: str) -> QuizFrame:
    """Show the questions of a topic, or of several to choose from.

    Parameters
    ----------
    topic
        The topic. Without it, ``quiz`` says where all of them are.
    *more
        Other topics.

    Raises
    ------
    ValueError
        Without a topic: the front page of the site lists them all.
    """
    if topic is None:
        raise ValueError('name a topic, as in quiz("gates"); the front page lists them all')
    return QuizFrame((topic, *more))
