"""A column of widgets with a still picture of it, for where no widget can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import ipywidgets

from autograder.learner.kernel import shell


class Panel(ipywidgets.VBox):  # type: ignore[misc]
    """Widgets below each other. A page, or a notebook that was opened again, shows a still picture.

    The picture is an output of its own, and the widgets hide it as long as they are there. Where
    they are not, it hides their output: JupyterLab writes there that it has no model for them.

    Parameters
    ----------
    children
        The widgets.
    words
        What stands in their place where not even a picture can be shown, and below the picture.
    """

    def __init__(self, children: Sequence[Any], words: str) -> None:
        self._words, self._name = words, f"gatewise-{uuid4().hex[:12]}"
        self._picture, self._shown = "", None
        hide = ipywidgets.HTML(f"<style>.{self._name}{{display:none}}</style>")
        hide.layout.display = "none"
        super().__init__([*children, hide])
        self.add_class(f"{self._name}-there")

    def keep(self, picture: str) -> None:
        """Make this the still picture.

        Parameters
        ----------
        picture
            HTML with inline styles.
        """
        self._picture = picture
        if self._shown is not None:
            self._shown.update(self._still(), raw=True)

    def _still(self) -> dict[str, str]:
        output, there = ".jp-OutputArea-child", f".{self._name}-there"
        return {
            "text/html": f"<style>{output}:has(.{self._name}) + {output}:not(:has({there}))"
            "{display:none}</style>"
            f'<div class="{self._name}">{self._picture}'
            f'<div style="opacity:.8;font-size:.9em">{self._words}</div></div>',
            "text/plain": self._words,
        }

    def _ipython_display_(self) -> None:
        from IPython.display import display

        if shell() is not None and self._picture:
            self._shown = display(self._still(), raw=True, display_id=True)
        display(self._repr_mimebundle_(), raw=True)

    def __repr__(self) -> str:
        return self._words
