"""The small markup of question texts, and what becomes of it: HTML with MathML, plain text for a
terminal, or LaTeX.

Texts hold paragraphs, ``**strong**``, ``*emphasis*``, `` `code` `` and LaTeX between dollar signs;
``\\$`` is a dollar.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache
from xml.etree import ElementTree

SPAN = re.compile(
    r"(?P<code>`[^`]+`)|(?P<math>(?<!\\)\$[^$]+(?<!\\)\$)|(?P<strong>\*\*.+?\*\*)|(?P<em>\*[^*\s][^*]*\*)",
    re.DOTALL,
)

SYMBOLS = {
    r"\odot": "⊙",
    r"\cdot": "·",
    r"\times": "×",
    r"\sigma": "σ",
    r"\tanh": "tanh",
    r"\partial": "∂",
    r"\le": "≤",
    r"\ge": "≥",
    r"\neq": "≠",
    r"\ne": "≠",
    r"\approx": "≈",
    r"\infty": "∞",
    r"\to": "→",
    r"\in": "∈",
    r"\ldots": "…",
    r"\dots": "…",
    r"\cdots": "⋯",
    r"\sum": "∑",
    r"\prod": "∏",
    r"\top": "ᵀ",
    r"\quad": " ",
    r"\,": " ",
    r"\;": " ",
    r"\alpha": "α",
    r"\beta": "β",
    r"\gamma": "γ",
    r"\epsilon": "ε",
    r"\varepsilon": "ε",
    r"\theta": "θ",
    r"\lambda": "λ",
    r"\Delta": "Δ",
    r"\pm": "±",
    r"\{": "{",
    r"\}": "}",
    r"\|": "‖",
    r"\rightarrow": "→",
    r"\leftarrow": "←",
    r"\ll": "≪",
    r"\gg": "≫",
    r"\log": "log",
    r"\exp": "exp",
    r"\max": "max",
    r"\min": "min",
    r"\ln": "ln",
    r"\sqrt": "√",
    r"\circ": "∘",
    r"\mid": "|",
    r"\left": "",
    r"\right": "",
    r"\ ": " ",
    r"\!": "",
    r"\leq": "≤",
    r"\geq": "≥",
    r"\lt": "<",
    r"\gt": ">",
}
LOWER = dict(
    zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
RAISED = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzT",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ",
        strict=True,
    )
)
ACCENTS = {"tilde": "\u0303", "hat": "\u0302", "bar": "\u0304"}
CHILDREN = {
    "mfrac": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "mroot": 2,
    "msubsup": 3,
    "munderover": 3,
}
"""How many children each of these MathML elements must have: a renderer that is given fewer shows
an error."""

Math = Callable[[str], str]


def formulas(text: str) -> list[str]:
    """Every LaTeX formula of a text, without its dollar signs."""
    return [found["math"].strip("$") for found in SPAN.finditer(text) if found["math"]]


def to_html(text: str, math: Math | None = None, *, inline: bool = False) -> str:
    """HTML of a text, escaped; formulas become MathML unless `math` says otherwise.

    With `inline` there is no ``<p>`` around it, so that it may stand in a label.
    """
    parts = [_inline(part, math or mathml) for part in re.split(r"\n\s*\n", text.strip())]
    return "<br/>".join(parts) if inline else "".join(f"<p>{part}</p>" for part in parts)


def to_plain(text: str) -> str:
    """The text for a terminal: no markup, formulas with Unicode signs as far as there are any."""

    def plain(found: re.Match[str]) -> str:
        if found["math"]:
            return latex_to_unicode(found["math"].strip("$"))
        inner = found[0].strip("`") if found["code"] else found[0].strip("*")
        return inner if found["code"] else to_plain(inner)

    return re.sub(
        r"[ \t]*\n(?!\s*\n)[ \t]*", " ", SPAN.sub(plain, text.strip()).replace(r"\$", "$")
    )


@lru_cache(maxsize=4096)
def mathml(latex: str) -> str:
    """One formula as MathML; raises `ValueError` where the renderer does not understand it."""
    from latex2mathml.converter import convert  # a tenth of a second, and terminals never need it

    if lone := _lone_brace(latex):
        raise ValueError(f"the formula ${latex}$ cannot be rendered: a {lone} has no partner")
    try:
        found = str(convert(latex))
    except Exception as error:
        why = " ".join(
            re.findall(r"[A-Z][a-z]*", type(error).__name__.removesuffix("Error"))
        ).lower()
        raise ValueError(
            f"the formula ${latex}$ cannot be rendered: {why or 'its parts do not fit'}"
        ) from error
    left = re.search(r"\\[A-Za-z]+", re.sub(r"&#x0*5[Cc];", r"\\", found))
    if left:
        raise ValueError(f"the formula ${latex}$ cannot be rendered: {left[0]} is not known")
    for element in ElementTree.fromstring(found).iter():
        tag = element.tag.rpartition("}")[2]
        if len(element) != CHILDREN.get(tag, len(element)):
            raise ValueError(
                f"the formula ${latex}$ cannot be rendered: part of a {tag[1:]} is missing"
            )
    return found


def _lone_brace(latex: str) -> str | None:
    """A brace without a partner, which the renderer would let pass; ``\\{`` is a sign to be
    shown.
    """
    depth = 0
    for brace in re.findall(r"[{}]", re.sub(r"\\.", "", latex)):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return "}"
    return "{" if depth else None


def latex_to_unicode(latex: str) -> str:
    """A formula as a line of text: ``f_t \\odot c_{t-1}`` becomes ``fₜ ⊙ cₜ₋₁``."""
    line = re.sub(
        r"\\(?:mathrm|text|mathbf|mathbb|operatorname|mathcal|boldsymbol)\{([^{}]*)\}", r"\1", latex
    )
    line = re.sub(r"\\(tilde|hat|bar)\{?(\w)\}?", lambda found: found[2] + ACCENTS[found[1]], line)
    line = re.sub(
        r"\\[dt]?frac\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}",
        _fraction,
        line,
    )
    line = re.sub(r"\\(?:[A-Za-z]+|.)", lambda found: SYMBOLS.get(found[0], found[0]), line)
    line = re.sub(
        r"_(?:\{([^{}]*)\}|(\w))",
        lambda found: _script(found[1] or found[2] or "", LOWER, "_"),
        line,
    )
    line = re.sub(
        r"\^(?:\{([^{}]*)\}|([\wᵀ]))",
        lambda found: _script(found[1] or found[2] or "", RAISED, "^"),
        line,
    )
    return " ".join(line.replace("{", "").replace("}", "").replace("-", "−").split())


def _fraction(found: re.Match[str]) -> str:
    """``1/2``, with brackets where the parts are long and a space before what it multiplies."""
    above, below = (f"({part})" if len(part) > 1 else part for part in found.groups())
    follows = found.string[found.end() : found.end() + 1]
    return f"{above}/{below}{' ' if follows not in ('', ' ', ')', ',', '}') else ''}"


def _script(inner: str, table: dict[str, str], sign: str) -> str:
    if inner == "ᵀ":
        return inner
    bare = inner.replace(" ", "")
    if all(letter in table for letter in bare):
        return "".join(table[letter] for letter in bare)
    return f"{sign}{bare}" if len(bare) == 1 else f"{sign}({bare})"


def _inline(text: str, math: Math) -> str:
    pieces, last = [], 0
    for found in SPAN.finditer(text):
        pieces.append(_escaped(text[last : found.start()]))
        if found["math"]:
            pieces.append(math(found["math"].strip("$")))
        elif found["code"]:
            pieces.append(f"<code>{html.escape(found[0].strip('`'))}</code>")
        else:
            tag = "strong" if found["strong"] else "em"
            pieces.append(f"<{tag}>{_inline(found[0].strip('*'), math)}</{tag}>")
        last = found.end()
    return "".join([*pieces, _escaped(text[last:])])


def _escaped(text: str) -> str:
    return html.escape(text.replace(r"\$", "$"), quote=False)
