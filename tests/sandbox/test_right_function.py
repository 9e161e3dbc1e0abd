"""Which function is called, which imports hold, and what is said of code for another Python."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, JobRun
from autograder.sandbox import Sandbox

Runner = Callable[..., JobRun]
Tasks = Callable[..., Any]

OWN = "def add(a):\n    return 'own'"
GRADER = f"the grader runs {sys.version.split()[0]}"


def values(done: JobRun) -> list[object]:
    return [run.value for task in done.tasks for run in task.runs]


@pytest.mark.parametrize(
    "scratch",
    [
        "def add(a):\n    return 'scratch'",
        "add = lambda a: 'scratch'",
        "add = 3",
        "del add",
        "class add:\n    def __init__(self, a): pass",
    ],
)
def test_callers_use_the_function_of_the_exercises_own_cell(
    sandbox: Sandbox, task: Tasks, scratch: str
) -> None:
    chunks = (
        Chunk("cell 1", OWN, "add"),
        Chunk("cell 2", "def twice(a):\n    return add(a) * 2", "twice"),
        Chunk("cell 3", scratch),
    )
    tasks = task("add", (1,)), task("twice", (1,))
    assert values(sandbox.run(Job("ada", chunks, tasks))) == ["own", "ownown"]


def test_an_import_of_several_names_imports_those_that_exist(run: Runner, task: Tasks) -> None:
    done = run(
        "import torch, numpy as np\nfrom math import nonsense, pi\n"
        "def add(a):\n    return np.float64(pi) > 3",
        task("add", (1,)),
    )
    assert values(done) == [True]
    assert [note.line for note in done.notes] == [1, 2]
    assert "'torch'" in done.notes[0].message
    assert "'nonsense'" in done.notes[1].message


def test_an_import_of_one_name_stays_an_error_for_what_needs_it(run: Runner, task: Tasks) -> None:
    done = run("from math import nonsense\ndef add(a):\n    return nonsense", task("add", (1,)))
    assert done.tasks[0].runs[0].error == "NameError"
    assert len(done.notes) == 1


def test_a_missing_package_is_noted_with_what_the_grader_has(run: Runner, task: Tasks) -> None:
    done = run("import torch.nn\nimport tkinter\ndef add(a):\n    return a", task("add", (1,)))
    assert [note.message for note in done.notes] == [
        "ModuleNotFoundError: No module named 'torch' (the grader has NumPy and the standard"
        " library only)",
        "ModuleNotFoundError: No module named 'tkinter' (the grader does not load this part of the"
        " standard library)",
    ]


NEWER = [
    ("type Vector = list[float]", "3.12"),
    ("def first[T](x: T) -> T:\n    return x", "3.12"),
    ("class Stack[T, *Ts]:\n    pass", "3.12"),
    ("def outer():\n    async def first[T: int](x: T) -> T:\n        return x", "3.12"),
    ('d = {\'a\': 1}\nprint(f"{d["a"]}")', "3.12"),
    ("d = {'a': 1}\nprint(f'{d['a']:>{d['a']}}')", "3.12"),
    ("print(f\"{'\\n'.join(['a'])}\")", "3.12"),
    ('print(f"""{\n1  # one\n}""")', "3.12"),
    ("print(f'{1:{2:{3}}}')", "3.12"),
    ("def first[T = int](x: T) -> T:\n    return x", "3.13"),
    ("try:\n    pass\nexcept ValueError, TypeError:\n    pass", "3.14"),
    ("print(t'{1}')", "3.14"),
]


@pytest.mark.parametrize(("source", "needed"), NEWER)
def test_syntax_of_a_newer_python_names_the_python_that_grades(
    run: Runner, task: Tasks, source: str, needed: str
) -> None:
    if sys.version_info[:2] >= tuple(map(int, needed.split("."))):
        pytest.skip("this Python knows it")
    done = run([source, OWN], task("add", (1,)))
    (note,) = done.notes
    assert note.message.startswith("SyntaxError: ")
    assert f"this needs Python {needed}; {GRADER}" in note.message


@pytest.mark.parametrize(
    "source",
    [
        "def first[T(x):\n    return x",
        "x = f'{1'",
        "type = = 3",
        "print 'hello'",
        "def broken(:\n    pass",
        "try:\n    pass\nexcept ValueError TypeError:\n    pass",
        "text = 'it's'",
        "x = [1, 2\ny = f'{x}'",
        'print(f"{d["a"]}"\nx = (',
    ],
)
def test_a_plain_mistake_is_not_taken_for_newer_syntax(
    run: Runner, task: Tasks, source: str
) -> None:
    done = run([source, OWN], task("add", (1,)))
    assert "Python 3" not in done.notes[0].message


def test_a_conflict_marker_in_a_cell_is_called_what_it_is(run: Runner, task: Tasks) -> None:
    conflict = "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> mine"
    done = run([conflict, OWN], task("add", (1,)))
    assert "conflict marker of Git" in done.notes[0].message


def test_a_name_that_only_a_newer_library_has_is_noted_with_the_python_that_grades(
    run: Runner, task: Tasks
) -> None:
    done = run("from math import nonsense\ndef add(a):\n    return a", task("add", (1,)))
    assert done.notes[0].message.endswith(f"({GRADER})")
