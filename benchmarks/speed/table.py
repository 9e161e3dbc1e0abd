"""The table of the times and ratios, and what it says of the project's own bounds."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from math import isnan, nan
from statistics import median

import numpy as np

SHAPES = [
    (1, 2, 3, 4),
    (3, 2, 3, 4),
    (5, 3, 4, 6),
    (20, 8, 16, 32),
    (64, 32, 64, 128),
    (256, 64, 256, 512),
]
"""T, B, I, H: the first three are such as the grader's cases have."""


@dataclass(frozen=True)
class Row:
    """One shape at one width and one number of threads: seconds a call by contender, one for each
    round.
    """

    shape: tuple[int, int, int, int]
    dtype: str
    threads: int
    seconds: dict[str, list[float]]

    def milliseconds(self, contender: str) -> str:
        """The median over the rounds."""
        value = median(self.seconds[contender]) * 1e3
        return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"

    def ratio(self, ours: str, theirs: str) -> float:
        """The median over the rounds of the ratio within a round; nan when one of them was not
        there.
        """
        if ours not in self.seconds or theirs not in self.seconds:
            return nan
        return median(a / b for a, b in zip(self.seconds[ours], self.seconds[theirs], strict=True))


HEADER = """\
| T, B, I, H | type | threads | rounds | forward ms | ÷ torch | ÷ products \
| both ms | ÷ torch | ÷ products | gradients ms | ÷ torch |
|---|---|---|---|---|---|---|---|---|---|---|---|"""


def worded(ratio: float) -> str:
    return "–" if isnan(ratio) else f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.1g}"


def table_row(row: Row) -> str:
    cells = [
        ", ".join(map(str, row.shape)),
        row.dtype,
        row.threads,
        len(row.seconds["forward"]),
        row.milliseconds("forward"),
        worded(row.ratio("forward", "torch forward")),
        worded(row.ratio("forward", "products forward")),
        row.milliseconds("both"),
        worded(row.ratio("both", "torch both")),
        worded(row.ratio("both", "products both")),
        row.milliseconds("gradients"),
        worded(row.ratio("gradients", "torch both")),
    ]
    return "| " + " | ".join(map(str, cells)) + " |"


def span(
    rows: list[Row], dtype: str, ours: str, theirs: str, shapes: list[tuple[int, int, int, int]]
) -> str:
    """The least and the greatest ratio over some shapes, with one thread."""
    ratios = [
        row.ratio(ours, theirs)
        for row in rows
        if row.threads == 1 and row.dtype == dtype and tuple(row.shape) in shapes
    ]
    return " to ".join(dict.fromkeys([worded(min(ratios)), worded(max(ratios))]))


def summary(rows: list[Row]) -> str:
    """What the table says of the two bounds that the project set itself, whichever way it falls."""
    lines = [
        (
            "| one thread, ÷ torch | float64 gradients | float64 both | float32 gradients | float32"
            " both |"
        ),
        "|---|---|---|---|---|",
    ]
    bounds = (
        ("the grader's sizes; the aim is below 1", SHAPES[:3]),
        ("the largest; the aim is below 2", SHAPES[-1:]),
    )
    for words, shapes in bounds:
        cells = [
            span(rows, dtype, ours, "torch both", shapes)
            for dtype in ("float64", "float32")
            for ours in ("gradients", "both")
        ]
        lines.append(f"| {words} | {' | '.join(cells)} |")
    alone = span(rows, "float32", "torch both", "products both", SHAPES[-1:])
    lines += [
        "",
        (
            f"At the largest size in float32, all of PyTorch takes {alone} times as long as NumPy's"
            " products:"
        ),
        (
            "its own have faster kernels and take many steps at a time, out of reach of one"
            " equation a step."
        ),
    ]
    return "\n".join(lines)


def report(rows: list[Row]) -> str:
    try:
        from torch import __version__

        torch_version = str(__version__)
    except ModuleNotFoundError:
        torch_version = "not installed"
    return f"""# The reference compared with PyTorch

Made by `python benchmarks/reference.py`. Python {platform.python_version()},
NumPy {np.__version__}, PyTorch {torch_version}, {platform.machine()}, {os.cpu_count()} cores.
A ratio is our time divided by theirs: below 1 we are faster. Ratios are medians over rounds in
which all contenders took turns. Times are medians, in milliseconds a call. On a shared machine
times vary more than ratios do; with two threads both vary.

- **forward**: `lstm_sequence` against `torch.nn.LSTM` without gradients.
- **both**: `lstm_sequence` and then `lstm_sequence_backward`, as in training, against
  `torch.nn.LSTM` forward and all its gradients. Ours computes the forward pass three times: once
  for the result, once for the states, and once inside each step, because no function of the
  reference relies on what another one kept.
- **gradients**: `lstm_sequence_backward` alone, which makes its own forward pass, against the same
  work in PyTorch.
- **products**: only the matrix products, in NumPy, that any step-by-step LSTM makes: 8 a step
  forward and 16 more backward. Ours makes 40 for *both* where these make 24.

{summary(rows)}

{HEADER}
{chr(10).join(map(table_row, rows))}

Set BLAS to one thread (`OPENBLAS_NUM_THREADS=1`) when other work shares the machine. With more
threads, they wait for each other, which can cost far more than it saves. Small sizes gain nothing
from threads.
"""
