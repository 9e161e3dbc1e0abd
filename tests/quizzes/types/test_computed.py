"""Computed questions: the seed decides the numbers, and named functions the answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from quizzes.bank import BANK
from quizzes.types import DrawingError, Functions, file_functions, reference_functions
from quizzes.types.computed import Computed

NUMBERS = file_functions(BANK / "numbers.py")


def computed(**changes: Any) -> Any:
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


def test_the_same_seed_draws_the_same_and_another_one_something_else() -> None:
    question = computed()

    assert question.drawn(b"one", NUMBERS) == question.drawn(b"one", NUMBERS)
    assert len({question.drawn(b"%d" % seed, NUMBERS).prompt for seed in range(60)}) > 10


def test_each_question_has_numbers_of_its_own_under_one_seed() -> None:
    drawn = {computed(id=f"c{i}").drawn(b"one", NUMBERS).prompt for i in range(30)}

    assert len(drawn) > 5


def test_every_value_of_a_range_can_come_and_none_outside_it() -> None:
    values = {computed().worked_out(b"%d" % seed, NUMBERS).values["a"] for seed in range(400)}

    assert sorted(values) == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]


def test_the_texts_say_the_numbers_and_the_answer() -> None:
    drawn = computed().drawn(b"one", NUMBERS)

    assert drawn.prompt == f"{drawn.values['a']:g} and {drawn.values['b']:g}"
    assert drawn.explanation == f"{drawn.answer:g}"
    assert drawn.answer == pytest.approx(drawn.values["a"] + drawn.values["b"])
    assert "{{" not in str(drawn.model_dump())


def test_arguments_may_be_arrays_and_dictionaries_and_take_picks_one_number() -> None:
    def step(x: Any, params: Any) -> Any:
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
    drawn = question.drawn(b"one", {"reference.step": step})

    assert drawn.answer == drawn.values["a"] ** 2 + 5


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("reference.gone", "not here"),
        ("reference.breaks", "gave no number"),
        ("reference.endless", "not finite"),
        ("reference.many", "gave no number"),
    ],
)
def test_a_function_that_gives_no_number_is_an_error_that_names_the_question(
    function: Any, message: str
) -> None:
    functions = {
        "reference.breaks": lambda **_: 1 / 0,
        "reference.endless": lambda **_: float("inf"),
        "reference.many": lambda **_: np.zeros(3),
    }

    with pytest.raises(DrawingError, match=f"^c.*{message}"):
        computed(function=function).drawn(b"one", functions)


def test_numbers_older_than_their_question_are_refused() -> None:
    stale = computed().worked_out(b"one", NUMBERS)

    with pytest.raises(DrawingError, match="older than the question"):
        computed(
            parameters={"a": {"among": [1, 2]}},
            prompt="{{a}}",
            arguments={"first": "a", "second": 1},
        ).filled_in(stale)


def test_every_function_of_the_registry_gives_a_number() -> None:
    for name, function in NUMBERS.items():
        arguments = [0.5, 4, 2][: function.__code__.co_argcount]
        assert isinstance(function(*arguments), int | float), name


def test_counts_of_the_registry_agree_with_the_reference(reference_functions: Functions) -> None:
    known = reference_functions
    count = reference_functions["reference.count_parameters"]

    assert known["numbers.count_one_bias"](5, 7, 3) == count(5, 7, 3)
    assert known["numbers.count_two_biases"](5, 7, 3) == count(5, 7, 3) + 3 * 4 * 7
    assert known["numbers.count_one_map"](5, 7) * 4 == count(5, 7, 1)


def test_a_file_of_the_course_finds_every_function_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "small_reference"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "lines.py").write_text("def linear(x):\n    return 2 * x\n")
    file = tmp_path / "wrong.py"
    file.write_text(
        "import small_reference\n\n\ndef wrong(x):\n    return small_reference.linear(x) + 1\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    functions = reference_functions("small_reference") | file_functions(file)
    assert functions["reference.linear"](3) == 6
    assert functions["wrong.wrong"](3) == 7
