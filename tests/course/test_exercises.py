"""Every exercise has a clear prompt, enough hidden cases, and accepts any right style."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import RIGHT_VALUES, Exercise, Seed
from autograder.course.build import build_exercise, draw_case, return_names
from autograder.course.discover import Course, load_course
from autograder.course.process import build_keys
from autograder.course.run_locally import call_recorded, record_cases
from autograder.data.answer_key import Case
from autograder.data.runs import Run
from autograder.data.tolerance import Tolerance
from autograder.judge.compare import compare

ROOT = Path(__file__).resolve().parents[2]
COURSE: Course = load_course(ROOT)
NO_MISTAKES = replace(COURSE, misconceptions=())
EXERCISES = [exercise for unit in COURSE.units for exercise in unit.exercises]
SECRETS = (b"one", b"another")
EXACT = Tolerance(rtol=1e-12, atol=0)

UNITS = {
    "rnn": {
        "rnn_step": "x_t, h_prev, W, U, b",
        "rnn_sequence": "X, h_0, W, U, b",
        "rnn_memory_gradient": "hs, U",
    },
    "gates": {
        "sigmoid": "z",
        "forget_gate": "x_t, h_prev, W_f, U_f, b_f",
        "input_gate": "x_t, h_prev, W_i, U_i, b_i",
        "candidate": "x_t, h_prev, W_g, U_g, b_g",
        "output_gate": "x_t, h_prev, W_o, U_o, b_o",
    },
    "cell": {
        "cell_state": "c_prev, f_t, i_t, g_t",
        "hidden_state": "o_t, c_t",
        "lstm_step": "x_t, h_prev, c_prev, params",
    },
    "layers": {
        "lstm_sequence": "X, h_0, c_0, params",
        "lstm_stack": "X, h_0, c_0, layers",
        "lstm_bidirectional": "X, forward, backward",
        "count_parameters": "input_size, hidden_size, num_layers",
    },
    "backprop": {
        "lstm_step_backward": "dh_t, dc_t, x_t, h_prev, c_prev, params",
        "lstm_sequence_backward": "dhs, X, h_0, c_0, params",
        "clip_gradients": "grads, max_norm",
    },
    "memory": {
        "carousel_gradient": "fs",
        "init_lstm": "input_size, hidden_size, rng",
        "adam_step": "params, grads, state, lr, beta1, beta2, eps",
    },
}

each_exercise = pytest.mark.parametrize(
    "exercise", EXERCISES, ids=[exercise.slug for exercise in EXERCISES]
)


def cases(exercise: Exercise, secret: bytes) -> tuple[Case, ...]:
    """The exercise's cases with the reference's answers, as a key holds them."""
    return build_exercise(NO_MISTAKES, exercise, secret).cases


def failures(exercise: Exercise, secret: bytes, function: Callable[..., Any]) -> list[str]:
    """Return the cases that a learner's function fails."""
    drawn = cases(exercise, secret)
    return [
        f"{case.name}: {difference}"
        for case, run in zip(drawn, record_cases(function, drawn), strict=True)
        if (difference := compare(case, run, exercise.tolerance))
    ]


def test_units_and_signatures_are_the_agreed_ones() -> None:
    found = {
        unit.slug: {exercise.slug: ", ".join(exercise.parameters) for exercise in unit.exercises}
        for unit in COURSE.units
        if unit.slug in UNITS
    }
    assert found == UNITS
    assert [list(unit) for unit in found.values()] == [list(unit) for unit in UNITS.values()]


def test_every_unit_is_worth_ten_points() -> None:
    assert {
        unit.slug: sum(exercise.points for exercise in unit.exercises)
        for unit in COURSE.units
        if unit.slug in UNITS
    } == dict.fromkeys(UNITS, 10)


@each_exercise
def test_the_prompt_states_equation_shapes_and_results(exercise: Exercise) -> None:
    assert "$$" in exercise.prompt
    for parameter in exercise.parameters:
        assert re.search(rf"^{parameter} : \S", exercise.prompt, re.MULTILINE), (
            f"{parameter} is not described"
        )
    arrays = re.findall(r"^\w+ : array(.*)$", exercise.prompt, re.MULTILINE)
    assert all("shape" in text for text in arrays), "every array's shape is said"
    assert return_names(exercise)


