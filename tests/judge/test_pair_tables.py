"""Tables of pairs by hand: what is looked up, what is remembered, what is written down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.data.answer_key import ExerciseKey
from autograder.data.codec import decode, encode
from autograder.data.declared import Drawn
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run
from autograder.data.tolerance import Tolerance
from autograder.judge.pairs import (
    NoPairs,
    Pair,
    PairMemory,
    PairTable,
    flattened,
    pack_table,
    table_of,
    unpack_table,
)
from tests.judge.made import case, exercise, ran, returned

A, B, C = Identity("a", "f"), Identity("b", "g"), Identity("c", "h")
WIDE = np.arange(1.0, 41.0)
"""More numbers than are looked at in the first two steps."""
USUAL = Tolerance()


def table(*probed: tuple[Pair, int, Any]) -> PairTable:
    """A table of pairs with the value that each returned in its case."""
    return table_of(
        "f", "digest", [(pair, number, Run("returned", v)) for pair, number, v in probed]
    )


def test_a_run_is_looked_up_in_the_case_of_the_probe() -> None:
    pairs = table(((A, B), 0, WIDE), ((A, C), 1, WIDE + 1), ((B, C), 0, WIDE + 2))
    assert pairs.candidates(ran(returned(WIDE, WIDE + 1)), USUAL) == ((A, B), (A, C))
    assert pairs.candidates(ran(returned(WIDE + 2, WIDE)), USUAL) == ((B, C),)
    assert pairs.candidates(ran(returned(WIDE + 1, WIDE)), USUAL) == ()


def test_pairs_come_in_the_order_of_the_table() -> None:
    pairs = table(((A, B), 1, WIDE), ((A, C), 0, WIDE), ((B, C), 1, WIDE))
    assert pairs.candidates(ran(returned(WIDE, WIDE)), USUAL) == ((A, B), (A, C), (B, C))


@pytest.mark.parametrize("index", [0, 3, 4, 19, 20, 39])
def test_every_number_counts(index: int) -> None:
    off = WIDE.copy()
    off[index] += 1
    pairs = table(((A, B), 0, off), ((A, C), 0, WIDE))
    assert pairs.candidates(ran(returned(WIDE)), USUAL) == ((A, C),)
    assert pairs.candidates(ran(returned(off)), USUAL) == ((A, B),)


def test_a_row_is_found_wherever_it_stands() -> None:
    rows = [WIDE + shift for shift in (5, 0, 7)]
    rows[0][:8] = WIDE[:8]
    pairs = table(
        *(((A, B), 0, row) for row in rows[:1]), ((A, C), 0, rows[1]), ((B, C), 0, rows[2])
    )
    assert pairs.candidates(ran(returned(WIDE)), USUAL) == ((A, C),)
    assert pairs.candidates(ran(returned(rows[0])), USUAL) == ((A, B),)


def test_numbers_agree_within_the_tolerance() -> None:
    pairs = table(((A, B), 0, WIDE))
    assert pairs.candidates(ran(returned(WIDE * (1 + 5e-5))), USUAL)
    assert not pairs.candidates(ran(returned(WIDE * (1 + 2e-4))), USUAL)
    assert pairs.candidates(ran(returned(WIDE * (1 + 2e-4))), USUAL.times(10))


def test_numbers_too_large_for_the_table_are_infinite_on_both_sides() -> None:
    huge = np.array([1e300, -1e300, np.nan, 1.0])
    pairs = table(((A, B), 0, huge))
    assert pairs.candidates(ran(returned(huge)), USUAL) == ((A, B),)
    assert not pairs.candidates(ran(returned(-huge)), USUAL)


def test_another_structure_is_another_answer() -> None:
    pairs = table(((A, B), 0, np.ones((2, 3))))
    for value in (np.ones((3, 2)), np.ones(6), {"a": np.ones((2, 3))}, (np.ones((2, 3)), 1), "x"):
        assert not pairs.candidates(ran(returned(value)), USUAL)
    assert pairs.candidates(ran(returned(np.ones((2, 3)).astype(int))), USUAL)


def test_an_exception_is_looked_up_by_its_type() -> None:
    probed = [((A, B), 0, Run("raised", error="ValueError")), ((A, C), 0, Run("timed_out"))]
    pairs = table_of("f", "", probed)
    assert pairs.candidates(ran((Run("raised", error="ValueError"),)), USUAL) == ((A, B),)
    assert pairs.candidates(ran((Run("raised", error="KeyError"),)), USUAL) == ()
    assert pairs.candidates(ran((Run("timed_out"),)), USUAL) == ((A, C),)


@pytest.mark.parametrize(
    ("value", "form", "numbers"),
    [
        (np.ones((2, 3)), ":2x3", [1.0] * 6),
        (np.array(2.5), ":number", [2.5]),
        (7, ":number", [7.0]),
        ({"b": 1, "a": np.array([2, 3])}, "['a']:2,['b']:number", [2.0, 3.0, 1.0]),
        ((1.0, "text"), "[0]:number,[1]:?", [1.0]),
        ([1, 2], ":2", [1.0, 2.0]),
        (None, ":?", []),
        ("text", ":?", []),
        (np.array([True]), ":?", []),
        (np.array([1j]), ":?", []),
        ([np.ones(2), [np.ones(1), "x"]], "[0]:2,[1][0]:1,[1][1]:?", [1.0, 1.0, 1.0]),
        (Drawn((2,), 0.0, 1.0, 1.0, 1.0), ":?", []),
        (10**400, ":?", []),
    ],
)
def test_a_value_is_a_form_and_one_vector(value: Any, form: str, numbers: list[float]) -> None:
    found_form, found = flattened(Run("returned", value))
    assert (found_form, found.tolist()) == (form, numbers)
    assert found.dtype == np.float64


def test_what_did_not_return_has_no_numbers() -> None:
    for run, form in (
        (Run("raised", np.ones(2), error="E"), "raised E"),
        (Run("died", np.ones(2)), "died"),
    ):
        found_form, found = flattened(run)
        assert (found_form, found.size) == (form, 0)


def test_a_table_comes_back_as_it_was() -> None:
    made = table(((A, B), 0, WIDE), ((A, C), 1, WIDE + 1), ((B, C), 0, 3.0))
    packed: Any = decode(encode(pack_table(made)))
    again = unpack_table(packed)
    assert (again.slug, again.digest, again.pairs) == ("f", "digest", made.pairs)
    assert all(isinstance(identity, Identity) for pair in again.pairs for identity in pair)
    for run in (returned(WIDE, WIDE + 1), returned(3.0, 0.0)):
        assert again.candidates(ran(run), USUAL) == made.candidates(ran(run), USUAL) != ()
    empty: Any = decode(encode(pack_table(table())))
    assert unpack_table(empty) == PairTable("f", "digest", (), ())


class Maker:
    """Makes tables and signatures and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def table(self, key: ExerciseKey) -> PairTable:
        self.asked.append((key.slug, 0))
        return table(((A, B), 0, WIDE), ((A, C), 0, WIDE), ((B, C), 0, WIDE + 9))

    def signatures(self, key: ExerciseKey, pairs: tuple[Pair, ...]) -> tuple[Signature, ...]:
        """All but the pair of A and C, which makes no difference."""
        self.asked.append((key.slug, len(pairs)))
        return tuple(Signature(pair, returned(WIDE)) for pair in pairs if pair != (A, C))


