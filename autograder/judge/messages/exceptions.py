"""Why an exception arose, in words: what is wrong, why, and what to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from autograder.data import causes, misfits
from autograder.data.causes import Cause, Fact
from autograder.data.text import clean
from autograder.judge.messages import wrong_calls, wrong_names, wrong_shapes, wrong_things
from autograder.judge.messages.source_words import Told, code


def place_of(cause: Cause) -> str:
    """The place and the learner's line: "Line 5 of gates.py: `z = W @ x_t`"."""
    where = f"Line {cause.line} of {clean(cause.chunk, 60)}"
    return f"{where}: {code(cause.text)}" if cause.text else where


def explain_fact(fact: Fact) -> Told:
    """What is wrong, why, and what to change."""
    return _WORDS[type(fact)](fact)


_WORDS: Mapping[type, Callable[[Any], Told]] = {
    causes.UnknownName: wrong_names.unknown_name,
    causes.NewKey: wrong_names.new_key,
    causes.NotImported: wrong_names.not_imported,
    causes.Unassigned: wrong_names.unassigned,
    causes.NotThere: wrong_names.not_there,
    causes.CallsItself: wrong_names.calls_itself,
    causes.StillStub: wrong_names.still_stub,
    causes.ComparedWithNone: wrong_names.compared_with_none,
    causes.NothingThere: wrong_names.nothing_there,
    causes.Called: wrong_calls.called,
    causes.WrongArguments: wrong_calls.arguments,
    causes.PartsNotListed: wrong_calls.parts_not_listed,
    causes.SizesNotListed: wrong_calls.sizes_not_listed,
    causes.NotASize: wrong_calls.not_a_size,
    causes.ScalarsOnly: wrong_calls.scalars_only,
    causes.MathOverflow: wrong_calls.overflow,
    misfits.JoinedParts: wrong_calls.joined_parts,
    misfits.AxisTooLarge: wrong_calls.axis_too_large,
    causes.OwnCheck: wrong_calls.own_check,
    causes.ArrayAsCondition: wrong_things.condition,
    causes.WrongUnpacking: wrong_things.unpacking,
    misfits.BadIndex: wrong_things.bad_index,
    misfits.IndexTooLarge: wrong_things.too_large,
    misfits.TooManyIndices: wrong_things.too_many,
    misfits.NoParts: wrong_things.no_parts,
    causes.ReadOnly: wrong_things.read_only,
    causes.OneByOne: wrong_things.one_by_one,
    causes.WrongKind: wrong_things.wrong_kind,
    causes.Narrow: wrong_things.narrow,
    causes.Ragged: wrong_things.ragged,
    causes.NotIterable: wrong_things.not_iterable,
    causes.DividedByZero: wrong_things.divided,
    misfits.ProductMisfit: wrong_shapes.product,
    misfits.EntrywiseMisfit: wrong_shapes.entrywise,
    misfits.JoinMisfit: wrong_shapes.join,
    misfits.StoreMisfit: wrong_shapes.store,
    misfits.GrownInPlace: wrong_shapes.grown,
}
