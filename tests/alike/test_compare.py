"""Independent solutions are not alike, copies are: on 56 styles of right code, written apart."""

from __future__ import annotations

import functools
import random
from pathlib import Path

import pytest

from autograder.alike import Work, compare_class, read_work
from autograder.alike.compare import groups
from autograder.alike.lines import Line
from autograder.data.runs import Chunk
from tests.alike.disguise import disguise
from tests.conftest import ROOT

UNITS = {
    "gates": ("sigmoid", "forget_gate", "input_gate", "candidate", "output_gate"),
    "cell": ("cell_state", "hidden_state", "lstm_step"),
    "layers": ("lstm_sequence", "lstm_stack", "lstm_bidirectional", "count_parameters"),
    "backprop": ("lstm_step_backward", "lstm_sequence_backward", "clip_gradients"),
    "memory": ("carousel_gradient", "init_lstm", "adam_step"),
    "rnn": ("rnn_step", "rnn_sequence", "rnn_memory_gradient"),
}
SHORT = 4
"""Copies of so many styles may stay unseen in a unit: they have nothing unusual to compare."""
USUAL = "def sigmoid(z):\n    e = np.exp(-np.abs(z))\n    return np.where(z >= 0, 1, e) / (1 + e)\n"


def work(learner: str, source: str, unit: str = "gates") -> Work:
    return read_work(learner, (Chunk("gates.py", source),), UNITS[unit])


@functools.cache
def styles(unit: str) -> tuple[tuple[Path, Work], ...]:
    """Every style that solves something of a unit."""
    return tuple(
        (path, work(path.stem, source, unit))
        for path in sorted((ROOT / "tests" / "diagnosis" / "right_styles").glob("*.py"))
        if any(
            f"def {slug}(" in (source := path.read_text(encoding="utf-8")) for slug in UNITS[unit]
        )
    )


@pytest.mark.parametrize("unit", UNITS)
def test_independent_solutions_are_not_alike(unit: str) -> None:
    found = compare_class([item for _, item in styles(unit)])
    assert found.compared > 90
    assert [(pair.first.learner, pair.second.learner) for pair in found.pairs] == []
    assert found.usual <= 2


@pytest.mark.parametrize("unit", UNITS)
def test_real_code_of_others_is_not_alike(unit: str) -> None:
    works = [
        work(path.stem, source, unit)
        for folder in ("held_out_first", "while_building")  # those of held_out have one writer
        for path in sorted((ROOT / "benchmarks" / "unseen" / folder).glob("*.py"))
        if any(
            f"def {slug}(" in (source := path.read_text(encoding="utf-8")) for slug in UNITS[unit]
        )
    ]
    assert len(works) > 12
    assert compare_class(works).pairs == ()


@pytest.mark.parametrize("unit", UNITS)
def test_copies_with_other_names_in_another_order_are_found(unit: str) -> None:
    rng = random.Random(unit)
    everybody = [item for _, item in styles(unit)]
    unseen = []
    for path, original in styles(unit):
        copy = work("copy", disguise(path.read_text(encoding="utf-8"), UNITS[unit], rng), unit)
        names = {
            (pair.first.learner, pair.second.learner)
            for pair in compare_class([*everybody, copy]).pairs
        }
        assert names <= {(original.learner, "copy")}
        unseen += [] if names else [path.stem]
    assert len(unseen) <= max(SHORT, len(everybody) // 3), unseen


def test_the_only_sensible_solution_is_left_out() -> None:
    rng = random.Random(1)
    works = [work(f"l{n}", disguise(USUAL, UNITS["gates"], rng)) for n in range(40)]
    found = compare_class(works)
    assert (found.pairs, found.usual) == ((), 0)
    assert set(found.common.values()) == {40}


def test_what_the_notebook_hands_out_is_left_out() -> None:
    lines = "\n".join(f"number_{n} = {n} + {n + 1} * z" for n in range(8))
    helper = "def sigmoid(z):\n" + "".join(f"    {line}\n" for line in lines.splitlines())
    works = [work("ann", helper), work("bob", helper), *(work(f"l{n}", USUAL) for n in range(8))]
    assert [pair.first.learner for pair in compare_class(works).pairs] == ["ann"]
    given = [Line("", 1, line.text, line.normal) for line in works[0].lines]
    assert compare_class(works, given).pairs == ()


def test_three_who_hang_together_are_a_group() -> None:
    path = next(place for place, _ in styles("cell") if place.stem == "closures")
    rng = random.Random(2)
    source = path.read_text(encoding="utf-8")
    copies = [work(f"c{n}", disguise(source, UNITS["cell"], rng), "cell") for n in range(3)]
    rest = [item for place, item in styles("cell") if place != path]
    found = compare_class([*copies, *rest])
    assert groups(found.pairs) == [{"c0", "c1", "c2"}]


@pytest.mark.parametrize("works", [[], [work("ann", USUAL)], [work("ann", ""), work("bob", "")]])
def test_small_classes(works: list[Work]) -> None:
    found = compare_class(works)
    assert (found.pairs, found.usual) == ((), 0)