@each_exercise
def test_the_stub_raises_and_holds_nothing_else(exercise: Exercise) -> None:
    function = ast.parse(exercise.stub_source).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert len(function.body) == 2, "a docstring and one raise"
    summary = (ast.get_docstring(function) or "").splitlines()[0]
    assert summary.endswith("."), "the first sentence fits on the first line"
    run = call_recorded(exercise.stub, draw_case(exercise, exercise.cases[0], b""))
    assert (run.outcome, run.error) == ("raised", "NotImplementedError")


@each_exercise
def test_the_stub_and_the_hints_are_plain_text(exercise: Exercise) -> None:
    """Equations are rendered only in the prose above the stub, not in code or hints."""
    for text in (exercise.stub_source, *exercise.hints):
        assert not re.search(r"[$\\]|\*\w[^*\n]*\w\*", text), text
    assert all(f"    {parameter} : " in exercise.stub_source for parameter in exercise.parameters)
    assert "    Returns\n" in exercise.stub_source


@each_exercise
def test_hints_are_two_or_three_and_hold_no_line_of_the_solution(exercise: Exercise) -> None:
    assert 2 <= len(exercise.hints) <= 3
    solution = inspect.getsource(inspect.unwrap(exercise.reference)).split('"""')[2]
    lines = {
        re.sub(r"\s", "", line.split("#")[0]).removeprefix("return")
        for line in solution.splitlines()
    }
    said = re.sub(r"\s", "", " ".join(exercise.hints))
    assert not [line for line in lines if len(line) > 12 and line in said]


@each_exercise
def test_criteria_have_hidden_cases_and_learners_see_some(exercise: Exercise) -> None:
    names = [criterion.name for criterion in exercise.criteria]
    assert names[0] == RIGHT_VALUES
    assert {recipe.criterion for recipe in exercise.cases} == set(names), (
        "no criterion without a case, and no other"
    )
    for name in names:
        assert any(recipe.criterion == name and not recipe.visible for recipe in exercise.cases), (
            name
        )
    assert any(recipe.visible and recipe.criterion == RIGHT_VALUES for recipe in exercise.cases)
    assert len({recipe.name for recipe in exercise.cases}) == len(exercise.cases)
    weights = {criterion.name: criterion.weight for criterion in exercise.criteria}
    seen_inside = {recipe.criterion for recipe in exercise.cases if recipe.judge == "inputs"}
    assert all(weights[name] <= 0.05 * sum(weights.values()) for name in seen_inside), "fakeable"


@each_exercise
def test_prerequisites_are_earlier_exercises_of_the_same_unit(exercise: Exercise) -> None:
    unit = next(unit for unit in COURSE.units if exercise in unit.exercises)
    earlier = [other.slug for other in unit.exercises[: unit.exercises.index(exercise)]]
    assert set(exercise.builds_on) <= set(earlier)


@each_exercise
def test_hidden_cases_follow_the_secret_and_visible_ones_do_not(exercise: Exercise) -> None:
    pairs = list(zip(cases(exercise, SECRETS[0]), cases(exercise, SECRETS[1]), strict=True))
    same = {
        first.name: compare(first, Run("returned", second.expected), EXACT) is None
        for first, second in pairs
        if first.judge == "values"
    }
    assert all(same[first.name] for first, _ in pairs if first.visible and first.judge == "values")
    drawn = {first.name for first, second in pairs if repr(first.inputs) != repr(second.inputs)}
    assert any(
        not first.visible and first.criterion == RIGHT_VALUES and first.name in drawn
        for first, _ in pairs
    )


@each_exercise
@pytest.mark.parametrize("secret", SECRETS)
def test_the_reference_is_right(exercise: Exercise, secret: bytes) -> None:
    assert failures(exercise, secret, exercise.reference) == []


def test_texts_about_a_plain_rnn_do_not_mention_gates() -> None:
    exercises = {exercise.slug for exercise in COURSE.unit("rnn").exercises}
    own = [item for item in COURSE.misconceptions if item.replaces in exercises]
    assert len(own) > 20
    for item in own:
        text = " ".join((item.title, item.explanation, item.hint))
        assert not re.search(r"\b(gates?|LSTM|candidate|forget|cell state)\b", text), (
            f"{item.slug}: {text}"
        )


# --- right answers in other styles ---------------------------------------------


