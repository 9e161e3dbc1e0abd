"""What learners import and how they write is no obstacle to running it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.data.runs import JobRun, Run

Runner = Callable[..., JobRun]
Tasks = Callable[..., Any]


def only(job_run: JobRun) -> Run:
    (run,) = job_run.tasks[0].runs
    return run


@pytest.mark.parametrize(
    "module",
    [
        "numpy.random",
        "numpy.fft",
        "numpy.testing",
        "numpy.linalg",
        "numpy.ma",
        "numpy.polynomial",
        "copy",
        "dataclasses",
        "functools",
        "itertools",
        "collections",
        "math",
        "typing",
        "warnings",
        "contextlib",
        "operator",
        "random",
        "statistics",
        "re",
        "json",
        "enum",
        "abc",
        "time",
        "types",
        "string",
        "textwrap",
        "decimal",
        "fractions",
        "heapq",
        "bisect",
        "pathlib",
        "doctest",
        "unittest",
        "inspect",
        "timeit",
        "pprint",
        "datetime",
        "concurrent.futures",
    ],
)
def test_what_learners_import_is_there_though_no_file_can_be_read(
    run: Runner, task: Tasks, module: str
) -> None:
    done = run(f"import {module}\ndef add(a):\n    return {module}.__name__", task("add", (1,)))
    assert (done.notes, only(done).value) == ((), module)


RIGHT_BUT_DIFFERENT = [
    "def add(z):\n    return (1 / (1 + np.exp(-z))).astype(np.float32)",
    "def add(z):\n    return (1 / (1 + np.exp(-z))).tolist()",
    """
    def add(z):
        with np.errstate(all='ignore'):
            return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
    """,
    """
    def add(z):
        out = np.empty_like(z)
        pos = z >= 0
        out[pos] = 1 / (1 + np.exp(-z[pos]))
        e = np.exp(z[~pos])
        out[~pos] = e / (1 + e)
        return out
    """,
    (
        "def helper(k):\n    def inner(z):\n        return k / (k + np.exp(-z))\n    return"
        " inner\nadd = helper(1)"
    ),
    "def add(z):\n    return np.linalg.multi_dot([1 / (1 + np.exp(-z)), np.eye(3)])",
    "def add(z):\n    return np.einsum('ij,jk->ik', 1 / (1 + np.exp(-z)), np.eye(3))[:, :]",
    (
        "sigma = np.vectorize(lambda z: 1 / (1 + __import__('math').exp(-z)))\ndef add(z):\n   "
        " return sigma(z)"
    ),
]


@pytest.mark.parametrize("source", RIGHT_BUT_DIFFERENT)
def test_unusual_styles_work(run: Runner, task: Tasks, source: str) -> None:
    z = np.array([[-3.0, 0.0, 2.0], [1.0, -1.0, 30.0]])
    done = run(["import numpy as np", source], task("add", (z,)))
    assert done.notes == ()
    np.testing.assert_allclose(np.asarray(only(done).value, float), 1 / (1 + np.exp(-z)), rtol=1e-6)


def test_an_overflow_warning_is_only_text(run: Runner, task: Tasks) -> None:
    done = run(
        "import numpy as np\ndef add(z):\n    return 1 / (1 + np.exp(-z))",
        task("add", (np.array([-1000.0]),)),
    )
    assert only(done).outcome == "returned"
    assert "overflow" in done.tasks[0].text


def test_a_file_that_makes_errors_of_warnings_is_marked_as_if_it_did_not(
    run: Runner, task: Tasks
) -> None:
    done = run(
        "import warnings\nimport numpy as"
        " np\nnp.seterr(all='raise')\nwarnings.simplefilter('error')\ndef add(z):\n   "
        " warnings.warn('mind')\n    warnings.warn('old', DeprecationWarning)\n    return 1 / (1 +"
        " np.exp(-z)) + np.exp(-5 * np.abs(z))",
        task("add", (np.array([-1000.0]),)),
    )
    np.testing.assert_array_equal(np.asarray(only(done).value), [0.0])
    assert "mind" in done.tasks[0].text
    assert "old" not in done.tasks[0].text
