"""The switch between changes of one statement, written into a learner's source."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.data.runs import Chunk
from autograder.judge.edits.candidates import Candidate, candidates
from autograder.judge.edits.place import find_place
from autograder.judge.edits.sums import Form
from autograder.judge.edits.turns import counting_turns
from autograder.judge.edits.variants import ATTEMPT, PRELUDE, caller, opened, several

SOURCE = """\
# a comment
def outer(x, y):
    total = 0
    for k in range(3):
        total = total + x
    if total > 0:
        total = total - y
    return total

double = lambda v: v * 2

def f(x, y):
    return double(outer(x, y)), x
"""


def bench(line: int, source: str = SOURCE) -> tuple[Any, tuple[Candidate, ...], Chunk]:
    place = find_place(source, line)
    assert place is not None
    tried = tuple(candidates(place))
    opening = opened(Chunk("work.py", source), place)
    assert opening is not None
    chunk = opening.filled(tried)
    space: dict[str, Any] = {}
    for part in (PRELUDE, chunk, caller("f")):
        exec(part.source, space)
    return space[ATTEMPT], tried, chunk


def number_of(tried: tuple[Candidate, ...], kind: str, belongs: str = "") -> int:
    return next(
        number
        for number, candidate in enumerate(tried)
        if candidate.edit.kind == kind and candidate.edit.belongs == belongs
    )


def test_each_number_runs_its_change_and_the_next_call_its_own() -> None:
    attempt, tried, _ = bench(5)
    assert attempt(-1, 2, 1)[0] == (10, 2)
    assert attempt(number_of(tried, "operand", "y"), 2, 1)[0] == (4, 2)
    assert attempt(number_of(tried, "sign", "-"), 2, 1)[0] == (-12, 2)
    assert attempt(-1, 2, 1)[0] == (10, 2)


def test_what_the_statement_makes_is_kept_for_each_turn() -> None:
    attempt, _, _ = bench(5)
    assert attempt(-1, 2, 1)[1] == [2, 4, 6]
    assert attempt(-1, 1, 1)[1] == [1, 2, 3]


def test_a_statement_can_be_left_out() -> None:
    attempt, tried, _ = bench(7)
    number = next(n for n, one in enumerate(tried) if one.edit.kind == "extra statement")
    assert attempt(number, 2, 1)[0] == (12, 2)


@pytest.mark.parametrize(
    ("line", "kind", "belongs", "result"),
    [
        (4, "index", "range(2)", (6, 2)),
        (8, "operand", "y", (2, 2)),
        (10, "constant", "3", (15, 2)),
        (13, "order", "", (2, 10)),
    ],
)
def test_heads_returns_and_functions_at_the_top_level_can_be_changed(
    line: int, kind: str, belongs: str, result: Any
) -> None:
    attempt, tried, _ = bench(line)
    results = [
        attempt(number, 2, 1)[0]
        for number, candidate in enumerate(tried)
        if (candidate.edit.kind, candidate.edit.belongs) == (kind, belongs)
    ]
    assert result in results
    assert attempt(-1, 2, 1)[0] == (10, 2)


def test_the_rest_of_the_source_is_as_it_was() -> None:
    _, _, chunk = bench(5)
    assert chunk.source.startswith("# a comment\ndef outer(x, y):")
    assert chunk.source.endswith(SOURCE[SOURCE.index("\ndouble =") :])
    assert chunk.name == "work.py"


def test_a_change_that_never_ends_is_ended() -> None:
    source = (
        "def f(x, y):\n    try:\n        while x < y:\n            x = x + 1\n"
        "    except Exception:\n        pass\n    return x\n"
    )
    attempt, tried, _ = bench(4, source)
    with pytest.raises(BaseException, match="too many turns"):
        attempt(number_of(tried, "sign", "-"), 2, 5)
    assert attempt(-1, 2, 5)[0] == 5


def test_turns_of_all_other_functions_are_counted_too() -> None:
    chunk = counting_turns(Chunk("work.py", "def f(x):\n    while True:\n        x = x + 1\n"))
    space: dict[str, Any] = {}
    for part in (PRELUDE, chunk, caller("f")):
        exec(part.source, space)
    with pytest.raises(BaseException, match="too many turns"):
        space[ATTEMPT](-1, 0)
    broken = Chunk("work.py", "def f(:")
    assert counting_turns(broken) is broken


def test_a_value_at_the_top_level_cannot_be_switched() -> None:
    place = find_place("scale = 1 + 2\n", 1)
    assert place is not None
    assert opened(Chunk("work.py", "scale = 1 + 2\n"), place) is None


@pytest.mark.parametrize(
    "source",
    [
        "def f(x, y):\n    for k in 1, 2: x = x + y  # a note\n    return x\n",
        "def f(x, y):\n    while y < 3: x = x + y; y = y + 1\n    return x\n",
        "def f(x, y):\n\tif x: x = x + y\n\treturn x\n",
        "def f(x, y):\n    for é in ('é', 2):\n        x = x + y; y = 1  # é\n    return x\n",
    ],
)
def test_statements_on_a_line_with_others_can_be_changed(source: str) -> None:
    plain: dict[str, Any] = {}
    exec(source, plain)
    line = next(n for n, text in enumerate(source.split("\n"), 1) if "x = x + y" in text)
    place = find_place(source, line, line)
    assert place is not None
    statement = next(
        node
        for node in ast.walk(place.tree)
        if isinstance(node, ast.Assign) and ast.unparse(node) == "x = x + y"
    )
    place = replace(place, statement=statement)
    tried = tuple(candidates(place))
    opening = opened(Chunk("work.py", source), place)
    assert opening is not None
    space: dict[str, Any] = {}
    for part in (PRELUDE, opening.filled(tried), caller("f")):
        exec(part.source, space)
    assert space[ATTEMPT](-1, 2, 1)[0] == plain["f"](2, 1)
    assert space[ATTEMPT](number_of(tried, "sign", "-"), 2, 1)[0] != plain["f"](2, 1)


def test_what_follows_another_statement_on_its_line_stays_there() -> None:
    source = "def f(x, y):\n    y = 2; x = x + y\n    return x\n"
    place = find_place(source, 2)
    assert place is not None
    second = next(node for node in ast.walk(place.tree) if getattr(node, "col_offset", 0) == 11)
    assert isinstance(second, ast.stmt)
    assert opened(Chunk("work.py", source), replace(place, statement=second)) is None


def test_counting_turns_moves_no_line() -> None:
    source = (
        "def f(x):\n    for a in 1, 2:\n        while (x <\n               a): x += 1\n"
        "    return x\n"
    )
    counted = counting_turns(Chunk("work.py", source)).source
    lines = counted.split("\n")
    assert [at for at, line in enumerate(lines) if "x += 1" in line] == [3]
    assert len(lines) == len(source.split("\n"))
    space: dict[str, Any] = {}
    exec(PRELUDE.source, space)
    exec(counted, space)
    assert space["f"](0) == 2


def attempt_at(source: str, line: int, form: Form, before: str = "") -> tuple[Any, Any]:
    """The changes of a line, and the function that tries them, run after ``before``."""
    place = find_place(source, line)
    assert place is not None
    tried = tuple(candidates(place))
    opening = opened(Chunk("work.py", source), place)
    assert opening is not None
    space: dict[str, Any] = {}
    for text in (before, PRELUDE.source, opening.filled(tried).source, caller("f", form).source):
        exec(text, space)
    return tried, space[ATTEMPT]


def test_one_call_tries_many_changes_and_gives_a_row_of_sums_for_each() -> None:
    # `from numpy import *` brings another `min`, `max` and `sum`
    tried, attempt = attempt_at(SOURCE, 5, (0, 0), "from numpy import *")
    number = number_of(tried, "operand", "y")
    rows = attempt(several(len(tried)), 2, 1)
    assert rows.shape == (len(tried), 2)
    assert rows[number].tolist() == [2.5 * 4, 2.5 * 2]  # the first weight is 1 + 1.5
    assert attempt(-1, 2, 1)[0] == (10, 2)


def test_changes_that_never_end_or_raise_have_no_sums() -> None:
    source = "def f(x, y):\n    while x > 0:\n        x = x - 1\n    return 1 / x\n"
    tried, attempt = attempt_at(source, 3, 0)
    rows = attempt(several(len(tried)), 2, 1)
    assert rows.shape == (len(tried), 1)
    assert np.isnan(rows[number_of(tried, "sign", "+"), 0])
