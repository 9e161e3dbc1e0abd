"""LaTeX formulas as MathML for a browser, or as a line of Unicode for a terminal."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

from quizzes.text.words import shortened

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
"""How many children a MathML element must have; with fewer a browser shows an error."""


@lru_cache(maxsize=4096)
def mathml(latex: str) -> str:
    """Return one LaTeX formula as MathML.

    Raises
    ------
    ValueError
        The renderer does not understand the formula. The message says which part.
    """
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
    try:
        root = ElementTree.fromstring(found)
    except ElementTree.ParseError as error:
        raise ValueError(
            f"the formula ${shortened(latex)}$ cannot be rendered: no page can show one of its"
            " characters"
        ) from error
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if len(element) != CHILDREN.get(tag, len(element)):
            raise ValueError(
                f"the formula ${latex}$ cannot be rendered: part of a {tag[1:]} is missing"
            )
    return found


def _lone_brace(latex: str) -> str | None:
    """Return a brace without a partner, which the renderer would accept; ``\\{`` is only a sign."""
    depth = 0
    for brace in re.findall(r"[{}]", re.sub(r"\\.", "", latex)):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return "}"
    return "{" if depth else None


def latex_to_unicode(latex: str) -> str:
    """Return a formula as a line of text: ``f_t \\odot c_{t-1}`` becomes ``fₜ ⊙ cₜ₋₁``."""
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
    """Write ``1/2``, with brackets around long parts and a space before a following factor."""
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
