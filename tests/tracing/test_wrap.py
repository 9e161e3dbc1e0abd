"""Wrapped source does what the source does, and its sites name places in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.data.runs import Chunk
from autograder.tracing.job import start
from autograder.tracing.wrap import LONGEST, Wrapped, wrap

EVERYTHING = '''
from __future__ import annotations
import math as m
import numpy as np

SCALE = 2.0

class Cell:
    size: int = 3

    def __init__(self, w):
        self.w = w

    def step(self, x):
        return self.w * x

def f(x, *more, k=1.5, **named):
    """A docstring,
    of two lines.
    """
    total = 0
    out = [0.0] * 3
    a, (b, c) = x, (k, SCALE)
    for i, v in enumerate([a, b, c]):
        if i % 2:
            continue
        total += v
        out[i] = -v
    while total < 10:
        total = total * 2 or 1
    table = {"s": total, **named}
    table["s"] -= 1
    pair = [y for y in (n + 1 for n in more) if y]
    lines = x[0:2, None] if isinstance(x, np.ndarray) else m.sqrt(4)
    with np.errstate(all="ignore"):
        try:
            1 / 0
        except ZeroDivisionError as error:
            text = f"{error!s:>3}"
    square = lambda z: z ** 2
    (walrus := square(b))
    match pair:
        case [first, *_]:
            walrus += first
        case _:
            walrus -= 1
    return total, out, table, pair, lines, text, walrus, Cell(b).step(c)
'''


def run(source: str, wrapped: Wrapped | None = None) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "learner"}
    if wrapped is not None:
        start(wrapped, namespace)
        source = wrapped.chunks[0].source
    exec(compile(source, "a.py", "exec", dont_inherit=True), namespace)
    return namespace


def test_wrapped_source_does_what_the_source_does() -> None:
    wrapped = wrap([Chunk("a.py", EVERYTHING)])
    assert len(wrapped.sites) > 60
    plain, changed = run(EVERYTHING)["f"], run(EVERYTHING, wrapped)["f"]
    assert changed(1.0, 5, 6, name=7) == plain(1.0, 5, 6, name=7)
    assert changed.__doc__ == plain.__doc__


def test_a_site_knows_its_place_and_what_is_done_there() -> None:
    source = "def f(x, w):\n    y = (x @\n         w.T)\n    return np.tanh(y)\n"
    sites = wrap([Chunk("a.py", source)]).sites
    product = next(site for site in sites if site.operation == "@")
    assert (product.text, product.line, product.end_line) == ("x @ w.T", 2, 3)
    assert (product.target, product.function, product.chunk) == ("y", "f", "a.py")
    assert [sites[part].text for part in product.parts] == ["x", "w.T"]
    squashed = next(site for site in sites if site.operation == "np.tanh")
    assert (squashed.first, squashed.target) == (4, "return")


def test_lines_of_the_wrapped_source_stand_for_those_of_the_source() -> None:
    source = "# a comment\n\ndef f(x):\n    # more\n    y = [x,\n         x]\n\n    return y\n"
    wrapped = wrap([Chunk("a.py", source)])
    written = wrapped.chunks[0].source.splitlines()
    returned = next(number for number, line in enumerate(written, 1) if "return" in line)
    assert wrapped.lines[0][returned] == 8
    assert wrapped.lines[0][returned - 1] == 5


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nx = 1\n",
        "def f(:",
        "x = 1" + " " * LONGEST,
        "x = " + "-" * 20_000 + "1",
    ],
    ids=["command", "no Python", "long", "deep"],
)
def test_what_cannot_be_wrapped_stays_as_it_is(source: str) -> None:
    wrapped = wrap([Chunk("a.py", source), Chunk("b.py", "y = 2 * z\n")])
    assert wrapped.chunks[0].source == source
    assert "_gatewise" in wrapped.chunks[1].source


def test_a_function_under_the_name_of_a_builtin_is_a_name_like_others() -> None:
    wrapped = wrap([Chunk("a.py", "def f(input):\n    return input + 1\n")])
    assert "input" in [site.text for site in wrapped.sites if site.kind == "name"]
    assert np.allclose(run("", wrapped)["f"](2.0), 3.0)
