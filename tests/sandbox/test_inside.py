"""The parts that run beside learner code, each by itself: commands, stubs, text and shims."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, JobRun, Note, Task
from autograder.sandbox import Sandbox
from autograder.sandbox.inside.notebook import KEPT_CELL_MAGICS, leave_out_commands
from autograder.sandbox.inside.printed import Text
from autograder.sandbox.inside.shims import Inert
from autograder.sandbox.inside.stubs import Definitions
from autograder.sandbox.inside.uses import Uses
from autograder.sandbox.python import folders
from autograder.submission.notebook import WRAPPING_MAGICS

# --- notebook commands ---


def command(line: str) -> str:
    return f"`{line}` is a notebook command: it was left out"


KEPT = "is a notebook command: it was left out, the rest of the cell was kept"


@pytest.mark.parametrize(
    ("source", "kept", "left_out"),
    [
        ("x = 1\ny = x % 2\nz = x != 2", "x = 1\ny = x % 2\nz = x != 2", []),
        ("", "", []),
        ("%matplotlib inline\nx = 1", "pass\nx = 1", [(1, command("%matplotlib inline"))]),
        ("if x:\n    !ls -l\ny = 1", "if x:\n    pass\ny = 1", [(2, command("!ls -l"))]),
        (
            "a, b = !ls\nnp.dot??",
            "pass\npass",
            [(1, command("a, b = !ls")), (2, command("np.dot??"))],
        ),
        ("?len", "pass", [(1, command("?len"))]),
        ("%" + "x" * 80, "pass", [(1, command("%" + "x" * 59))]),
        (
            "\n%%time\nx = 1",
            "\n\nx = 1",
            [(2, f"%%time {KEPT}")],
        ),
        (
            "%%capture out\n%ls",
            "\npass",
            [
                (
                    1,
                    f"%%capture {KEPT}",
                ),
                (2, command("%ls")),
            ],
        ),
        (
            "\n \n  %%bash -e\nrm x",
            "",
            [(3, "a cell that begins with %%bash is not Python: it was left out")],
        ),
        ("%%\nx", "", [(1, "a cell that begins with %% is not Python: it was left out")]),
        ("x = 1\n%%time", "x = 1\npass", [(2, command("%%time"))]),
    ],
)
def test_commands_are_left_out_and_lines_stay_where_they_were(
    source: str, kept: str, left_out: list[tuple[int, str]]
) -> None:
    assert leave_out_commands(source) == (kept, left_out)


# --- stubs ---

STUB = "import numpy\ndef f(z):\n    'doc'\n    result = None\n    return result\n"


def found(source: str, stub: str = STUB) -> str:
    """What the last function called ``f`` in ``source`` counts as."""
    definitions, namespace = Definitions(), {}  # type: ignore[var-annotated]
    tree = ast.parse(source)
    definitions.read("cell 1", tree)
    exec(compile(tree, "cell 1", "exec"), namespace)
    return definitions.found(namespace.get("f"), stub)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", "missing"),
        ("f = 'text'", "missing"),
        ("f = max", "defined"),
        ("import functools\nf = functools.partial(max)", "defined"),
        ("class f: pass", "defined"),
        ("f = lambda z: None", "defined"),
        (STUB, "stub"),
        ("def f(z):\n    result = None\n    return result", "stub"),
        ("def f(z):\n    result = None\n    return z", "defined"),
        ("def f(z):\n    result = None", "defined"),
        ("def f(z):\n    raise NotImplementedError", "stub"),
        ("def f(z):\n    raise NotImplementedError('f is yours')", "stub"),
        ("def f(z):\n    raise NotImplementedError('f')\n    return z", "defined"),
        ("def f(z):\n    raise ValueError", "defined"),
        ("def f(z):\n    raise", "defined"),
        ("def f(z):\n    pass\n    ...\n    3\n    'text'", "stub"),
        ("def f(z):\n    z", "defined"),
        ("def f(z):\n    'doc'", "stub"),
        ("def keep(g):\n    return g\n@keep\ndef f(z):\n    pass", "stub"),
        ("def keep(g):\n    return g\n@keep\n@keep\ndef f(z):\n    return z", "defined"),
        ("def f(z):\n    pass\ndef f(z):\n    return z", "defined"),
        ("def f(z):\n    return z\ndef f(z):\n    pass", "stub"),
        ("def f(z):\n    def f(z):\n        pass\n    return f", "defined"),
        ("if True:\n    def f(z):\n        ...", "stub"),
        ("async def f(z):\n    pass", "defined"),
        ("exec('def f(z): pass')", "defined"),
    ],
)
def test_what_a_function_counts_as(source: str, expected: str) -> None:
    assert found(source) == expected


def test_a_stub_without_a_function_is_like_no_function() -> None:
    assert found("def f(z):\n    return z", stub="x = 1") == "defined"


def test_the_newest_chunk_of_a_name_counts() -> None:
    definitions, namespace = Definitions(), {}  # type: ignore[var-annotated]
    for body in ("pass", "return z", "pass", "return z"):
        tree = ast.parse(f"def f(z):\n    {body}")
        definitions.read("cell 1", tree)
        exec(compile(tree, "cell 1", "exec"), namespace)
        expected = "stub" if body == "pass" else "defined"
        assert definitions.found(namespace["f"], STUB) == expected


def test_a_function_that_is_gone_does_not_answer_for_a_new_one() -> None:
    definitions = Definitions()
    bodies = {
        name: ast.parse(f"def f(z):\n    {body}")
        for name, body in (("nothing", "pass"), ("something", "return z"))
    }
    for name, tree in bodies.items():
        definitions.read(name, tree)
    for _ in range(50):  # the interpreter gives the same ids again and again
        for name, expected in (("nothing", "stub"), ("something", "defined")):
            namespace: dict[str, Any] = {}
            exec(compile(bodies[name], name, "exec"), namespace)
            assert definitions.found(namespace.pop("f"), STUB) == expected


# --- uses ---


def test_its_own_name_is_not_used_but_a_later_function_of_that_name_is() -> None:
    namespace: dict[str, Any] = {}
    exec(
        "def helper(n):\n    return f(n)\ndef f(n):\n    return f(n - 1) if n else helper(n)",
        namespace,
    )
    assert Uses().of(namespace["f"]) == ["helper"]
    first = namespace["f"]
    exec("def f(n):\n    return n", namespace)
    assert sorted(Uses().of(first)) == ["f", "helper"]


def test_helpers_that_call_each_other_are_looked_at_once() -> None:
    namespace: dict[str, Any] = {}
    source = "def even(n):\n    return odd(n)\ndef odd(n):\n    return even(n)\n"
    exec(source + "def f(n):\n    return even(n)", namespace)
    assert Uses().of(namespace["f"]) == ["even", "odd"]


# --- text ---


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def test_text_that_does_not_fit_is_dropped_without_an_error(pipe: tuple[int, int]) -> None:
    read_end, write_end = pipe
    room = [5]
    out, err = Text(write_end, room), Text(write_end, room)
    assert out.writable()
    assert [out.write(b"abc"), err.write(memoryview(b"defg")), out.write(b"h")] == [3, 4, 1]
    assert room == [0]
    assert os.read(read_end, 100) == b"abcde"


CATCH = """
import os, sys
from inside.printed import catch_text
written, _ = catch_text(9)
print("one")
print("two", file=sys.stderr)
seen = [written()]
sys.__stdout__.write("\\udc80 and more")
sys.__stdout__.flush()
seen.append(written())
os.write(int(sys.argv[1]), repr(seen).encode())
"""


def test_both_streams_share_the_room_and_are_counted_at_once(pipe: tuple[int, int]) -> None:
    read_end, write_end = pipe
    inside = str(Path(folders()[0]))
    done = subprocess.run(
        [sys.executable, "-c", CATCH, str(write_end)],
        capture_output=True,
        cwd=inside,
        pass_fds=[write_end],
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"one\n\\", b"two\n")
    assert os.read(read_end, 100) == b"[8, 9]"


# --- shims ---


def test_a_shim_can_be_used_in_every_way_and_does_nothing() -> None:
    shim = Inert()
    assert shim(1, a=2).anything.at_all() is shim
    assert list(shim) == []
    assert not shim
    assert repr(shim) == ""
    with pytest.raises(AttributeError):
        shim.__wrapped__  # noqa: B018 - looked for by inspect and others, which would go on forever


def run_alone(sandbox: Sandbox, source: str, *calls: tuple[Any, ...]) -> JobRun:
    return sandbox.run(Job("ada", (Chunk("cell 1", source),), (Task("f", "", calls or ((),)),)))


def test_a_shim_is_found_for_our_names_and_for_no_others(sandbox: Sandbox) -> None:
    done = run_alone(
        sandbox,
        "import autograder.judge.compare, quizzes\nfrom autograder import check as mine\n"
        "import autograders\nimport reference\n"
        "def f():\n    return [repr(mine(f)), hasattr(quizzes, '__wrapped__'), bool(quizzes.quiz)]",
    )
    assert done.tasks[0].runs[0].value == ["", False, False]
    has = "(the grader has NumPy and the standard library only)"
    assert done.notes == (
        Note("error", "cell 1", 3, f"ModuleNotFoundError: No module named 'autograders' {has}"),
        Note("error", "cell 1", 4, f"ModuleNotFoundError: No module named 'reference' {has}"),
    )


# --- what a fork finds ---


def test_a_fork_finds_none_of_our_folders_arguments_or_environment(sandbox: Sandbox) -> None:
    done = run_alone(
        sandbox,
        "import os, sys\ndef f():\n    return [sys.path, sys.argv, dict(os.environ), os.getcwd(),"
        " sorted(sys.path_importer_cache)]",
    )
    value: Any = done.tasks[0].runs[0].value
    path, arguments, environment, where, cache = value
    assert not set(folders()) & set(path)
    assert (arguments, environment, where, cache) == ([""], {}, "/", [])


def test_modules_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder.sandbox.inside import preload

    asked: list[str] = []

    def import_module(name: str) -> None:
        asked.append(name)
        if name in ("numpy.strings", "zlib"):
            raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", import_module)
    monkeypatch.setattr(sys, "path", ["/ours", "/theirs", "/numpy"])
    monkeypatch.setattr(sys, "path_importer_cache", {"/ours": None})
    assert preload.preload(["/ours", "/numpy"]) == ["numpy.strings", "zlib"]
    assert asked == [*preload.NUMPY, *preload.STANDARD]
    assert sys.path == ["/theirs"]
    assert sys.path_importer_cache == {}


def test_both_sides_know_the_same_cell_magics() -> None:
    assert WRAPPING_MAGICS == KEPT_CELL_MAGICS
