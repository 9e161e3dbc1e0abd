"""Every exercise has a clear prompt and enough hidden cases, and builds into a key."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

from autograder import RIGHT_VALUES, Exercise
from autograder.course.build import draw_case, return_names
from autograder.course.process import build_keys
from autograder.course.run_locally import call_recorded
from autograder.data.runs import Run
from autograder.judge.compare import compare
from tests.course.every_exercise import (
    COURSE,
    EXACT,
    ROOT,
    SECRETS,
    cases,
    each_exercise,
)

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


def test_texts_about_a_plain_rnn_do_not_mention_gates() -> None:
    exercises = {exercise.slug for exercise in COURSE.unit("rnn").exercises}
    own = [item for item in COURSE.misconceptions if item.replaces in exercises]
    assert len(own) > 20
    for item in own:
        text = " ".join((item.title, item.explanation, item.hint))
        assert not re.search(r"\b(gates?|LSTM|candidate|forget|cell state)\b", text), (
            f"{item.slug}: {text}"
        )


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
    built = {unit: [exercise.slug for exercise in key.exercises] for unit, key in keys.items()}
    assert built == built | {unit: list(exercises) for unit, exercises in UNITS.items()}