def as_single(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.astype(np.float32)
    if isinstance(value, dict):
        return {name: as_single(item) for name, item in value.items()}
    return type(value)(map(as_single, value)) if isinstance(value, (list, tuple)) else value


def as_lists(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, dict):
        return {name: as_lists(item) for name, item in reversed(value.items())}
    return [as_lists(item) for item in value] if isinstance(value, (list, tuple)) else value


@each_exercise
@pytest.mark.parametrize("secret", SECRETS)
def test_single_precision_is_precise_enough(exercise: Exercise, secret: bytes) -> None:
    def in_single_precision(*arguments: Any) -> Any:
        return as_single(exercise.reference(*map(as_single, arguments)))

    assert failures(exercise, secret, in_single_precision) == []


@each_exercise
def test_lists_are_taken_for_arrays_and_tuples(exercise: Exercise) -> None:
    assert (
        failures(exercise, SECRETS[0], lambda *arguments: as_lists(exercise.reference(*arguments)))
        == []
    )


# --- a property instead of one right answer ---------------------------------------------


def init_with(
    draw: Callable[[np.random.Generator, tuple[int, ...], int], np.ndarray], forget: float = 1.0
) -> Any:
    def init(I: int, H: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
        shapes = {"W": (H, I), "U": (H, H)}
        weights = {
            f"{name}_{gate}": draw(rng, shape, H)
            for name, shape in shapes.items()
            for gate in "figo"
        }
        return weights | {
            f"b_{gate}": np.full(H, forget if gate == "f" else 0.0) for gate in "figo"
        }

    return init


INIT = next(exercise for exercise in EXERCISES if exercise.slug == "init_lstm")


@pytest.mark.parametrize("secret", [bytes([number]) for number in range(12)])
def test_any_distribution_of_the_right_spread_will_do(secret: bytes) -> None:
    assert (
        failures(
            INIT,
            secret,
            init_with(lambda rng, shape, H: rng.normal(scale=(3 * H) ** -0.5, size=shape)),
        )
        == []
    )
    assert (
        failures(INIT, secret, init_with(lambda rng, shape, H: rng.uniform(-1, 1, shape) * H**-0.5))
        == []
    )


@pytest.mark.parametrize(
    ("name", "wrong"),
    {
        "too wide": init_with(lambda rng, shape, H: rng.normal(scale=H**-0.5, size=shape)),
        "of standard width": init_with(lambda rng, shape, H: rng.normal(size=shape)),
        "one-sided": init_with(lambda rng, shape, H: rng.uniform(0, H**-0.5, shape)),
        "all zero": init_with(lambda rng, shape, H: np.zeros(shape)),
        "by the inputs": init_with(
            lambda rng, shape, H: rng.uniform(-1, 1, shape) * shape[1] ** -0.5
        ),
        "no forget bias": init_with(
            lambda rng, shape, H: rng.uniform(-1, 1, shape) * H**-0.5, forget=0.0
        ),
    }.items(),
)
def test_a_wrong_start_is_seen(name: str, wrong: Any) -> None:
    assert failures(INIT, SECRETS[0], wrong)


def test_the_seed_becomes_a_generator_of_the_learners_own() -> None:
    inputs = draw_case(INIT, INIT.cases[0], SECRETS[0])
    assert isinstance(inputs["rng"], Seed)
    assert call_recorded(INIT.reference, inputs).outcome == "returned"


# --- keys ---------------------------------------------


def test_a_unit_of_the_course_builds_into_a_key() -> None:
    key = build_keys(ROOT, SECRETS[0], ("rnn",))["rnn"]
    assert [exercise.slug for exercise in key.exercises] == list(UNITS["rnn"])
    for built, exercise in zip(key.exercises, COURSE.unit("rnn").exercises, strict=True):
        for case in built.cases:
            run = call_recorded(exercise.reference, case.inputs)
            assert compare(case, run, built.tolerance, built.returns) is None
    assert {case.visible for exercise in key.public().exercises for case in exercise.cases} == {
        True
    }


@pytest.mark.slow
def test_the_whole_course_builds_into_keys() -> None:
    keys = build_keys(ROOT, SECRETS[0])
    assert {unit: [exercise.slug for exercise in key.exercises] for unit, key in keys.items()} == {
        unit: list(exercises) for unit, exercises in UNITS.items()
    }
