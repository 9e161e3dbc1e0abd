"""Numbers that are drawn are held against those of other cases: the same seed repeats them, another
one does not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.course.authoring import Recipe
from autograder.course.build import build_exercise
from autograder.course.discover import Course, CourseError
from autograder.course.run_locally import record_cases
from autograder.data.answer_key import AnswerKey, Case, ExerciseKey
from autograder.data.declared import NEW, SAME, Drawn, Origin
from autograder.data.grades import ExerciseGrade
from autograder.data.runs import Chunk
from autograder.grade import grade
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission

FROM_RNG = "every array has numbers of its own, drawn from rng alone"
INIT = """
import numpy as np
shared = np.random.default_rng(7)
def init_lstm(input_size, hidden_size, rng):
    bound, params = 1 / np.sqrt(hidden_size), {}
    W, U, other = (hidden_size, input_size), (hidden_size, hidden_size), rng
    for k in "figo":
        params["b_" + k] = np.full(hidden_size, 1.0 if k == "f" else 0.0)
"""
OWN = (
    "        params['W_' + k], params['U_' + k] = (other.uniform(-bound, bound, shape) for shape in"
    " (W, U))\n"
)
RIGHT = {
    "as asked": OWN,
    "in another order": "    for k in 'ogif':\n" + OWN,
    "recurrent weights first": (
        OWN.replace("(W, U))", "(U, W))").replace(
            "params['W_' + k], params['U_' + k]", "params['U_' + k], params['W_' + k]"
        )
    ),
    "normal": OWN.replace("uniform(-bound, bound, ", "normal(0, bound / 3 ** 0.5, "),
    "a generator of the generator's": (
        "    other = np.random.default_rng(rng.integers(2**32))\n    for k in 'figo':\n" + OWN
    ),
    "spawned": "    for other, k in zip(rng.spawn(4), 'figo'):\n" + OWN,
    "the seed of the old functions": (
        "    np.random.seed(rng.integers(2**32))\n    other = np.random\n    for k in 'figo':\n"
        + OWN
    ),
    "two values only": OWN.replace(
        "other.uniform(-bound, bound, shape)", "other.choice([-1, 1], shape) * bound / 3 ** 0.5"
    ),
    "single precision": OWN.replace("shape)", "shape).astype(np.float32)", 1),
}
NAMED = {
    "np.random": ("init-ignores-rng", OWN.replace("other", "np.random")),
    "a new generator": ("init-ignores-rng", OWN.replace("other", "np.random.default_rng()")),
    "one generator for all calls": ("init-ignores-rng", OWN.replace("other", "shared")),
    "a seed at every array": (
        "init-seed-written-out",
        OWN.replace("other", "np.random.default_rng(0)"),
    ),
    "a seed": (
        "init-seed-written-out",
        "    other = np.random.default_rng(42)\n    for k in 'figo':\n" + OWN,
    ),
    "the old seed": (
        "init-seed-written-out",
        "    np.random.seed(1)\n    other = np.random\n    for k in 'figo':\n" + OWN,
    ),
    "drawn once": (
        "init-one-draw-for-all-gates",
        (
            "    W, U = (rng.uniform(-bound, bound, shape) for shape in (W, U))\n"
            "    for k in 'figo':\n        params['W_' + k], params['U_' + k] = W, U.copy()\n"
        ),
    ),
}


def handed_in(body: str, key: AnswerKey, sandbox: Sandbox) -> ExerciseGrade:
    source = INIT + body + "    return params\n"
    marked = grade(Submission("ada", "memory", (Chunk("hand-in", source),)), key, sandbox)
    return next(exercise for exercise in marked.exercises if exercise.slug == "init_lstm")


@pytest.mark.parametrize("body", RIGHT.values(), ids=RIGHT)
def test_whatever_draws_from_rng_loses_nothing(
    body: str, keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    marked = handed_in(body, keys["memory"], sandbox)
    assert (marked.status, marked.score) == ("passed", marked.max_score), marked.message


@pytest.mark.parametrize(("slug", "body"), NAMED.values(), ids=NAMED)
def test_what_does_not_is_named(
    slug: str, body: str, keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    for key in (keys["memory"], keys["memory"].public()):
        marked = handed_in(body, key, sandbox)
        assert marked.misconceptions == (slug,), marked.message
        assert {item.name: item.status for item in marked.criteria}[FROM_RNG] == "wrong"
        assert marked.score is not None
        assert 0 < marked.score < marked.max_score


def test_one_array_from_elsewhere_is_enough_and_is_pointed_at(
    keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    marked = handed_in(
        OWN + "    params['U_g'] = np.random.uniform(-bound, bound, U)\n", keys["memory"], sandbox
    )
    assert marked.misconceptions == ()
    assert (
        "params['U_g'] holds other numbers than an earlier call with the same seed."
        in marked.message
    )
    marked = handed_in(OWN + "    params['W_o'] = params['W_g']\n", keys["memory"], sandbox)
    assert (
        "params['W_o'] holds the very numbers of params['W_g']. It should hold numbers of its own."
        in marked.message
    )


def test_words_in_place_of_numbers_are_not_believed(
    keys: dict[str, AnswerKey], sandbox: Sandbox
) -> None:
    """What is the same is told from the values themselves, whatever the values say."""
    body = (
        OWN.replace("other", "np.random")
        + "    shared.uniform()\n    if shared.bit_generator.state['state']['state'] % 2:\n"
        "        return {f\"['{name}']\": word for name in params for word in ('same', 'other')}\n"
    )
    marked = handed_in(body, keys["memory"], sandbox)
    assert {item.name: item.status for item in marked.criteria}[FROM_RNG] != "passed"


def recording(key: ExerciseKey, value: Any) -> list[Any]:
    return [
        run.value
        for case, run in zip(
            key.cases, record_cases(lambda *ignored: value, key.cases), strict=True
        )
        if case.paired_with
    ]


@pytest.mark.parametrize(
    "value", [None, 3, "same", {}, {"W_f": "same"}, {"W_f": [[1], [1, 2]]}, [np.ones(2)] * 12]
)
def test_whatever_comes_back_is_put_into_words(value: Any, keys: dict[str, AnswerKey]) -> None:
    key = keys["memory"].exercise("init_lstm")
    assert key is not None
    assert all(
        set(origins.values()) == {NEW} and len(origins) == 8 for origins in recording(key, value)
    )


def test_places_in_tuples_are_named_as_well() -> None:
    drawn = Drawn((2,), 0.0, 1.0, 1.0, 1.0)
    cases = (
        Case("one", "right values", True, "values", {"x": 1.0}, (drawn, {"a": drawn}, 1)),
        Case("again", "right values", True, "repeats", {"x": 1.0}, {}, "one"),
    )
    value = (np.ones(2), {"a": [1.0, 1.0]}, 1)
    assert record_cases(lambda x: value, cases)[1].value == {"[0]": SAME, "[1]['a']": SAME}
    values = iter([(np.zeros(2), {"a": [0.0, 0.0]}, 1), value])
    assert record_cases(lambda x: next(values), cases)[1].value == {
        "[0]": NEW,
        "[1]['a']": Origin("copy", "[0]"),
    }


@pytest.mark.parametrize(
    "paired_with", ["no such case", "forty-eight inputs, sixty-four units", "itself"]
)
def test_a_case_is_held_against_an_earlier_one_of_its_kind(
    paired_with: str, course: Course
) -> None:
    exercise = next(item for item in course.unit("memory").exercises if item.slug == "init_lstm")
    itself = Recipe("itself", exercise.cases[0].draw, judge="repeats", paired_with=paired_with)
    with pytest.raises(CourseError, match="is paired with"):
        build_exercise(course, replace(exercise, cases=(*exercise.cases, itself)), b"secret")
