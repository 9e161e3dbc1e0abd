"""Markdown with formulas, as lessons have it, into HTML that needs no script."""

from __future__ import annotations

import re
from functools import lru_cache

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_FORMULA = re.compile(r"(\$\$?)(?P<latex>[^$]+)\1")


def to_html(text: str) -> str:
    """Turn Markdown into HTML, with each formula as MathML.

    Parameters
    ----------
    text
        CommonMark with tables. ``$…$`` is a formula in the line, ``$$…$$`` one on a line of its
        own.
    """
    return str(_parser().render(text))


@lru_cache(1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.inline.ruler.before("escape", "formula", _formula)
    parser.add_render_rule("formula", _mathml)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


def _formula(state: StateInline, silent: bool) -> bool:
    """Read a formula where the text stands at a dollar sign."""
    found = _FORMULA.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content, token.markup = found["latex"], found[1]
    state.pos = found.end()
    return True


def _mathml(
    renderer: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[place]
    if token.markup == "$":
        return str(convert(token.content))
    block = str(convert(token.content, display="block"))
    return block.replace("<math ", '<math tabindex="0" ', 1)  # it may be wider than a phone


def _table_open(
    renderer: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    """Open a table in a box of its own that can be moved sideways on a narrow screen."""
    return '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>\n'


def _table_close(
    renderer: RendererHTML, tokens: list[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    return "</table></div>\n"
