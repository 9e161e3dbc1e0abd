"""What learners read: three parts, numbers for visible cases, none of the expected ones for hidden
cases; pictures.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from lxml import html
from rich.console import Console

from autograder.course.discover import Course
from autograder.data.answer_key import AnswerKey, Case
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.differences import Difference, Raised, WrongValue
from autograder.data.runs import Run
from autograder.data.tolerance import Tolerance
from autograder.data.values import Other
from autograder.grade import mark_exercise
from autograder.judge.compare import compare
from autograder.judge.diagnose import diagnose
from autograder.judge.messages import explain, next_step, seen
from autograder.report.heat import heat_html, heat_text
from autograder.report.html import exercise_html
from autograder.report.panel import exercise_panel
from autograder.report.text import exercise_text
from tests.diagnosis.handed_in import attempt, differences_of

EXPECTED = np.array([[0.12345678, -4.5], [7.25, 0.0]])


def case(visible: bool, expected: Any = EXPECTED, criterion: str = RIGHT_VALUES) -> Case:
    return Case("three examples", criterion, visible, "values", {"x": EXPECTED}, expected)


def both(run: Run, visible: bool, expected: Any = EXPECTED) -> str:
    difference = compare(case(visible, expected), run, Tolerance(), ("f_t",))
    assert difference is not None
    return (
        f"{seen(case(visible, expected), difference)}"
        f" {next_step(case(visible, expected), difference)}"
    )


def test_a_visible_case_is_told_with_its_numbers() -> None:
    said = both(Run("returned", EXPECTED + np.array([[0, 0], [1, 0]])), visible=True)
    assert said.startswith(
        "In the case “three examples” f_t[1, 0] is 8.25 and should be 7.25 "
        "(25% of its entries are wrong)."
    )
    assert "by hand" in said


WRONG = [
    Run("returned", EXPECTED + 1),
    Run("returned", EXPECTED.T[:1]),
    Run("returned", None),
    Run("returned", (1, 2)),
    Run("returned", EXPECTED * np.nan),
    Run("returned", {"a": EXPECTED}),
    Run("returned", EXPECTED > 0),
    Run("raised", error="ValueError", message="x" * 9000),
    Run("timed_out"),
    Run("died"),
    Run("skipped"),
]


@pytest.mark.parametrize("run", WRONG, ids=str)
@pytest.mark.parametrize(
    "expected", [EXPECTED, 0.12345678, 1234567, (EXPECTED, EXPECTED), {"W": EXPECTED}]
)
def test_a_hidden_case_never_shows_what_was_expected(run: Run, expected: Any) -> None:
    said = both(run, visible=False, expected=expected)
    for number in ("0.12", "4.5", "7.25", "1234567"):
        assert number not in said
    assert "three examples" not in said
    assert "hidden case" in said
    assert len(said) < 700


@pytest.mark.parametrize("run", WRONG, ids=str)
@pytest.mark.parametrize("visible", [True, False])
def test_every_message_says_what_should_hold_and_what_to_try(run: Run, visible: bool) -> None:
    difference = compare(case(visible), run, Tolerance())
    assert difference is not None
    told = seen(case(visible), difference)
    assert told.endswith(".")
    assert re.search(r"should|right|died|not run|finish|wrong", told)
    assert next_step(case(visible), difference).endswith(".")


@pytest.mark.parametrize(
    ("got", "what", "step"),
    [
        (EXPECTED + 0j, "complex numbers (dtype complex128) of shape (2, 2)", "1j"),
        (EXPECTED > 0, "True and False (dtype bool) of shape (2, 2)", "comparison"),
        (EXPECTED.astype(object), "Python objects (dtype object) of shape (2, 2)", "dtype=object"),
        (EXPECTED.astype(str), "text (dtype <U32) of shape (2, 2)", "str()"),
        (EXPECTED.astype("m8[s]"), "dates or times (dtype timedelta64[s]) of shape (2, 2)", "cast"),
        (Other("ndarray", "float128"), "long doubles (dtype float128)", "np.longdouble"),
        (Other("ndarray", "complex256"), "complex numbers (dtype complex256)", "1j"),
        (Other("ndarray", "|V8"), "dtype |V8", "cast"),
    ],
)
@pytest.mark.parametrize("visible", [True, False])
def test_what_an_array_holds_is_said_and_what_it_should(
    got: Any, what: str, step: str, visible: bool
) -> None:
    said = both(Run("returned", got), visible)
    assert (
        f" f_t is an array of {what}. It should be an array of real numbers, float64 or float32, of"
        " shape (2, 2)." in said
    )
    assert step in said


@pytest.mark.parametrize(
    ("run", "step"),
    [
        (Run("raised", error="NameError", message="name 'expit' is not defined"), "spelled"),
        (Run("raised", error="KeyError", message="'Wf'"), "letter by letter"),
        (Run("raised", error="TypeError", message="'tuple' object"), "type(...)"),
        (Run("raised", error="NotImplementedError"), "write that first"),
        (
            Run("raised", error="ModuleNotFoundError", message="No module named 'scipy'"),
            "NumPy and Python alone",
        ),
        (
            Run("raised", error="ValueError", message="shapes (2,4) and (3,4) not aligned"),
            "Print those shapes",
        ),
        (Run("raised", error="Mine", message="NameError: no"), "Print those shapes"),
        (Run("returned"), "return statement with a value"),
        (Run("returned", (EXPECTED,)), "a comma"),
        (Run("returned", EXPECTED[0]), "An axis is lost"),
        (Run("returned", np.float64(1)), "Write the shape"),
        (Run("returned", EXPECTED[:1]), "Write the shape"),
    ],
)
def test_the_step_fits_what_happened(run: Run, step: str) -> None:
    assert step in both(run, visible=True)


def test_sizes_in_another_order_are_told_from_wrong_ones() -> None:
    expected = np.zeros((5, 3, 2))
    assert "in another order" in both(
        Run("returned", np.zeros((3, 5, 2))), visible=False, expected=expected
    )
    assert "in another order" not in both(
        Run("returned", np.zeros((3, 5, 3))), visible=False, expected=expected
    )


def test_more_values_than_one_are_not_taken_for_an_array() -> None:
    said = both(Run("returned", (EXPECTED, EXPECTED)), visible=True)
    assert "2 values came back. There should be one, f_t: an array of shape (2, 2)." in said
    inside = both(
        Run("returned", {"W": (EXPECTED, EXPECTED)}), visible=True, expected={"W": EXPECTED}
    )
    assert (
        "2 values came back in f_t['W']. There should be one: an array of shape (2, 2)." in inside
    )


def test_keys_that_are_there_instead_are_named() -> None:
    said = both(Run("returned", {"dW": EXPECTED}), visible=True, expected={"W": EXPECTED})
    assert "f_t['W'] is missing (got no such key, but dW)." in said
    assert "letter by letter" in said


def test_the_criterion_of_a_later_case_is_named() -> None:
    item = case(False, criterion="any batch size")
    difference = compare(item, Run("returned", EXPECTED + 1), Tolerance())
    assert difference is not None
    assert "any batch size" in next_step(item, difference)


def test_values_that_are_right_are_named_too(keys: dict[str, AnswerKey], course: Course) -> None:
    key = keys["cell"].exercise("lstm_step")
    assert key is not None
    run = attempt(course, key, ())

    def spoilt(value: Any) -> Any:
        return (np.sin(value[0] + 2), value[1])

    run = replace(run, runs=tuple(replace(item, value=spoilt(item.value)) for item in run.runs))
    said = diagnose(key, run, differences_of(key, run.runs), keys["cell"].misconceptions)
    assert "c_t is right in every case" in explain(key.slug, said).message


@pytest.mark.parametrize("shape", [(3,), (2, 3), (4, 2, 3), (9, 30, 40), (2, 2, 2, 2)])
def test_pictures_show_every_entry_that_differs(shape: tuple[int, ...]) -> None:
    wrong = np.zeros(shape, dtype=bool)
    wrong[(0,) * len(shape)] = True
    difference = WrongValue("", (0,) * len(shape), 1.0, 2.0, wrong=wrong)
    text = heat_text(difference)
    picture, legend = text.rsplit("\n", 1)
    assert picture.count("■") == 1
    assert picture.startswith("■")
    assert f"1 of {wrong.size} entries differ" in legend
    assert max(map(len, text.splitlines())) <= 170
    page = html.fromstring(heat_html(difference))
    assert len(page.xpath("//td[text()='■']")) == 1
    assert page.get("aria-label") == legend


@pytest.mark.parametrize(
    "difference",
    [
        None,
        Raised(),
        WrongValue("", (), 1.0, 2.0, wrong=np.ones((), dtype=bool)),
        WrongValue("", (0, 0), 1.0, 2.0, wrong=np.ones((2, 3), dtype=bool)),
    ],
)
def test_without_an_array_or_when_all_is_wrong_there_is_no_picture(
    difference: Difference | None,
) -> None:
    assert heat_text(difference) == ""
    assert heat_html(difference) == ""


def test_reports_show_the_picture(keys: dict[str, AnswerKey], course: Course) -> None:
    key = keys["cell"].exercise("cell_state")
    assert key is not None
    run = attempt(course, key, ())
    value = np.array(run.runs[0].value)
    value[0, 0] += 1
    spoilt = replace(run, runs=(replace(run.runs[0], value=value), *run.runs[1:]))
    grade, _ = mark_exercise(key, keys["cell"], spoilt)
    assert "■·" in exercise_text(grade)
    assert "■</td>" in exercise_html(grade)
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(exercise_panel(grade))
    assert "■·" in console.export_text()
