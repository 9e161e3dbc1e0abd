"""How fast the reference is, beside PyTorch and beside the matrix products that nobody can do
without.

    python benchmarks/reference.py            # writes benchmarks/results/reference.md; some minutes
    python benchmarks/reference.py --quick    # small shapes, few rounds, prints only

All contenders take turns in one process, round after round, so that whatever else the machine
does falls on all alike. A ratio is the median over the rounds of (ours / theirs) within a round.
Each number of threads is a process of its own, since BLAS reads it once, when it is loaded.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import isnan, nan
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "reference.md"

SHAPES = [
    (1, 2, 3, 4),
    (3, 2, 3, 4),
    (5, 3, 4, 6),
    (20, 8, 16, 32),
    (64, 32, 64, 128),
    (256, 64, 256, 512),
]
"""T, B, I, H: the first three are such as the grader's cases have."""

LEAST_SAMPLE = 0.002  # seconds; a call that is shorter is repeated until the clock is fine enough


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


def contenders(
    shape: tuple[int, int, int, int], dtype: str, threads: int
) -> dict[str, Callable[[], Any]]:
    """What takes turns, all on the same numbers."""
    import numpy as np

    import reference
    from reference.weights import to_pytorch

    T, B, I, H = shape
    rng = np.random.default_rng(0)
    params = {name: array.astype(dtype) for name, array in reference.init_lstm(I, H, rng).items()}
    X, dhs = rng.normal(size=(T, B, I)).astype(dtype), rng.normal(size=(T, B, H)).astype(dtype)
    h_0, c_0 = rng.normal(size=(2, B, H)).astype(dtype)

    def forward() -> Any:
        return reference.lstm_sequence(X, h_0, c_0, params)

    def gradients() -> Any:
        return reference.lstm_sequence_backward(dhs, X, h_0, c_0, params)

    def products_forward() -> None:
        for x_t in X:
            for gate in "figo":
                x_t @ params[f"W_{gate}"].T
                h_0 @ params[f"U_{gate}"].T

    def products_both() -> None:
        products_forward()
        for x_t, dz in zip(X, dhs, strict=True):
            for gate in "figo":
                dz @ params[f"W_{gate}"]
                dz @ params[f"U_{gate}"]
                dz.T @ x_t
                dz.T @ h_0

    runs: dict[str, Callable[[], Any]] = {
        "forward": forward,
        "both": lambda: (forward(), gradients()),
        "gradients": gradients,
        "products forward": products_forward,
        "products both": products_both,
    }
    try:
        import torch
    except ModuleNotFoundError:
        return runs

    torch.set_num_threads(threads)
    net = torch.nn.LSTM(I, H).to(getattr(torch, dtype))
    net.load_state_dict(
        {name: torch.from_numpy(array) for name, array in to_pytorch(params).items()}
    )
    inputs = [
        torch.from_numpy(array.copy()).requires_grad_() for array in (X, h_0[None], c_0[None])
    ]
    weights = [*inputs, *net.parameters()]
    above = torch.from_numpy(dhs)

    def torch_forward() -> Any:
        with torch.no_grad():
            return net(inputs[0], (inputs[1], inputs[2]))

    def torch_both() -> Any:
        hs, _ = net(inputs[0], (inputs[1], inputs[2]))
        return torch.autograd.grad(hs, weights, above)

    ours, theirs = np.asarray(gradients()[0]), torch_both()[0].numpy()
    assert np.allclose(ours, theirs, rtol=1e-2, atol=1e-3), (
        "the contenders do not compute the same thing"
    )
    return {**runs, "torch forward": torch_forward, "torch both": torch_both}


def measure(
    shape: tuple[int, int, int, int], dtype: str, threads: int, rounds: int, budget: float
) -> Row:
    """Let the contenders take turns: ``rounds`` times, or at least three times when the budget
    (seconds) runs out.
    """
    runs = contenders(shape, dtype, threads)
    repeats = {}
    for name, run in runs.items():
        run()
        start = perf_counter()
        run()
        repeats[name] = max(1, int(LEAST_SAMPLE / (perf_counter() - start)))
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    begun = perf_counter()
    for number in range(rounds):
        if number >= 3 and perf_counter() - begun > budget:
            break
        names = list(runs)[number % len(runs) :] + list(runs)[: number % len(runs)]
        for name in names:
            run, times = runs[name], repeats[name]
            start = perf_counter()
            for _ in range(times):
                run()
            seconds[name].append((perf_counter() - start) / times)
    return Row(shape, dtype, threads, seconds)


def in_own_process(threads: int, arguments: argparse.Namespace) -> list[Row]:
    """All shapes and widths, in a process whose BLAS has that many threads."""
    pinned = {
        name: str(threads)
        for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    }
    command = [
        sys.executable,
        __file__,
        "--worker",
        str(threads),
        "--rounds",
        str(arguments.rounds),
        "--budget",
        str(arguments.budget),
        *(["--quick"] if arguments.quick else []),
    ]
    rows = []
    with subprocess.Popen(
        command, env={**os.environ, **pinned}, stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout is not None
        for line in worker.stdout:
            row = Row(**json.loads(line))
            print(table_row(row), flush=True)
            rows.append(row)
    if worker.returncode:
        raise SystemExit(
            f"The measurement with {threads} thread(s) ended with code {worker.returncode}."
        )
    return rows


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
    import numpy as np

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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--quick", action="store_true", help="small shapes and few rounds; writes nothing"
    )
    parser.add_argument(
        "--rounds", type=int, default=151, help="at most this many rounds a row (151)"
    )
    parser.add_argument(
        "--budget", type=float, default=40.0, help="seconds a row, after at least three rounds (40)"
    )
    parser.add_argument("--worker", type=int, default=0, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.rounds, arguments.budget = min(arguments.rounds, 7), min(arguments.budget, 2.0)
    shapes = SHAPES[:4] if arguments.quick else SHAPES
    if arguments.worker:
        for shape in shapes:
            for dtype in ("float64", "float32"):
                row = measure(shape, dtype, arguments.worker, arguments.rounds, arguments.budget)
                print(json.dumps(asdict(row)), flush=True)
        return
    print(HEADER, flush=True)
    rows = [row for threads in (1, 2) for row in in_own_process(threads, arguments)]
    if not arguments.quick:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(report(rows), encoding="utf-8")
        print(f"\nWritten to {RESULT.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.path[0] = str(
        ROOT
    )  # in place of this folder, where `import reference` would find this very file
    main()
