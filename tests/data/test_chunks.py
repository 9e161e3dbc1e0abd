"""Which chunks of source do the same where they are compiled as a whole."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from autograder.data.chunks import at_once, whole
from autograder.data.runs import Chunk

PLAIN = '"""Words."""\nimport math\nE = 2\nsquash = lambda x: x\n\ndef f(x):\n    return x + E\n'


def together(*sources: str) -> list[bool]:
    chunks = [Chunk(f"{number}.py", source) for number, source in enumerate(sources)]
    return at_once(chunks, [ast.parse(source) for source in sources])


def test_functions_imports_and_constants_run_at_once() -> None:
    assert together(PLAIN) == [True]
    space: dict[str, Any] = {}
    exec(whole(Chunk("a.py", PLAIN)).source, space)
    assert space["f"](3) == 5
    assert space["f"].__code__.co_filename == "a.py"


@pytest.mark.parametrize(
    "source",
    [
        "x = f(2)\n",
        "print(2)\n",
        "for x in y:\n    pass\n",
        "@cache\ndef g(x):\n    return x\n",
        "from __future__ import annotations\n",
        "def g(x):\n    raise NotImplementedError\n",
        "def g(x):\n    return x\n\ndef g(x):\n    return 2\n",
    ],
)
def test_what_may_fail_or_be_a_stub_runs_statement_by_statement(source: str) -> None:
    assert together(source) == [False]


def test_a_function_in_two_chunks_leaves_all_as_they_are() -> None:
    assert together(PLAIN, PLAIN) == [False, False]
    assert at_once([Chunk("a.py", "def f(:")], [None]) == [False]
