"""A choice of topics in a notebook: the questions of one stand below it, and no others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets


class QuizChoice(ipywidgets.VBox):  # type: ignore[misc]
    """Buttons, one a topic, and below them the questions of the topic that was chosen.

    Parameters
    ----------
    topics
        Each topic and its title.
    questions
        Makes the widget of a topic. It is called when the topic is chosen first.
    """

    def __init__(self, topics: Sequence[tuple[str, str]], questions: Callable[[str], Any]) -> None:
        self._topics, self._questions = list(topics), questions
        self._made: dict[str, Any] = {}
        self._buttons = [
            ipywidgets.Button(description=title, layout={"width": "auto"}) for _, title in topics
        ]
        for button, (topic, _) in zip(self._buttons, topics, strict=True):
            button.on_click(lambda _, topic=topic: self.choose(topic))
        self._row = ipywidgets.HBox(self._buttons, layout={"flex_flow": "row wrap"})
        words = ipywidgets.HTML("<p>Which questions do you want? You can come back for others.</p>")
        self._words = words
        super().__init__([words, self._row])

    def choose(self, topic: str) -> None:
        """Show the questions of a topic. Those that were answered are still there."""
        if topic not in self._made:
            self._made[topic] = self._questions(topic)
        for button, (name, _) in zip(self._buttons, self._topics, strict=True):
            button.button_style = "info" if name == topic else ""
        self.children = [self._words, self._row, self._made[topic]]

    def __repr__(self) -> str:
        """Return what the cell shows where no widget can: on a page, or before it runs again."""
        names = ", ".join(title for _, title in self._topics)
        return f"Questions: {names}. Run this cell."
