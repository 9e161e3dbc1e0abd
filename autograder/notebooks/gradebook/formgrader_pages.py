"""Names in formgrader's pages: nbgrader writes them into HTML and into a script as they are.

Formgrader lists whatever lies under ``submitted/``, also a folder whose name we refuse. A click on
such a name would run what stands in it, in the instructor's own session.
"""

from __future__ import annotations

import sys
from functools import wraps
from typing import Any

_PAGES = "nbgrader.server_extensions.formgrader.base"
_HARMFUL = str.maketrans({sign: f"&#{ord(sign)};" for sign in '<>&"\\\n\r\u2028\u2029'})
"""Signs that end a text in HTML or a string in a script; no learner who is graded has one."""


def make_names_harmless() -> None:
    """Let formgrader show names as text. Does nothing in a process that is not formgrader's."""
    module = sys.modules.get(_PAGES)
    if module is None:
        return
    usual = module.BaseHandler.render
    if getattr(usual, "names_are_harmless", False):
        return

    @wraps(usual)
    def render(self: Any, name: str, **values: Any) -> Any:
        return usual(self, name, **{key: harmless(value) for key, value in values.items()})

    render.names_are_harmless = True  # type: ignore[attr-defined]
    module.BaseHandler.render = render


def harmless(value: Any) -> Any:
    """A text without signs that HTML or a script would understand; any other value as it is.

    >>> harmless("<img src=x>")
    '&#60;img src=x&#62;'
    >>> harmless("O'Brien")
    "O'Brien"
    """
    return value.translate(_HARMFUL) if type(value) is str else value
