"""How a submission's functions are called, and what their calls bring back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.data.runs import JobRun, Run
from autograder.data.values import Seed

Runner = Callable[..., JobRun]
Tasks = Callable[..., Any]


def only(job_run: JobRun) -> Run:
    (run,) = job_run.tasks[0].runs
    return run


def test_each_call_gets_fresh_inputs_and_changes_are_seen(run: Runner, task: Tasks) -> None:
    array, params = np.arange(3.0), {"W": np.ones(2), "n": [1, 2]}
    done = run(
        "def add(a, params):\n    a += 1\n    params['n'].append(3)\n    return a, params['n']",
        task("add", (array, params), (array, params)),
    )
    for item in done.tasks[0].runs:
        assert repr(item.value) == repr((array + 1, [1, 2, 3]))
        assert item.changed == (0, 1)
    untouched = run(
        "def add(a, params):\n    return a * params['W'][0]", task("add", (array, params))
    )
    assert only(untouched).changed == ()


def test_a_read_only_input_cannot_be_changed(run: Runner, task: Tasks) -> None:
    array = np.arange(3.0)
    array.flags.writeable = False
    done = only(run("def add(a):\n    a += 1", task("add", (array,))))
    assert (done.outcome, done.error, done.changed) == ("raised", "ValueError", ())


def test_seeds_become_generators_made_anew_for_each_call(run: Runner, task: Tasks) -> None:
    done = run("def add(rng):\n    return rng.normal()", task("add", (Seed(3),), (Seed(3),)))
    expected = np.random.default_rng(3).normal()
    assert [item.value for item in done.tasks[0].runs] == [expected, expected]
    assert done.tasks[0].runs[0].changed == ()


def test_an_error_tells_its_kind_its_words_and_its_place(run: Runner, task: Tasks) -> None:
    done = only(
        run(
            """
        import numpy as np
        def helper(a):
            return a @ np.ones(7)
        def add(a):
            return helper(a)
        """,
            task("add", (np.ones(2),)),
        )
    )
    assert (done.outcome, done.error, done.chunk, done.line) == (
        "raised",
        "ValueError",
        "cell 1",
        3,
    )
    assert "mismatch" in done.message


@pytest.mark.parametrize(
    "statement",
    [
        "raise SystemExit(0)",
        "raise KeyboardInterrupt",
        "import sys; sys.exit('bye')",
        "raise BaseException",
        "class E(Exception):\n        __str__ = None\n    raise E",
    ],
)
def test_nothing_that_is_raised_gets_past_the_call(
    run: Runner, task: Tasks, statement: str
) -> None:
    done = run(
        f"def add(a):\n    {statement}\ndef more(a):\n    return a\n",
        task("add", (1,)),
        task("more", (2,)),
    )
    assert done.tasks[0].runs[0].outcome == "raised"
    assert done.tasks[1].runs[0].value == 2
