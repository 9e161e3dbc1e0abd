"""Where an error arose and whose text it is, from submissions that make that hard."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, JobRun, Note
from autograder.sandbox import Sandbox

Runner = Callable[..., JobRun]
Tasks = Callable[..., Any]


def places(done: JobRun) -> list[tuple[str, str, int]]:
    return [(run.error, run.chunk, run.line) for task in done.tasks for run in task.runs]


def test_the_innermost_line_of_the_submission_counts(run: Runner, task: Tasks) -> None:
    done = run(
        ["def inner(a):\n\n    return [][a]", "def outer(a):\n    return inner(a)"],
        task("outer", (1,)),
        task("inner", (1,)),
    )
    assert places(done) == [("IndexError", "cell 1", 3)] * 2


def test_an_error_that_arose_elsewhere_has_the_last_line_that_led_there(
    run: Runner, task: Tasks
) -> None:
    done = run(
        "import json\ndef f(a):\n\n    return json.loads(a)\nimport operator\ng = operator.neg\n",
        task("f", ("{",)),
        task("g", ("text",)),
    )
    assert places(done) == [("JSONDecodeError", "cell 1", 4), ("TypeError", "", 0)]


FORGED = """
import sys, types
def f(line):
    error = ValueError("x")
    frame = sys._getframe()
    error.__traceback__ = types.TracebackType(None, frame, 0, line)
    raise error
def g():
    return 1
g.__code__ = g.__code__.replace(co_firstlineno=2**31 - 1, co_linetable=b"")
def h():
    exec(compile("raise ValueError", "cell 1", "exec").replace(co_linetable=b""))
