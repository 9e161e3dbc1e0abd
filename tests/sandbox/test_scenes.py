"""Where an exception arose, as the sandbox reports it: the same as in a learner's own kernel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder.course.run_locally import call_recorded
from autograder.data.runs import Chunk, Job, Run, Task
from autograder.data.scene import Scene, Thing, read_scene
from autograder.sandbox import Sandbox

SOURCE = """
import numpy as np

def helper(x, w):
    parts = [x, None]
    return (x
            @ w)

def f(x, params):
    k = "W"
    return [helper(x, params[k]) for _ in range(1)]
"""
X = np.ones((3, 4))
ARGUMENTS: tuple[Any, ...] = (X, {"W": np.ones((2, 4))})


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workers=1, allow_unsafe=True) as box:
        yield box


def run_of(sandbox: Sandbox, source: str, arguments: tuple[Any, ...] = ARGUMENTS) -> Run:
    task = Task("f", "def f(x): ...", (arguments,))
    return sandbox.run(Job("ada", (Chunk("a.py", source),), (task,))).tasks[0].runs[0]


def test_the_innermost_expression_of_the_learner_and_its_names_are_known(sandbox: Sandbox) -> None:
    run = run_of(sandbox, SOURCE)
    assert (run.error, run.chunk, run.line) == ("ValueError", "a.py", 6)
    scene = run.scene
    assert scene is not None
    assert (scene.function, scene.line, scene.first, scene.last) == ("helper", 6, 6, 7)
    assert (scene.start, scene.end) == (12, 15)
    assert scene.things["x"] == Thing("array", (3, 4), "float64")
    assert scene.things["w"].shape == (2, 4)
    assert scene.things["parts"].kind == "list"
    assert scene.things["parts"].parts["1"] == Thing("none")
    assert {"np", "helper", "f"} <= set(scene.known)


def test_it_is_the_same_in_a_kernel(sandbox: Sandbox) -> None:
    space: dict[str, Any] = {}
    exec(compile(SOURCE, "cell", "exec"), space)
    own = call_recorded(
        space["f"], dict(zip("xp", ARGUMENTS, strict=True)), chunk_names={"cell": "a.py"}
    )
    run = run_of(sandbox, SOURCE)
    assert (own.chunk, own.line, own.error) == (run.chunk, run.line, run.error)
    assert own.scene is not None
    assert run.scene is not None
    assert (own.scene.things, own.scene.start) == (run.scene.things, run.scene.start)
    assert call_recorded(space["f"], dict(zip("xp", ARGUMENTS, strict=True))).scene is None


def test_names_around_a_comprehension_are_known(sandbox: Sandbox) -> None:
    run = run_of(sandbox, "def f(x, p):\n    h = x.T\n    return [x @ p[k] for k in p]\n")
    assert run.scene is not None
    assert {"x", "p", "k", "h"} <= set(run.scene.things)


def test_an_exception_outside_of_the_source_has_no_scene(sandbox: Sandbox) -> None:
    assert run_of(sandbox, "def f(x):\n    return x\n").scene is None


def test_what_tampers_with_it_costs_the_words_alone(sandbox: Sandbox) -> None:
    source = (
        "import sys\nsys.modules['inside.scene'].np = None\n"
        "sys.modules['inside.session'].scene_of = lambda *args: 1 / 0\n"
    )
    run = run_of(sandbox, source + SOURCE)
    assert (run.outcome, run.error, run.scene) == ("raised", "ValueError", None)


def test_a_large_scene_is_left_out(sandbox: Sandbox) -> None:
    names = "\n".join(f"    n{number} = [[x] * 9] * 9" for number in range(60))
    run = run_of(sandbox, f"def f(x, p):\n{names}\n    return x @ p['W']\n")
    assert run.outcome == "raised"
    assert run.scene is None or len(run.scene.things) <= 60


@pytest.mark.parametrize(
    "packed",
    [
        None,
        1,
        [],
        ["f", 1, 1, 1, 0, 0, {}],
        ["f", "one", 1, 1, 0, 0, {}, []],
        ["f", 1, 1, 1, 0, 0, {"x": ["array"]}, []],
        ["f", 1, 1, 1, 0, 0, {"x": ["array", None, "", {}]}, []],
        ["f", 1, 1, 1, 0, 0, [], []],
    ],
)
def test_a_forged_scene_is_none(packed: Any) -> None:
    assert read_scene(packed) is None


def test_a_scene_is_made_safe_to_show() -> None:
    thing = ["array\x1b[2J", [-5, 10**30], "d" * 500, {}]
    scene = read_scene(["f\x1b[2J", -1, 1, 1, 0, 10**30, {"x" * 500: thing}, ["k" * 500]])
    assert scene == Scene(
        "f",
        0,
        1,
        1,
        0,
        10**9,
        {"x" * 59 + "…": Thing("array", (0, 10**9), "d" * 59 + "…")},
        ("k" * 59 + "…",),
    )
