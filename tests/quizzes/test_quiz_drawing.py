"""Computed questions: the seed decides the numbers, named functions the answer, and YAML computes
nothing.
"""

from __future__ import annotations

import json

import numpy as np
import pytest

from quizzes import numbers
from quizzes.drawing import (
    DrawingError,
    ask,
    draw,
    draw_many,
    fill_in,
    number_functions,
    read_drawn,
    work_out,
    write_drawn,
)
from quizzes.models import Computed
from quizzes.session import DRAWN, practice_bank, start


def computed(**changes):
    return Computed.model_validate(
        {
            "id": "c",
            "type": "computed",
            "prompt": "{{a}} and {{b}}",
            "explanation": "{{answer}}",
            "concepts": ["c"],
            "difficulty": "easy",
            "source": "s",
            "feedback": "f",
            "otherwise": "o",
            "function": "numbers.total",
            "parameters": {"a": {"low": 0.1, "high": 0.9, "step": 0.1}, "b": {"among": [1, 2]}},
            "arguments": {"first": "a", "second": "b"},
            **changes,
        }
    )


def test_the_same_seed_draws_the_same_and_another_one_something_else():
    question = computed()

    assert draw(question, b"one") == draw(question, b"one")
    assert len({draw(question, b"%d" % seed).prompt for seed in range(60)}) > 10


def test_each_question_has_numbers_of_its_own_under_one_seed():
    drawn = {draw(computed(id=f"c{i}"), b"one").prompt for i in range(30)}

    assert len(drawn) > 5


def test_every_value_of_a_range_can_come_and_none_outside_it():
    values = {work_out(computed(), b"%d" % seed).values["a"] for seed in range(400)}

    assert sorted(values) == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]


def test_the_texts_say_the_numbers_and_the_answer():
    one = draw(computed(), b"one")

    assert one.prompt == f"{one.values['a']:g} and {one.values['b']:g}"
    assert one.explanation == f"{one.answer:g}"
    assert one.answer == pytest.approx(one.values["a"] + one.values["b"])
    assert "{{" not in str(one.model_dump())


def test_arguments_may_be_arrays_and_dictionaries_and_take_picks_one_number():
    def step(x, params):
        assert isinstance(x, np.ndarray)
        assert x.shape == (1, 2)
        return x @ params["W"], None

    question = computed(
        function="reference.step",
        take=[0, 0, 1],
        parameters={"a": {"among": [2, 3]}},
        prompt="{{a}}",
        arguments={"x": [["a", 1]], "params": {"W": [[1, "a"], [0, 5]]}},
    )
    one = draw(question, b"one", {"reference.step": step})

    assert one.answer == one.values["a"] ** 2 + 5


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("reference.gone", "not here"),
        ("reference.breaks", "gave no number"),
        ("reference.endless", "not finite"),
        ("reference.many", "gave no number"),
    ],
)
def test_a_function_that_gives_no_number_is_an_error_that_names_the_question(function, message):
    functions = {
        "reference.breaks": lambda **_: 1 / 0,
        "reference.endless": lambda **_: float("inf"),
        "reference.many": lambda **_: np.zeros(3),
    }

    with pytest.raises(DrawingError, match=f"^c.*{message}"):
        draw(computed(function=function), b"one", functions)


def test_numbers_drawn_beforehand_stand_in_where_the_function_is_not(tmp_path):
    question = computed(function="reference.add")
    file = tmp_path / "drawn.json"
    write_drawn(file, [question], {"reference.add": lambda first, second: first + second}, count=5)

    drawn = read_drawn(file)
    shown = {ask(question, b"%d" % seed, None, drawn).prompt for seed in range(50)}

    assert len(drawn["c"]) == 5
    assert len(shown) == 5
    with pytest.raises(DrawingError):
        ask(question, b"one", None, {})


def test_numbers_older_than_their_question_are_refused():
    stale = work_out(computed(), b"one")

    with pytest.raises(DrawingError, match="older than the question"):
        fill_in(
            computed(
                parameters={"a": {"among": [1, 2]}},
                prompt="{{a}}",
                arguments={"first": "a", "second": 1},
            ),
            stale,
        )


def test_answers_of_graded_questions_are_never_written_for_learners(tmp_path):
    with pytest.raises(DrawingError, match="graded"):
        write_drawn(tmp_path / "drawn.json", [computed(use="graded")], {})
    assert not list(tmp_path.iterdir())


def test_a_drawn_file_of_another_schema_is_refused(tmp_path):
    (tmp_path / "drawn.json").write_text(json.dumps({"schema": 2, "questions": {}}))

    with pytest.raises(DrawingError, match="schema"):
        read_drawn(tmp_path / "drawn.json")


def test_the_installed_numbers_are_those_of_the_reference(reference_functions):
    fresh = draw_many(practice_bank().questions, 12, reference_functions)

    assert read_drawn(DRAWN) == fresh, "run `python -m quizzes reference` and commit the file"


def test_without_the_reference_no_practice_question_is_left_out():
    session = start(seed=b"kit")

    assert session.left_out == ()
    assert len(session.questions) == len(practice_bank().questions)


def test_every_function_of_the_registry_gives_a_number():
    for name, function in number_functions().items():
        arguments = [0.5, 4, 2][: function.__code__.co_argcount]
        assert isinstance(function(*arguments), int | float), name


def test_counts_of_the_registry_agree_with_the_reference(reference_functions):
    count = reference_functions["reference.count_parameters"]

    assert numbers.count_one_bias(5, 7, 3) == count(5, 7, 3)
    assert numbers.count_two_biases(5, 7, 3) == count(5, 7, 3) + 3 * 4 * 7
    assert numbers.count_one_map(5, 7) * 4 == count(5, 7, 1)
