"""Exercises accept the reference and every right style, and see a wrong start."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder import Exercise, Seed
from autograder.course.build import draw_case
from autograder.course.run_locally import call_recorded
from tests.course.every_exercise import (
    EXERCISES,
    SECRETS,
    each_exercise,
    failures,
)


@each_exercise
@pytest.mark.parametrize("secret", SECRETS)
def test_the_reference_is_right(exercise: Exercise, secret: bytes) -> None:
    assert failures(exercise, secret, exercise.reference) == []


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
