"""Which change of a located statement makes a function right, judged by all cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES, Criterion
from autograder.data.edits import Edit
from autograder.data.location import Location
from autograder.data.runs import Chunk, Run
from autograder.judge.deadline import Deadline, OutOfTime
from autograder.judge.edits.explaining import find_remedy
from autograder.judge.edits.trying import Limits
from tests.judge.bench import Bench
from tests.judge.made import case, exercise

A, B = np.array([[0.25, -1.5], [0.75, 2.0]]), np.array([[0.5, 0.125], [-0.75, 1.5]])


def key(function: Any) -> ExerciseKey:
    """An exercise with the right answers of a function of two arguments, in two cases."""
    inputs = {"first": {"a": A, "b": B}, "second": {"a": B, "b": 2 * A}}
    return exercise(
        *(
            case(function(*given.values()), name=name, inputs=given)
            for name, given in inputs.items()
        )
    )


def at(line: int, text: str = "", makes: str = "") -> Location:
    return Location("leaves", "work.py", line, line, text, "first", True, makes=makes)


PRODUCT = key(lambda a, b: np.tanh(a) * b - b)
WRONG = "import numpy as np\n\ndef f(a, b):\n    c = np.tanh(a)\n    return c * a - b\n"


def test_the_change_that_passes_in_all_cases_is_said() -> None:
    bench = Bench(WRONG)
    remedy = find_remedy(PRODUCT, at(5), bench)
    assert remedy.edits == (Edit("operand", "a", "b"),)
    assert remedy.whole
    assert (remedy.location.line, bench.jobs) == (5, [1, 1, len(PRODUCT.cases)])


def test_a_change_that_passes_in_one_case_alone_is_not_said() -> None:
    double = exercise(
        case(2 * A, name="first", inputs={"a": A}), case(B * B, name="second", inputs={"a": B})
    )
    remedy = find_remedy(double, at(2), Bench("def f(a):\n    return a * 3\n"))
    assert remedy.edits == ()


def test_a_statement_near_the_located_one_is_tried_as_well() -> None:
    remedy = find_remedy(PRODUCT, at(4, makes="c"), Bench(WRONG))
    assert (remedy.edits, remedy.location.line) == ((Edit("operand", "a", "b"),), 5)
    assert (remedy.location.makes, remedy.location.kind) == ("", "misplaced")


def test_of_several_slips_one_is_said_where_its_value_becomes_right() -> None:
    source = WRONG.replace("np.tanh(a)", "np.exp(a)").replace("c * a - b", "c * a - a")

    def known(value: Any) -> bool:
        return bool(np.allclose(value, np.tanh(A)))

    remedy = find_remedy(PRODUCT, at(4, makes="c"), Bench(source), known)
    assert remedy.edits == (Edit("function", "np.exp", "np.tanh"),)
    assert not remedy.whole
    assert find_remedy(PRODUCT, at(4), Bench(source)).edits == ()
    assert find_remedy(PRODUCT, at(4), Bench(source), lambda value: False).whole


def test_two_statements_may_stand_the_other_way_round() -> None:
    source = (
        "import numpy as np\n\ndef f(a, b):\n    x = a\n    y = x * b\n"
        "    x = np.tanh(a) - b * b / a\n    return y\n"
    )
    right = key(lambda a, b: (np.tanh(a) - b * b / a) * b)
    remedy = find_remedy(right, at(5, makes="y"), Bench(source))
    assert [edit.kind for edit in remedy.edits] == ["statement order"]
    assert remedy.location.line == 5


def test_what_fails_in_another_criterion_alone_is_not_in_the_way() -> None:
    finite = Criterion("stays finite", 1.0)
    wanted = np.tanh(A) * B - B
    cases = (
        case(wanted, name="first", inputs={"a": A, "b": B}),
        case(wanted + 1, name="other", inputs={"a": A, "b": B}, criterion=finite.name),
    )
    both = replace(exercise(*cases), criteria=(Criterion(RIGHT_VALUES, 1.0), finite))
    remedy = find_remedy(both, at(5), Bench(WRONG))
    assert remedy.edits == (Edit("operand", "a", "b"),)
    assert not remedy.whole


def test_the_caller_of_a_located_function_is_tried_and_the_loop_around_it() -> None:
    source = (
        "def step(x):\n    return x + 1\n\n"
        "def f(a, b):\n    for t in range(2):\n        c = step(a)\n    return c\n"
    )
    remedy = find_remedy(key(lambda a, b: b + 1), at(2), Bench(source))
    assert (remedy.edits, remedy.location.line) == ((Edit("operand", "a", "b"),), 6)
    backwards = (
        "def step(x, y):\n    return 2 * x + y\n\n"
        "def f(a, b):\n    for t in reversed((a, b)):\n        a = step(a, t)\n    return a\n"
    )
    remedy = find_remedy(key(lambda a, b: 2 * (2 * a + a) + b), at(2), Bench(backwards))
    assert (remedy.location.line, {edit.kind for edit in remedy.edits}) == (5, {"order", "index"})


def test_what_an_outer_loop_does_not_make_anew_is_said_at_the_inner_loop() -> None:
    source = (
        "import numpy as np\n\ndef f(a, b):\n    rows, m = [], 1.0\n    m = np.ones(2)\n"
        "    for x in (a, b):\n        for k in range(3):\n            m = m * x + k\n"
        "        rows.append(m)\n    return np.array(rows)\n"
    )
    truth = key(lambda a, b: np.array([(x * x + 1) * x + 2 for x in (a, b)]))
    remedy = find_remedy(truth, at(8), Bench(source))
    assert (remedy.edits, remedy.location.line) == ((Edit("not reset", "m"),), 7)


def test_a_later_cell_of_the_same_name_is_found_by_its_line() -> None:
    bench = Bench(WRONG)
    bench.chunks = (Chunk("work.py", "x = 1\n"), *bench.chunks)
    assert find_remedy(PRODUCT, at(5), bench).edits == (Edit("operand", "a", "b"),)


@pytest.mark.parametrize("chunk", ["elsewhere.py", "work.py"])
def test_a_place_that_is_not_there_has_no_remedy(chunk: str) -> None:
    location = Location("leaves", chunk, 99, 99, "", "first", True)
    assert find_remedy(PRODUCT, location, Bench(WRONG)).edits == ()
    unknown = Location("leaves", "work.py", 5, 5, "", "no such case", True)
    assert find_remedy(PRODUCT, unknown, Bench(WRONG)).edits == ()


FORGED: list[tuple[Run, ...] | None] = [
    None,
    (),
    (Run("returned", "not a pair"),),
    (Run("returned", (A, B, A)),),
    (Run("returned", None),),
]


@pytest.mark.parametrize("forged", FORGED)
def test_forged_runs_find_nothing(forged: tuple[Run, ...] | None) -> None:
    class Forger(Bench):
        def attempt(
            self, slug: str, chunks: Sequence[Chunk], calls: Sequence[tuple[int, Case]]
        ) -> tuple[Run, ...] | None:
            return forged * len(calls) if forged is not None else None

    remedy = find_remedy(PRODUCT, at(5), Forger(WRONG), lambda value: False)
    assert (remedy.edits, remedy.location) == ((), at(5))


def test_it_ends_when_its_time_is_over() -> None:
    with pytest.raises(OutOfTime):
        find_remedy(PRODUCT, at(5), Bench(WRONG), limits=Limits(deadline=Deadline(0.0)))