def test_tables_and_signatures_are_made_once() -> None:
    maker, key = Maker(), exercise(case(WIDE))
    memory = PairMemory(maker.table, maker.signatures)
    for _ in range(2):
        (found,) = memory.matching(key, ran(returned(WIDE)))
        assert found.misconceptions == (A, B)
    assert maker.asked == [("f", 0), ("f", 2)]
    assert [item.misconceptions for item in memory.of(key, ((B, C), (A, C), (A, B)))] == [
        (B, C),
        (A, B),
    ]
    assert maker.asked == [("f", 0), ("f", 2), ("f", 1)]
    assert memory.table(key) is memory.table(key)
    assert len(maker.asked) == 3


def test_another_key_of_the_same_name_is_asked_for_again() -> None:
    maker, key = Maker(), exercise(case(WIDE))
    memory = PairMemory(maker.table, maker.signatures)
    first = memory.of(key, ((A, B),))
    assert memory.of(key, ((A, B),)) == first
    memory.of(replace(key), ((A, B),))
    assert maker.asked == [("f", 1), ("f", 1)]
    memory.of(exercise(case(WIDE), slug="g"), ((A, B),))
    assert maker.asked[2:] == [("g", 1)]


def test_nothing_is_made_where_nothing_is_asked_for() -> None:
    maker = Maker()
    assert PairMemory(maker.table, maker.signatures).of(exercise(), ()) == ()
    assert maker.asked == []


def test_a_source_without_pairs_knows_none() -> None:
    assert NoPairs().matching(exercise(), ran(returned(WIDE))) == ()
    assert NoPairs().matching(exercise(), ran(returned(WIDE)), ((A, B),)) == ()
