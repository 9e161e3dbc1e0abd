"""Texts and values that a program would not expect, for the mutations of this folder."""

from __future__ import annotations

import random
from typing import Any

ODD_TEXTS = (
    "",
    " ",
    "\n",
    "\t",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\u2028",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\ud800",
    "\U0010ffff",
    "é",
    "李",
    "−1",
    "“q”",
    "<b>&amp;",
    "<script>alert(1)</script>",
    "$\\x$",
    "{{x}}",
    "{% x %}",
    "![x](/etc/passwd)",
    "[x](javascript:1)",
    "<<<<<<< HEAD\n",
    "../../secrets/seed",
    "%%bash\nls",
    "!ls\n",
    "%matplotlib inline\n",
    "?sigmoid",
    "# coding: latin-1\n",
    "def sigmoid(z):\n    return z\n",
    "def forget_gate(*a, **k):\n    raise SystemExit\n",
    "import torch, numpy as np\n",
    "from scipy.special import expit as sigmoid\n",
    "1 / 0\n",
    "raise KeyboardInterrupt\n",
    "del np\n",
    "np = None\n",
    "x = (\n",
    "    y = 1\n",
    "match 1:\n    case _: pass\n",
    "print('x' * 20_000)\n",
    "print(__import__('sys').path)\n",
    "class sigmoid: pass\n",
    "sigmoid = lambda z: z\n",
    "async def sigmoid(z): return z\n",
    "if True:\n    def candidate(x_t, h_prev, W, U, b): return 0\n",
    "(" * 300,
    "x" * 3000,
    "9" * 5000,
)
"""Pieces of text, source and Markdown."""

ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    3,
    99,
    1.5,
    1e308,
    float("nan"),
    10**30,
    "",
    "code",
    "markdown",
    "4",
    [],
    [1],
    ["a", None],
    {},
    {"a": 1},
    [[[]]],
    {"nbgrader": {"grade_id": "sigmoid", "solution": True}},
)
"""Values of JSON in the place of others."""


def odd_text(rng: random.Random) -> str:
    """One of the texts, or several of them together."""
    return "".join(rng.choice(ODD_TEXTS) for _ in range(rng.choice((1, 1, 1, 2, 3))))


def odd_value(rng: random.Random) -> Any:
    """A value of JSON, or a text."""
    return rng.choice(ODD_VALUES) if rng.random() < 0.7 else odd_text(rng)
