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
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
# In place of this folder, where `import reference` would find this very file.
sys.path[0] = str(ROOT)

from benchmarks.speed.contenders import contenders
from benchmarks.speed.table import HEADER, SHAPES, Row, report, table_row

RESULT = ROOT / "benchmarks" / "results" / "reference.md"

LEAST_SAMPLE = 0.002  # seconds; a call that is shorter is repeated until the clock is fine enough


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
    main()
