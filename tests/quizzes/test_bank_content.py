"""Facts about the bank: what it covers, the two questions of the source material, and every number
worked out anew.

The formulas here are written from the equations in plain Python; none calls `reference` or
`quizzes.numbers`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import permutations
from math import exp, log, log10, prod, tanh
from pathlib import Path

import pytest

from autograder.course.discover import load_course
from quizzes.drawing import draw, functions_of, number_functions
from quizzes.lints import lint
from quizzes.loading import BANK, Bank, load_bank
from quizzes.marking import mark
from quizzes.models import (
    Computed,
    DrawnQuestion,
    Fill,
    Matching,
    Multiple,
    Ordering,
    Single,
    TrueFalse,
)

ROOT = Path(__file__).resolve().parents[2]
SEEDS = [b"attempt %d" % number for number in range(40)]


@pytest.fixture(scope="module")
def functions() -> dict[str, Callable[..., object]]:
    return functions_of("reference")


@pytest.fixture(scope="module")
def bank(functions) -> Bank:
    """Practice and graded samples, with every name in them checked against the course."""
    slugs = {item.slug for item in load_course(ROOT).misconceptions}
    return load_bank(
        BANK / "practice",
        BANK / "graded",
        misconceptions=slugs,
        functions={**functions, **number_functions()},
    )


# --- what it covers

UNITS = ("rnn", "gates", "cell", "layers", "backprop", "memory")
AREAS = (
    "vanishing-gradients",
    "four-layers",
    "activations",
    "inputs-and-outputs",
    "counting",
    "initialisation",
    "variants",
    "numerics",
)


def test_the_bank_is_large_enough_and_covers_every_unit_and_area(bank):
    practice = [question for question in bank.questions if question.use == "practice"]
    graded = [question for question in bank.questions if question.use == "graded"]

    assert len(practice) >= 100
    assert len(graded) >= 12
    for topic in (*UNITS, *AREAS):
        assert len(bank.topic(topic).questions) >= 5, topic
    for unit in UNITS:
        assert len(bank.topic(f"graded-{unit}").questions) >= 2, unit


def test_every_type_of_question_is_there_for_practice(bank):
    types = Counter(question.type for question in bank.questions if question.use == "practice")

    assert set(types) == {
        "single",
        "multiple",
        "true_false",
        "numeric",
        "computed",
        "ordering",
        "matching",
        "fill",
    }


def test_computed_questions_of_the_reference(bank):
    computed = [question for question in bank.questions if isinstance(question, Computed)]
    of_reference = [
        question
        for question in computed
        if question.function.startswith("reference.") and question.use == "practice"
    ]

    assert len(of_reference) >= 12
    assert len({question.function for question in of_reference}) >= 10


def test_lints_find_nothing(bank):
    assert [str(advice) for advice in lint(bank.questions)] == []


def test_every_question_about_counts_says_how_many_biases(bank):
    counts = [
        question
        for question in bank.questions
        if "parameter-count" in question.concepts and question.type in ("computed", "numeric")
    ]

    assert len(counts) >= 7
    for question in counts:
        assert re.search(r"\*\*(one|two)\*\* bias", question.prompt), question.id


def test_feedback_differs_from_reply_to_reply_and_from_the_option(bank):
    for question in bank.questions:
        entries = [entry for key in ("options", "wrong") for entry in getattr(question, key, ())]
        if isinstance(question, TrueFalse):
            entries = [question.if_true, question.if_false]
        if isinstance(question, Fill):
            entries = [reply for blank in question.blanks for reply in (blank, *blank.wrong)]
        said = [entry.feedback for entry in entries]
        distinct = len(set(said))
        assert distinct >= len(said) - (1 if isinstance(question, Matching) else 0), question.id
        for entry in entries:
            assert len(entry.feedback.split()) >= 4, f"{question.id}: {entry.feedback}"
            assert entry.feedback != getattr(entry, "text", None), question.id


def test_questions_that_name_what_learners_get_wrong(bank):
    named = Counter(
        name
        for question in bank.questions
        for name in re.findall(r"'misconception': '([a-z0-9-]+)'", str(question.model_dump()))
    )

    assert len(named) >= 50
    assert named.total() >= 120


def test_picking_always_the_same_position_does_not_pay(bank):
    four = [
        question
        for question in bank.questions
        if isinstance(question, Single) and len(question.options) == 4
    ]
    places = Counter(
        next(i for i, option in enumerate(question.options) if option.correct) for question in four
    )
    statements = Counter(
        question.answer for question in bank.questions if isinstance(question, TrueFalse)
    )

    assert max(places.values()) <= 0.35 * len(four)
    assert max(statements.values()) <= 0.6 * statements.total()


# --- the two questions of the source material


def test_the_operations_on_the_cell_state(bank):
    question = bank.question("cell-state-operations")

    assert isinstance(question, Multiple)
    assert [(option.text, option.correct) for option in question.options] == [
        ("Forget", True),
        ("Input", True),
        ("Delete", False),
        ("Output", True),
    ]
    assert "either by writing to it or by reading from it" in question.prompt
    assert "does not change" in question.options[3].feedback


def test_the_inputs_and_outputs_of_a_cell_in_layer_l(bank):
    question = bank.question("cell-inputs-and-outputs")

    assert isinstance(question, Multiple)
    assert "layer $l$" in question.prompt
    assert [(option.text, option.correct) for option in question.options] == [
        (
            (
                "Input: the previous cell state $c^{(l)}_{t-1}$; this layer's output of the"
                " previous step $h^{(l)}_{t-1}$; the output of the layer below at this step"
                " $h^{(l-1)}_t$"
            ),
            True,
        ),
        (
            (
                "Input: the current cell state $c^{(l)}_t$; this layer's output of the previous"
                " step $h^{(l)}_{t-1}$; the output of the layer below at this step $h^{(l-1)}_t$"
            ),
            False,
        ),
        ("Output: the current cell state $c^{(l)}_t$; this cell's own output $h^{(l)}_t$", True),
        (
            (
                "Output: the current cell state $c^{(l)}_t$; the previous cell's output"
                " $h^{(l)}_{t-1}$"
            ),
            False,
        ),
    ]


# --- numbers, worked out independently


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


def test_every_computed_question_has_a_formula_here(bank):
    assert {question.id for question in bank.questions if isinstance(question, Computed)} == set(
        FORMULAS
    )


@pytest.mark.parametrize("name", FORMULAS)
def test_computed_answers_agree_with_an_independent_formula(bank, functions, name):
    question = bank.question(name)
    drawn = [draw(question, seed, functions) for seed in SEEDS]

    assert len({one.prompt for one in drawn}) >= 5
    for one in drawn:
        assert one.answer == pytest.approx(FORMULAS[name](**one.values), rel=1e-6), one.values
        assert mark(one, one.answer).share == 1.0
        assert mark(one, FORMULAS[name](**one.values)).share == 1.0


def slack(question: DrawnQuestion) -> float:
    return max(question.tolerance.absolute, question.tolerance.relative * abs(question.answer))


@pytest.mark.parametrize("name", FORMULAS)
def test_foreseen_mistakes_give_other_numbers_than_the_answer_and_than_each_other(
    bank, functions, name
):
    for seed in SEEDS:
        one = draw(bank.question(name), seed, functions)
        targets = [one.answer, *(wrong.value for wrong in one.wrong)]
        for i, value in enumerate(targets):
            for other in targets[:i]:
                assert abs(value - other) > max(1e-9, 1.5 * slack(one)), one.values
        for wrong in one.wrong:
            assert mark(one, wrong.value).share == 0.0
            assert mark(one, wrong.value).notes[0].feedback == wrong.feedback


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sigma-slope", max(logistic(z / 100) * (1 - logistic(z / 100)) for z in range(-300, 301))),
        ("params-vs-rnn", one_layer(7, 5) / one_layer(7, 5, maps=1)),
        ("bias-one-value", 1 / (1 + exp(-1))),
        ("gate-for-hundred", exp(log(0.5) / 100)),
    ],
)
def test_fixed_answers_agree_with_an_independent_formula(bank, name, value):
    question = bank.question(name)

    assert abs(question.answer - value) <= max(1e-6, question.tolerance.absolute / 100)
    assert mark(question, value).share == 1.0


def test_figures_quoted_in_texts():
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


# --- orders


def full_marks(question: Ordering) -> int:
    return sum(
        mark(question, order).share == 1.0
        for order in permutations(option.id for option in question.options)
    )


@pytest.mark.parametrize(
    ("name", "count"), [("step-order", 8), ("wiring-2x3", 5), ("graded-backward-order", 3)]
)
def test_how_many_orders_are_right(bank, name, count):
    question = bank.question(name)
    assert isinstance(question, Ordering)

    assert full_marks(question) == count


def test_the_output_gate_may_come_before_or_after_the_cell_state(bank):
    question = bank.question("step-order")

    assert mark(question, ("gates", "candidate", "cell", "output", "hidden")).share == 1.0
    assert mark(question, ("output", "candidate", "gates", "cell", "hidden")).share == 1.0
    assert mark(question, ("gates", "cell", "candidate", "output", "hidden")).share < 1.0
