"""Every number of the bank, worked out anew.

The formulas here are written from the equations in plain Python; none calls `reference` or
`quizzes.bank.numbers`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from math import exp, log, log10, prod, tanh
from pathlib import Path
from typing import Any

import pytest

from autograder.course.discover import load_course
from quizzes.bank import BANK
from quizzes.loading import Bank, load_bank
from quizzes.sessions import mark
from quizzes.types import Functions, file_functions, reference_functions
from quizzes.types.computed import Computed
from quizzes.types.ordering import Ordering

ROOT = Path(__file__).resolve().parents[3]


SEEDS = [b"attempt %d" % number for number in range(40)]


@pytest.fixture(scope="module")
def functions() -> dict[str, Callable[..., object]]:
    return reference_functions("reference") | file_functions(BANK / "numbers.py")


@pytest.fixture(scope="module")
def bank(functions: Functions) -> Bank:
    """Practice and graded samples, with every name in them checked against the course."""
    slugs = {item.slug for item in load_course(ROOT).misconceptions}
    return load_bank(
        BANK / "practice",
        BANK / "graded",
        misconceptions=slugs,
        functions=functions,
    )


def logistic(z: float) -> float:
    return 1 / (1 + exp(-z))


def slope_of_tanh_at(value: float) -> float:
    return (1 - value) * (1 + value)


def one_layer(inputs: float, units: float, biases: int = 1, maps: int = 4) -> float:
    """Weights, recurrent weights and biases counted entry by entry."""
    return sum(units * inputs + units * units + biases * units for _ in range(maps))


def stacked(layers: int, inputs: float, units: float) -> float:
    return sum(one_layer(inputs if layer == 0 else units, units) for layer in range(layers))


def before_the_step(c_prev: float, f: float, o: float, dh: float, dc: float) -> float:
    """The gradient at c_{t-1} of a one-unit cell that writes nothing, by central differences of
    what is behind it.
    """

    def loss(c: float) -> float:
        return dh * o * tanh(f * c) + dc * f * c

    return (loss(c_prev + 1e-5) - loss(c_prev - 1e-5)) / 2e-5


def one_unit_step(bf: float, bi: float, c: float) -> float:
    memory = logistic(bf) * c + logistic(bi) * tanh(0.5)
    return logistic(2.0) * tanh(memory)


FORMULAS: dict[str, Callable[..., float]] = {
    "rnn-one-step": lambda w, u, x: tanh(w * x + u / 2 + 0.1),
    "decay-half": lambda f, k: prod([f] * int(k)),
    "rnn-memory-gradient": lambda u, h: 0.75 * u * 0.96 * u * slope_of_tanh_at(h) * u,
    "saturate-c": lambda g, T: sum([g] * int(T)),
    "cell-value": lambda c, f, i: f * c + i / 2,
    "hidden-value": lambda c, o: o * tanh(c),
    "forget-gate-value": lambda w, u, x: logistic(w * x + u / 2 + 1),
    "sigmoid-value": logistic,
    "saturated-slope": lambda z: exp(-z) / (1 + exp(-z)) ** 2,
    "lstm-step-value": one_unit_step,
    "bi-width": lambda H: H + H,
    "params-one": lambda D, H: one_layer(D, H),
    "params-two-bias": lambda D, H: one_layer(D, H, biases=2),
    "params-stack": lambda L, D, H: stacked(int(L), D, H),
    "params-bidirectional": lambda D, H: one_layer(D, H) + one_layer(D, H),
    "fresh-gate": lambda b: logistic(b),
    "clip-scale": lambda n, m: m / n,
    "dc-previous": lambda c, dh, dc: before_the_step(c, 0.5, 0.5, dh, dc),
    "carousel-product": lambda a, b, d: a * b * 0.5 * d,
    "half-life": lambda f: -1 / (log10(f) / log10(2)),
    "gru-count": lambda D, H: one_layer(D, H, maps=3),
    "graded-rnn-gradient": lambda u, h: slope_of_tanh_at(h) * u * 0.91 * u,
    "graded-input-gate": lambda w, b, h: logistic(1.5 * w - 0.6 * h + b),
    "graded-cell-update": lambda c, f, i: f * c - 0.8 * i,
    "graded-count-stack": lambda L, D, H: stacked(int(L), D, H),
    "graded-dc-previous": lambda b, dh: before_the_step(1.0, logistic(b), 0.5, dh, 0.5),
    "graded-carousel": lambda a, b: a * b * 0.4,
}


def test_a_formula_here_is_of_a_question_of_the_bank(bank: Any) -> None:
    """A new question needs no entry: `gatewise lint` draws it, and functions have tests."""
    computed = {question.id for question in bank.questions if isinstance(question, Computed)}
    assert computed >= set(FORMULAS)
    assert len(FORMULAS) > 20


@pytest.mark.parametrize("name", FORMULAS)
def test_computed_answers_agree_with_an_independent_formula(
    bank: Any, functions: Functions, name: str
) -> None:
    question = bank.question(name)
    drawn = [question.drawn(seed, functions) for seed in SEEDS]

    assert len({asked.prompt for asked in drawn}) >= 5
    for asked in drawn:
        assert asked.answer == pytest.approx(FORMULAS[name](**asked.values), rel=1e-6), asked.values
        assert mark(asked, asked.answer).share == 1.0
        assert mark(asked, FORMULAS[name](**asked.values)).share == 1.0


@pytest.mark.parametrize("name", FORMULAS)
def test_foreseen_mistakes_give_other_numbers_than_the_answer_and_than_each_other(
    bank: Any, functions: Functions, name: str
) -> None:
    for seed in SEEDS:
        asked = bank.question(name).drawn(seed, functions)
        targets = [asked.answer, *(wrong.value for wrong in asked.wrong)]
        for i, value in enumerate(targets):
            for other in targets[:i]:
                assert abs(value - other) > max(1e-9, 1.5 * asked.slack), asked.values
        for wrong in asked.wrong:
            assert mark(asked, wrong.value).share == 0.0
            assert mark(asked, wrong.value).notes[0].feedback == wrong.feedback


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sigma-slope", max(logistic(z / 100) * (1 - logistic(z / 100)) for z in range(-300, 301))),
        ("params-vs-rnn", one_layer(7, 5) / one_layer(7, 5, maps=1)),
        ("bias-one-value", 1 / (1 + exp(-1))),
        ("gate-for-hundred", exp(log(0.5) / 100)),
    ],
)
def test_fixed_answers_agree_with_an_independent_formula(bank: Any, name: str, value: Any) -> None:
    question = bank.question(name)

    assert abs(question.answer - value) <= max(1e-6, question.tolerance.absolute / 100)
    assert mark(question, value).share == 1.0


def test_figures_quoted_in_texts() -> None:
    assert one_layer(10, 1000) == 4_044_000
    assert one_layer(10, 2000) == 16_088_000
    assert pow(0.9, 50) == pytest.approx(0.005, abs=2e-4)
    assert pow(0.5, 10) == pytest.approx(0.001, abs=1e-4)
    assert round(logistic(2), 2) == 0.88
    assert log(0.1) / log(0.5) == pytest.approx(3.3, abs=0.05)
    assert log(0.1) / log(logistic(2)) == pytest.approx(18, abs=0.5)
    assert log(0.9930925 / (1 - 0.9930925)) == pytest.approx(5, abs=0.1)
    assert tanh(3) == pytest.approx(0.995, abs=1e-4)
    assert (1 + tanh(-20)) / 2 == 0.0
    assert exp(-40) / (1 + exp(-40)) == pytest.approx(4e-18, rel=0.1)
    assert 1 - 1 / (1 + exp(-40)) == 0.0
    assert -log(2) / log(1 - 0.001) == pytest.approx(0.7 / 0.001, rel=0.02)


def full_marks(question: Ordering) -> int:
    return sum(
        mark(question, order).share == 1.0
        for order in permutations(option.id for option in question.options)
    )


@pytest.mark.parametrize(
    ("name", "count"), [("step-order", 8), ("wiring-2x3", 5), ("graded-backward-order", 3)]
)
def test_how_many_orders_are_right(bank: Any, name: str, count: Any) -> None:
    question = bank.question(name)
    assert isinstance(question, Ordering)

    assert full_marks(question) == count


def test_the_output_gate_may_come_before_or_after_the_cell_state(bank: Any) -> None:
    question = bank.question("step-order")

    assert mark(question, ("gates", "candidate", "cell", "output", "hidden")).share == 1.0
    assert mark(question, ("output", "candidate", "gates", "cell", "hidden")).share == 1.0
    assert mark(question, ("gates", "cell", "candidate", "output", "hidden")).share < 1.0
