"""Comparing takes what is right in any dress, finds what is wrong, and stumbles over nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES, Criterion
from autograder.data.declared import Drawn
from autograder.data.differences import ChangedInputs, Difference, Raised, WrongValue
from autograder.data.runs import Run, TaskRun
from autograder.data.tolerance import Tolerance
from autograder.data.values import Other, Seed
from autograder.judge.compare import compare
from autograder.judge.describe import numbers
from autograder.judge.diagnose import diagnose
from autograder.judge.messages import explain
from autograder.judge.pairs import flattened
from autograder.report.heat import heat_html, heat_text

LONG = pytest.mark.skipif(
    np.dtype(np.longdouble).itemsize == 8, reason="long doubles are float64 here"
)
MATRIX = np.array([[0.25, -1.5, 3.0], [0.0, 2.0, -0.125]])


def difference(
    expected: Any,
    got: Any,
    returns: tuple[str, ...] = (),
    judge: str = "values",
    inputs: dict[str, Any] | None = None,
    changed: tuple[int, ...] = (),
) -> Difference | None:
    case = Case("a case", RIGHT_VALUES, True, judge, inputs or {"x": MATRIX}, expected)  # type: ignore[arg-type]
    return compare(case, Run("returned", got, changed), Tolerance(), returns)


def kind(expected: Any, got: Any) -> str:
    found = difference(expected, got)
    return found.kind if found else "right"


@pytest.mark.parametrize(
    "got",
    [
        MATRIX,
        MATRIX.tolist(),
        [list(row) for row in MATRIX],
        tuple(map(tuple, MATRIX)),
        list(MATRIX),
        MATRIX.astype(np.float32),
        np.asfortranarray(MATRIX),
        MATRIX + 5e-6,
        MATRIX * 1.00005,
        np.broadcast_to(MATRIX, (2, 3)),
    ],
)
def test_right_values_in_any_dress(got: Any) -> None:
    assert difference(MATRIX, got) is None


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (2.0, 2),
        (2.0, np.array(2.0)),
        (np.array(2.0), 2.0),
        (np.float64(2), 2.0),
        (3, 3.0),
        (3, np.array(3)),
        (3, np.int64(3)),
        (np.array([1.0, 2.0]), np.array([1, 2])),
        (np.array([1.0, 2.0]), [1, 2.0]),
        (np.array([1.0, 0.0]), [np.array(1.0), 0]),
        ((MATRIX, 1), [MATRIX, 1.0]),
        ({"a": MATRIX, "b": 1.0}, {"b": 1, "a": MATRIX.tolist()}),
        (None, None),
        ("x", "x"),
        (np.array([np.inf, np.nan]), np.array([np.inf, np.nan])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
    ],
)
def test_the_same_in_other_types(expected: Any, got: Any) -> None:
    assert difference(expected, got) is None


@pytest.mark.parametrize(
    ("expected", "got", "what"),
    [
        (MATRIX, None, "missing"),
        (MATRIX, "text", "type"),
        (MATRIX, True, "shape"),
        (MATRIX, Other("function"), "type"),
        (MATRIX, {"a": 1}, "type"),
        (MATRIX, (MATRIX, MATRIX), "arity"),
        (MATRIX, [MATRIX, MATRIX], "shape"),
        (MATRIX, (MATRIX,), "arity"),
        (MATRIX, [[1.0], [1.0, 2.0]], "type"),
        (MATRIX, MATRIX.T, "shape"),
        (MATRIX, MATRIX[0], "shape"),
        (MATRIX, MATRIX > 0, "dtype"),
        (MATRIX, MATRIX + 0j, "dtype"),
        (MATRIX, MATRIX.astype(object), "dtype"),
        (MATRIX, Other("ndarray", "float128"), "dtype"),
        (MATRIX, MATRIX.T + 0j, "shape"),
        (1.5, 1.5 + 0j, "type"),
        (1.5, np.complex64(1.5), "dtype"),
        pytest.param(MATRIX, MATRIX.astype(np.longdouble), "dtype", marks=LONG),
        (MATRIX, np.array([["a"] * 3] * 2), "dtype"),
        (MATRIX, -MATRIX, "value"),
        (MATRIX, np.trunc(MATRIX).astype(int), "value"),
        (MATRIX, MATRIX.astype(np.float16) * 1.01, "value"),
        (MATRIX, np.full((2, 3), np.nan), "non-finite"),
        (MATRIX, np.array([[1.0, 2.0, 1e999]] * 2), "non-finite"),
        (MATRIX, [[1e400] * 3] * 2, "non-finite"),
        (MATRIX, [[10**400] * 3] * 2, "non-finite"),
        (MATRIX, [], "type"),
        (MATRIX, [True, np.array("NaT", dtype="M8[s]")], "type"),
        (MATRIX, [[], []], "type"),
        (1.0, 10**400, "non-finite"),
        ((MATRIX, MATRIX), MATRIX, "arity"),
        ((MATRIX, MATRIX), (MATRIX,), "arity"),
        ((MATRIX, MATRIX), (MATRIX, -MATRIX), "value"),
        (MATRIX[0], (MATRIX[0], 1), "arity"),
        (1.5, np.array([1.5]), "shape"),
        (3, 3.0001, "value"),
        (3, 4, "value"),
        (3, "3", "type"),
        (3, True, "type"),
        (3, np.array([3]), "shape"),
        (3, 10**400, "value"),
        (3, float("nan"), "value"),
        ({"a": 1.0}, {"a": 1.0, "b": 2.0}, "arity"),
        ({"a": 1.0, "b": 2.0}, {"a": 1.0}, "missing"),
        ({"a": 1.0}, [1.0], "type"),
        (np.array([np.inf]), np.array([1.0]), "value"),
        (np.array([1.0]), np.array([np.inf]), "non-finite"),
    ],
)
def test_what_is_wrong_is_called_by_its_kind(expected: Any, got: Any, what: str) -> None:
    assert kind(expected, got) == what


def test_where_it_differs_first() -> None:
    wrong = MATRIX.copy()
    wrong[1, 2] += 0.001
    found = difference((MATRIX, {"W": MATRIX}), (MATRIX, {"W": wrong}), ("h_t", "grads"))
    assert found == WrongValue("grads['W']", (1, 2), -0.125, wrong[1, 2], 1 / 6)
    assert isinstance(found, WrongValue)
    assert found.wrong is not None
    assert found.wrong.sum() == 1


def test_two_numbers_are_shown_with_the_digits_that_tell_them_apart() -> None:
    found = difference(np.array([1234.5]), np.array([1234.0]))
    assert found is not None
    assert isinstance(found, WrongValue)
    assert numbers(found.expected, found.got) == ("1234.5", "1234")


def test_only_changed_inputs_count_where_inputs_are_judged() -> None:
    assert difference(MATRIX, "nonsense", judge="inputs") is None
    found = difference(
        MATRIX, MATRIX, judge="inputs", inputs={"x": MATRIX, "h": MATRIX}, changed=(1,)
    )
    assert found == ChangedInputs(("h",))


@pytest.mark.parametrize(
    ("outcome", "what"),
    [("raised", "raised"), ("timed_out", "timed out"), ("died", "died"), ("skipped", "skipped")],
)
@pytest.mark.parametrize("judge", ["values", "inputs"])
def test_what_did_not_return_is_told_apart(outcome: Any, what: str, judge: Any) -> None:
    case = Case("a case", RIGHT_VALUES, True, judge, {"x": 1.0}, 1.0)
    found = compare(
        case,
        Run(outcome, error="ValueError", message="shapes", chunk="gates.py", line=3),
        Tolerance(),
    )
    assert found is not None
    assert found.kind == what
    if what == "raised":
        assert found == Raised("ValueError", "shapes", "gates.py", 3)


def test_drawn_numbers_are_judged_by_shape_mean_and_spread() -> None:
    drawn = Drawn((200, 50), 0.0, 0.5, 0.05, 0.05)
    rng = np.random.default_rng(0)
    right = rng.normal(0, 0.5, (200, 50))
    assert kind({"W": drawn}, {"W": right}) == "right"
    assert kind(drawn, right.tolist()) == "right"
    assert kind(drawn, right.astype(np.float32)) == "right"
    assert kind(drawn, right.T) == "shape"
    assert kind(drawn, right + 0.2) == "drawn"
    assert kind(drawn, right * 2) == "drawn"
    assert kind(drawn, np.full((200, 50), np.nan)) == "drawn"
    assert kind(drawn, np.full((200, 50), 1e300)) == "drawn"
    assert kind(drawn, "text") == "type"
    assert kind(drawn, Drawn((200, 50), 0.01, 0.49, 0.05, 0.05)) == "right"
    assert kind(drawn, Drawn((200, 50), 0.3, 0.5, 0.05, 0.05)) == "drawn"


DTYPES = ["f2", "f4", "f8", "i1", "u8", "?", "c16", "U3", "M8[s]"]
ARRAYS = hnp.arrays(st.sampled_from(DTYPES), hnp.array_shapes(min_dims=0, max_side=3))
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | ARRAYS
    | st.builds(Other, st.text(max_size=5))
    | st.builds(Seed, st.integers(0, 9))
)
HOSTILE = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=6,
)
EXPECTED = (
    MATRIX,
    1.5,
    3,
    (MATRIX, MATRIX[0]),
    {"a": MATRIX, "t": 2},
    Drawn((2, 3), 0.0, 1.0, 0.1, 0.1),
    None,
    "x",
)


@settings(max_examples=300, deadline=None)
@given(expected=st.sampled_from(EXPECTED), got=HOSTILE)
def test_nothing_that_comes_back_makes_anything_stumble(expected: Any, got: Any) -> None:
    case = Case("a case", RIGHT_VALUES, True, "values", {"x": MATRIX}, expected)
    key = ExerciseKey(
        "f",
        1.0,
        (Criterion(RIGHT_VALUES),),
        Tolerance(),
        "",
        "",
        (),
        (),
        ("a", "b"),
        (case, case),
        (),
    )
    run = TaskRun("f", "defined", (Run("returned", got),) * 2)
    differences = tuple(compare(case, single, Tolerance(), key.returns) for single in run.runs)
    assert isinstance(flattened(run.runs[0])[0], str)
    if any(differences):
        said = diagnose(key, run, differences, ())
        assert explain("f", said).message
        assert isinstance(heat_text(said.difference) + heat_html(said.difference), str)


def test_deeply_nested_lists_end_somewhere() -> None:
    nested: Any = 1.0
    for _ in range(500):
        nested = [nested]
    assert kind(MATRIX, nested) == "type"
    assert kind((MATRIX, MATRIX), (nested, nested)) == "type"
