"""What the worst value of every type that a frame can carry costs the grader.

    python benchmarks/hostile_values.py     # writes benchmarks/results/hostile_values.md

Each submission returns one kind of value from every function of a unit, as large as a call may
return and as often as the unit calls. The figures are computing time of the process that judges:
reading the frames, judging, and writing the grade as JSON. They are medians of a few rounds.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from autograder.course.process import build_keys
from autograder.data.answer_key import AnswerKey
from autograder.data.runs import Chunk
from autograder.grade import mark
from autograder.judge.deadline import JUDGING_SECONDS
from autograder.report.json import grade_json
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission

RESULT = ROOT / "benchmarks" / "results" / "hostile_values.md"
UNIT = "layers"
VALUES = {
    "nothing": "None",
    "a truth value": "True",
    "the largest integer": "(1 << 8191) - 1",
    "a float that is no number": "float('nan')",
    "a text of escapes": "chr(27) * 10_000",
    "a text that is too long": "chr(27) * 4_000_000",
    "bytes of a string with half characters": "'\\ud800' * 9_999",
    "an array of booleans": "np.ones(4_000_000, '?')",
    "an array of bytes": "np.ones((2_000, 2_000), 'i1')",
    "an array of halves": "np.full(2_000_000, np.nan, 'f2')",
    "an array of floats": "np.full(500_000, np.inf)",
    "an array of complex numbers": "np.ones(250_000, 'c16')",
    "an array of sixteen axes": "np.ones((1,) * 15 + (500_000,))",
    "an array of no numbers": "np.ones((0, 1 << 20))",
    "a dtype with a long name": "np.zeros(1, [(chr(27) * 900_000, 'f8')])",
    "a type with a long name": "type('n' * 4_000_000, (), {})()",
    "a list of ten thousand numbers": "[1.5] * 9_999",
    "a list of rows": "[[1.5] * 98] * 100",
    "a list of arrays": "[np.ones(50)] * 9_999",
    "a ragged list": "[[1.5], [1.5, 2.5]] * 2_400",
    "nested tuples": "deep(30)",
    "a dict of ten thousand keys": "{'k' * 190 + str(i): 1.5 for i in range(9_999)}",
    "a key that is too long": "{chr(27) * 4_100_000: 1}",
    "an exception with long words": "fail('\\x1b' * 4_000_000)",
}
SOURCE = """import numpy as np
def deep(levels):
    value = (1.5,) * 300
    for _ in range(levels - 2):
        value = (value,)
    return value
def fail(words):
    raise type('E' * 1_000_000, (Exception,), {})(words)
"""


def submission(key: AnswerKey, value: str) -> Submission:
    """A submission whose functions all return the same value."""
    functions = "".join(
        f"def {exercise.slug}(*arguments):\n    return {value}\n" for exercise in key.exercises
    )
    return Submission("eve", key.unit, (Chunk("submission", SOURCE + functions),))


def cost(key: AnswerKey, sandbox: Sandbox, value: str) -> tuple[float, float, bool]:
    """Seconds of computing time for reading and for judging, and whether a person has to look."""
    hostile = submission(key, value)
    began = time.process_time()
    done = sandbox.run(hostile.job(key))
    read = time.process_time()
    grade = mark(hostile, key, done)
    grade_json(grade)
    return read - began, time.process_time() - read, grade.needs_person


def main() -> None:
    """Measure every value, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each value is returned")
    parser.add_argument("--quick", action="store_true", help="print only")
    options = parser.parse_args()
    key = build_keys(ROOT, b"a secret for benchmarks", (UNIT,))[UNIT]
    calls = sum(len(exercise.cases) for exercise in key.exercises)
    lines = [
        "# What hostile values cost the grader",
        "",
        "Made by `python benchmarks/hostile_values.py`. Each submission returns the value from"
        f" every one of the {calls} calls of the unit `{UNIT}`; the figures are medians of"
        f" {options.rounds} rounds, in seconds of computing time. Judging may take"
        f" {JUDGING_SECONDS:g}.",
        "",
        "| value | reading | judging | needs a person |",
        "|---|---|---|---|",
    ]
    with Sandbox(workers=1, allow_unsafe=True) as sandbox:
        for name, value in VALUES.items():
            rounds = [cost(key, sandbox, value) for _ in range(options.rounds)]
            reading, judging = (median(figures) for figures in list(zip(*rounds, strict=True))[:2])
            person = "yes" if any(row[2] for row in rounds) else "no"
            lines.append(f"| {name} | {reading:.3f} | {judging:.3f} | {person} |")
            print(lines[-1], flush=True)
    if not options.quick:
        RESULT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
