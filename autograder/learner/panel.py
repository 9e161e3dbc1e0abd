"""A column of widgets that says in words what it is, where no widget can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets


class Panel(ipywidgets.VBox):  # type: ignore[misc]
    """Widgets below each other. A page, or a notebook that was opened again, shows the words.

    Parameters
    ----------
    children
        The widgets.
    words
        What stands in their place where no widget can be shown.
    """

    def __init__(self, children: Sequence[Any], words: str) -> None:
        self._words = words
        super().__init__(list(children))

    def __repr__(self) -> str:
        return self._words