"""


def test_an_impossible_line_does_no_harm(run: Runner, task: Tasks) -> None:
    done = run(FORGED, task("f", (-7,), (2**31 - 1,), (5,)), task("g", ()), task("h", ()))
    outcomes = [[made.outcome for made in item.runs] for item in done.tasks]
    assert outcomes == [["raised"] * 3, ["returned"], ["raised"]]

    assert [(made.chunk, made.line) for made in done.tasks[0].runs] == [
        ("cell 1", 0),
        ("cell 1", 2**31 - 1),
        ("cell 1", 5),
    ]
    assert [(made.chunk, made.line) for made in done.tasks[2].runs] == [("cell 1", 0)]


def test_an_error_at_the_top_level_has_the_line_of_its_own_statement(run: Runner) -> None:
    done = run(
        "def f():\n    return 1 / 0\n\nif True:\n    pass\n    f()\nx = (\n  1 +\n  '2')\nf(",
    )
    assert done.notes == (Note("error", "cell 1", 10, "SyntaxError: '(' was never closed"),)
    done = run("def f():\n    return 1 / 0\n\nif True:\n    pass\n    f()\nx = (\n  1 +\n  '2')")
    assert [(note.line, note.message[:9]) for note in done.notes] == [
        (6, "ZeroDivis"),
        (8, "TypeError"),
    ]


def test_a_statement_that_cannot_be_compiled_has_its_own_line(run: Runner) -> None:
    done = run("x = 1\n\nreturn x\n")
    (note,) = done.notes
    assert (note.kind, note.line) == ("error", 3)
    assert note.message.startswith("SyntaxError: 'return' outside function")


def test_text_without_an_end_of_line_goes_to_what_printed_it(run: Runner, task: Tasks) -> None:
    done = run(
        "print('top', end='')\ndef f(a):\n    print('f', a, end='')\ndef g(a):\n    print('g')\n",
        task("f", (1,), (2,)),
        task("g", (3,)),
    )
    assert (done.text, [item.text for item in done.tasks]) == ("top", ["f 1f 2", "g\n"])


def test_a_submission_that_breaks_its_own_streams_is_run(run: Runner, task: Tasks) -> None:
    done = run(
        "import sys\nsys.stdout = sys.stderr = None\ndef f(a):\n    return a\n", task("f", (1,))
    )
    assert done.tasks[0].runs[0].value == 1


def test_the_source_can_be_looked_up(run: Runner, task: Tasks) -> None:
    done = run(
        "import inspect\ndef f(a):\n    return a\ndef g():\n    return inspect.getsource(f)\n",
        task("g", ()),
    )
    assert done.tasks[0].runs[0].value == "def f(a):\n    return a\n"


def test_annotations_mean_what_python_says(run: Runner, task: Tasks) -> None:
    """Our own ``from __future__ import annotations`` does not reach the submission."""
    done = run(
        "def f(a: nowhere):\n    return a\ndef g(a: int):\n    return g.__annotations__['a'] is int"
    )
    assert done.notes == (Note("error", "cell 1", 1, "NameError: name 'nowhere' is not defined"),)
    done = run("def g(a: int):\n    return g.__annotations__['a'] is int", task("g", (1,)))
    assert done.tasks[0].runs[0].value is True


@pytest.mark.parametrize(
    "statement",
    [
        "@forever\ndef g(a):\n    pass",
        "def g(a=forever()):\n    pass",
        "def g(*, a=forever()):\n    pass",
        "class G:\n    forever()",
        "x = forever()",
    ],
)
def test_each_statement_that_can_take_long_is_announced(
    run: Runner, task: Tasks, statement: str
) -> None:
    source = f"def f(a):\n    return a\ndef forever(a=0):\n    while True: pass\nx = 1\n{statement}"
    done = run(source, task("f", (1,)))
    assert done.tasks[0].runs[0].value == 1
    assert [(note.kind, note.line) for note in done.notes] == [
        ("timed_out", 7 if statement.startswith("@") else 6)
    ]


def test_a_future_that_there_is_not_costs_its_own_line(run: Runner, task: Tasks) -> None:
    done = run("from __future__ import nothing\ndef f(a):\n    return a", task("f", (1,)))
    assert done.tasks[0].runs[0].value == 1
    assert [(note.line, note.message[:11]) for note in done.notes] == [(1, "SyntaxError")]


TRAP = """
    import ast, os
    parse = ast.parse
    def f(a):
        return a
    def trap(text, name="x"):
        os._exit(5) if "fatal" in text else None
        return parse(text, name)
    ast.parse = trap
    """


def test_a_chunk_that_ends_the_process_while_it_is_read_costs_itself(
    run: Runner, task: Tasks
) -> None:
    done = run([TRAP, "x = 'fatal'", "def g(a):\n    return f(a)"], task("g", (4,)))
    assert done.tasks[0].runs[0].value == 4
    why = "it ended Python itself (exit code 5)"
    assert done.notes == (Note("died", "cell 2", 0, why),)


def test_a_chunk_that_cannot_be_read_has_no_line(run: Runner, task: Tasks) -> None:
    done = run([TRAP.replace("os._exit(5)", "int('odd')"), "x = 'fatal'", "x = '\0'"])
    assert [(note.kind, note.chunk, note.line) for note in done.notes] == [
        ("error", "cell 2", 0),
        ("error", "cell 3", 0),
    ]
    assert "null bytes" in done.notes[1].message


def test_the_third_such_chunk_costs_what_comes_after(sandbox: Sandbox, task: Tasks) -> None:
    sources = (textwrap.dedent(TRAP), *["x = 'fatal'"] * 3, "def g(a):\n    return f(a)")
    chunks = tuple(Chunk(f"cell {number}", text) for number, text in enumerate(sources, 1))
    done = sandbox.run(Job("ada", chunks, (task("f", (4,)), task("g", (4,)))))
    assert done.tasks[0].runs[0].value == 4
    assert done.tasks[1].found == "missing"
    assert [(note.kind, note.chunk) for note in done.notes] == [
        ("died", f"cell {number}") for number in (2, 3, 4)
    ]


def test_what_a_long_message_says_is_cut(run: Runner, task: Tasks) -> None:
    done = run("def f(a):\n    raise ValueError('σ' * a)\n", task("f", (499,), (10_000_000,)))
    short, long = done.tasks[0].runs
    assert (len(short.message), len(long.message)) == (499, 500)
    assert long.message.endswith("…")
    assert (short.outcome, long.outcome) == ("raised", "raised")
    (note,) = run("raise ValueError('x' * 10_000_000)").notes
    assert len(note.message) == 500


def test_where_a_function_is_defined_in_two_chunks_of_one_name_the_line_still_counts(
    sandbox: Sandbox, task: Tasks
) -> None:
    chunks = (Chunk("gates.py", "x = 1"), Chunk("gates.py", "def f(a):\n    return 1 / a"))
    done = sandbox.run(Job("ada", chunks, (task("f", (0,)),)))
    assert places(done) == [("ZeroDivisionError", "gates.py", 2)]
