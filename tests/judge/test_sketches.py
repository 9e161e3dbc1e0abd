"""Pairs are found by a number a case, and only where every case agrees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.data.codec import decode, encode
from autograder.data.criteria import Criterion
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run
from autograder.judge.diagnose import diagnose
from autograder.judge.sketch_packing import pack_sketches, unpack_sketches
from autograder.judge.sketches import (
    SketchTable,
    digest_of,
    make_table,
    sketch_of,
)
from tests.judge.made import (
    BIAS,
    TANH,
    VALUES,
    case,
    differences_of,
    exercise,
    known,
    ran,
    returned,
)

ALIKE = Identity("alike", "f")
ODD, ODDER, LATE = VALUES + 0.5, VALUES - 0.5, VALUES[::-1] * 3
STOPPED = Run("raised", error="ValueError", message="one text")
KEY = exercise(
    case(),
    case(name="second"),
    case(name="alone", criterion="any batch"),
    case(name="inputs", criterion="tidy", judge="inputs"),
    criteria=(Criterion("right values"), Criterion("any batch"), Criterion("tidy")),
    signatures=tuple(
        Signature((name,), (*returned(LATE), None, None, None)) for name in (TANH, BIAS, ALIKE)
    ),
)
BOTH = Signature((TANH, BIAS), (*returned(ODD, ODDER, ODD), None))
OTHER = Signature((TANH, ALIKE), (*returned(ODD, ODDER), STOPPED, None))
TABLE = make_table(KEY, (BOTH, OTHER))


def matching(*runs: Run, table: SketchTable = TABLE) -> list[tuple[Identity, ...]]:
    """The pairs that explain every case."""
    texts = known(TANH), known(BIAS), known(ALIKE)
    run = ran(runs)

    class Source:
        def matching(self, key: Any, run: Any, among: Any = None) -> tuple[Signature, ...]:
            return table.matching(key, run, among)

    differences = differences_of(KEY, run.runs)
    found = diagnose(KEY, run, differences, texts, Source())
    return [found.identities] if found.identities else []


UNCHANGED = Run("returned", VALUES)


def test_a_pair_is_found_by_what_it_returns_in_every_case() -> None:
    assert matching(*returned(ODD, ODDER, ODD), UNCHANGED) == [(TANH, BIAS)]
    assert matching(*returned(ODD, ODDER), STOPPED, UNCHANGED) == [(TANH, ALIKE)]


@pytest.mark.parametrize(
    "runs",
    [
        returned(ODD, ODD, ODD),
        returned(ODDER, ODDER, ODD),
        returned(ODD, VALUES, ODD),
        returned(ODD, ODDER, VALUES),
        returned(ODD, ODDER, ODD + 1e-4),
        returned(ODD.T, ODDER, ODD),
        returned(ODD[:, ::-1], ODDER, ODD),
        (*returned(ODD), STOPPED, *returned(ODD)),
    ],
)
def test_what_differs_in_one_case_is_not_the_pair(runs: tuple[Run, ...]) -> None:
    assert matching(*runs, UNCHANGED) == []


def test_arithmetic_in_another_order_or_in_single_precision_is_the_same() -> None:
    close = ODD * (1 + 1e-9)
    assert matching(*returned(close, ODDER, ODD), UNCHANGED) == [(TANH, BIAS)]
    single = ODD.astype(np.float32)
    assert matching(*returned(single, ODDER, single), UNCHANGED) == [(TANH, BIAS)]


def test_changed_inputs_are_part_of_a_pair() -> None:
    changing = Signature((TANH, BIAS), (*returned(ODD, ODDER, ODD), Run("returned", ODD, (0,))))
    table = make_table(KEY, (changing,))
    runs = returned(ODD, ODDER, ODD)
    changed = Run("returned", VALUES, (0,))
    assert [item.misconceptions for item in table.matching(KEY, ran((*runs, changed)))] == [
        (TANH, BIAS)
    ]
    assert matching(*runs, UNCHANGED, table=table) == []


def test_only_the_pairs_that_are_asked_for_are_looked_at() -> None:
    run = ran((*returned(ODD, ODDER, ODD), UNCHANGED))
    assert len(TABLE.matching(KEY, run)) == 2
    assert [item.misconceptions for item in TABLE.matching(KEY, run, ((TANH, ALIKE),))] == [
        (TANH, ALIKE)
    ]
    assert TABLE.matching(KEY, run, ()) == ()


def test_a_pair_that_does_what_one_does_is_left_out() -> None:
    single = Signature((TANH, BIAS), KEY.signatures[0].runs)
    right = Signature((TANH, BIAS), (None,) * 4)
    assert len(make_table(KEY, (single, right)).pairs) == 0


def test_nothing_that_a_function_returns_is_an_obstacle() -> None:
    for value in (None, "text", [[1], [1, 2]], 10**400, {"a": ODD}, np.array([np.nan, np.inf])):
        assert matching(*returned(value, value, value), UNCHANGED) == []


def test_infinities_count_by_their_place_and_sign() -> None:
    one, other = ODD.copy(), ODD.copy()
    one[0, 0], other[0, 0] = np.inf, -np.inf
    moved = ODD.copy()
    moved[1, 0] = np.inf
    forms = [sketch_of(case(), Run("returned", value)).form for value in (one, other, moved, ODD)]
    assert len(set(forms)) == 4


def test_a_table_survives_being_written_down() -> None:
    again = unpack_sketches(decode(encode(pack_sketches(TABLE))))  # type: ignore[arg-type]
    assert matching(*returned(ODD, ODDER, ODD), UNCHANGED, table=again) == [(TANH, BIAS)]
    assert matching(*returned(ODD, ODDER), STOPPED, UNCHANGED, table=again) == [(TANH, ALIKE)]
    assert (again.slug, again.digest) == ("f", digest_of(KEY))


def test_a_digest_names_cases_and_what_misconceptions_do_but_for_rounding() -> None:
    def changed(values: Any) -> str:
        runs = (*returned(values), None, None, None)
        first = Signature((TANH,), runs)
        return digest_of(replace(KEY, signatures=(first, *KEY.signatures[1:])))

    assert changed(LATE) == digest_of(KEY)
    assert changed(LATE * (1 + 1e-12)) == digest_of(KEY)
    assert changed(LATE * 1.001) != digest_of(KEY)
    assert digest_of(replace(KEY, cases=KEY.cases[:-1], signatures=())) != digest_of(
        replace(KEY, signatures=())
    )
