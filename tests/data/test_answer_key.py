"""A key comes back from its bytes as it was, and its public part holds nothing that is hidden."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.data.answer_key import FORMAT, AnswerKey, BadKey, ExerciseKey
from autograder.data.codec import decode, encode
from autograder.data.criteria import RIGHT_VALUES, Criterion
from autograder.data.declared import NEW, SAME, Drawn, Origin
from autograder.data.misconceptions import Identity, Signature
from autograder.data.packing import pack_signature, unpack_signature
from autograder.data.recordings import Recordings, pack_recordings
from autograder.data.runs import Run
from autograder.data.signatures import PackedSignatures
from autograder.data.tolerance import Tolerance
from autograder.data.trace import ALIAS, Event, Place, Site, Trace
from autograder.data.values import Seed
from tests.judge.made import BIAS, TANH, VALUES, case, exercise, known, returned, unit

DRAWN = Drawn((2, 3), 0.5, 1.5, 0.1, 0.2)
SECRET = np.array([[42.125, 43.125, 44.125]])
SITE = Site("name", "a", 3, 3, 3, 3, "x")
HIDDEN_ONLY = Identity("hidden-only", "f")
BOTH = Signature((TANH, BIAS), returned(VALUES + 3, SECRET + 3, VALUES))


def key() -> AnswerKey:
    """A key with everything in it that a key can hold."""
    plain = exercise(
        case(VALUES, name="seen", inputs={"x": VALUES, "h": [1.0, (2, None)], "rng": Seed(3)}),
        case(SECRET, name="secret name", visible=False, inputs={"x": SECRET}),
        case(VALUES, name="seen later", judge="inputs"),
        case(SECRET, name="hidden too", criterion="hidden criterion", visible=False),
        slug="gate",
        points=2.5,
        criteria=(
            Criterion(RIGHT_VALUES, 3),
            Criterion("hidden criterion"),
            Criterion("without a case"),
        ),
        returns=("h_t", "c_t"),
        builds_on=("earlier",),
        hints=("Think.", "Think again."),
        signatures=(
            Signature((TANH,), (*returned(VALUES + 1, SECRET + 1), None, None)),
            Signature((HIDDEN_ONLY,), (None, *returned(SECRET + 2), None, None)),
            Signature((TANH, BIAS), (*returned(VALUES + 3, SECRET + 3), None, None)),
            Signature(
                (BIAS,),
                (
                    Run("raised", error="ValueError", message="no"),
                    None,
                    Run("returned", VALUES, (0, 2)),
                    None,
                ),
            ),
        ),
    )
    random = exercise(
        case({"W": DRAWN, "b": (DRAWN, 1)}, name="first", inputs={"seed": 1}),
        case({"['W']": SAME, "['b'][0]": NEW}, name="again", paired_with="first", judge="repeats"),
        slug="init",
        signatures=(Signature((TANH,), returned({"W": DRAWN}, {"W": Origin("copy", "['b']")})),),
    )
    made = unit(
        replace(plain, tolerance=Tolerance(1e-3, 1e-2)),
        random,
        misconceptions=(known(TANH, ("other",)), known(BIAS), known(HIDDEN_ONLY)),
    )
    traces = {
        ("gate", "seen", True): trace(VALUES.ravel()),
        ("gate", "secret name", False): trace(SECRET.ravel()),
    }
    return replace(made, recorded=pack_recordings((SITE,), traces))


def trace(values: Any) -> Trace:
    """What a function goes through that gives back what it gets."""
    seen = Event(0, values, values.shape, (), 0, 0)
    again = Event(0, values, values.shape, (0,), ALIAS, 0)
    return Trace((SITE,), (seen, again), (Place(-1, "call", "a", 3),), (("[0]", 1),))


def same(left: Any, right: Any) -> bool:
    """Whether two values are equal, arrays and types included."""
    if isinstance(left, PackedSignatures):
        left = tuple(left)
    if type(left) is not type(right):
        return False
    if isinstance(left, np.ndarray):
        return left.dtype == right.dtype and np.array_equal(left, right)
    if hasattr(left, "__dataclass_fields__"):
        return all(
            same(getattr(left, name), getattr(right, name)) for name in left.__dataclass_fields__
        )
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[name], right[name]) for name in left)
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right)


def test_a_key_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "two" / "deep" / "unit.key"
    key().save(path)
    assert same(AnswerKey.load(path), key())
    key().save(path)
    assert same(AnswerKey.from_bytes(key().to_bytes()), key())


def test_what_the_reference_goes_through_comes_back_as_it_was() -> None:
    read = AnswerKey.from_bytes(key().to_bytes()).recorded
    assert same(read.trace("gate", "seen", True), trace(VALUES.ravel()))
    assert same(read.trace("gate", "secret name", False), trace(SECRET.ravel()))
    assert read.trace("gate", "seen", False) is None
    assert read.trace("other", "seen", True) is None


def test_the_public_part_holds_what_the_reference_goes_through_in_visible_cases_alone() -> None:
    public = key().public().recorded
    assert public.has("gate", "seen", True)
    assert not public.has("gate", "secret name", False)
    unpacked = zlib.decompress(public.raw)
    assert b"secret name" not in unpacked
    assert SECRET.tobytes() not in unpacked


def test_recordings_that_are_damaged_are_none() -> None:
    assert Recordings(b"no zlib").trace("gate", "seen", True) is None
    assert not Recordings().has("gate", "seen", True)


def test_the_public_part_comes_back_as_it_was() -> None:
    assert same(AnswerKey.from_bytes(key().public().to_bytes()), key().public())


def test_the_public_part_holds_visible_cases_alone() -> None:
    gate, init = key().public().exercises
    assert [item.name for item in gate.cases] == ["seen", "seen later"]
    assert [item.name for item in init.cases] == ["first", "again"]
    assert all(item.visible for item in (*gate.cases, *init.cases))
    assert [item.name for item in gate.criteria] == [RIGHT_VALUES]


def test_no_byte_of_a_hidden_case_is_in_the_public_part() -> None:
    whole, public = (
        zlib.decompress(found.to_bytes()[len(b"gatewise-key\n") :])
        for found in (key(), key().public())
    )
    secrets = [
        b"secret name",
        b"hidden too",
        b"hidden criterion",
        b"hidden-only",
        *(number.tobytes() for shift in range(4) for number in (SECRET + shift).ravel()),
    ]
    for secret in secrets:
        assert secret not in public
    assert sum(secret in whole for secret in secrets) >= 13


def test_public_signatures_are_those_of_single_misconceptions_that_visible_cases_show() -> None:
    gate, init = key().public().exercises
    assert [item.misconceptions for item in gate.signatures] == [(TANH,), (BIAS,)]
    assert [len(item.runs) for item in gate.signatures] == [2, 2]
    assert same(gate.signatures[0].runs, (*returned(VALUES + 1), None))
    assert gate.signatures[1].runs[1] is not None
    assert gate.signatures[1].runs[1].changed == (0, 2)
    assert len(init.signatures) == 1


def test_public_misconceptions_are_those_that_a_public_signature_names() -> None:
    assert [item.identity for item in key().public().misconceptions] == [TANH, BIAS]


def test_the_rest_of_an_exercise_is_public() -> None:
    whole, public = key().exercises[0], key().public().exercises[0]
    for name in ("slug", "points", "tolerance", "prompt", "stub", "hints", "builds_on", "returns"):
        assert getattr(public, name) == getattr(whole, name)
    assert (key().public().unit, key().public().title) == ("unit", "A unit")


def test_a_public_key_is_its_own_public_part() -> None:
    assert same(key().public().public(), key().public())


def test_exercises_and_misconceptions_are_found_by_name() -> None:
    found = key().exercise("init")
    assert isinstance(found, ExerciseKey)
    assert found.slug == "init"
    assert key().exercise("nothing") is None
    assert key().misconception(BIAS) == known(BIAS)
    assert key().max_score == 3.5


def test_a_task_holds_inputs_and_nothing_else() -> None:
    gate = key().exercises[0]
    task = gate.task()
    assert (task.slug, task.stub) == ("gate", gate.stub)
    assert [len(call) for call in task.calls] == [3, 1, 1, 1]
    assert task.calls[0][0] is VALUES
    assert same(task.calls[0][1:], ([1.0, (2, None)], Seed(3)))


def test_a_signature_comes_back_as_it_was() -> None:
    runs = (*BOTH.runs, None, Run("raised", error="KeyError", message="'W'"))
    signature = Signature((TANH, BIAS), runs)
    packed: Any = decode(encode(pack_signature(signature)))
    assert same(unpack_signature(packed), signature)
    assert isinstance(unpack_signature(packed).misconceptions[0], Identity)


def packed(**changed: Any) -> bytes:
    """A key with some of its parts changed, or left out where they are ``None``."""
    plain: dict[str, Any] = {
        "format": FORMAT,
        "unit": "unit",
        "title": "A unit",
        "summary": "",
        "exercises": [],
        "misconceptions": [],
        "recorded": np.zeros(0, np.uint8),
    } | changed
    kept: Any = {name: value for name, value in plain.items() if value is not None}
    return b"gatewise-key\n" + zlib.compress(encode(kept))


def test_a_key_of_this_version_is_read() -> None:
    assert AnswerKey.from_bytes(packed()) == AnswerKey("unit", "A unit", (), ())


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "grades.key is not an answer key of Gatewise."),
        (b"PK\x03\x04", "grades.key is not an answer key of Gatewise."),
        (b"gatewise-key\nnonsense", "grades.key is damaged"),
        (b"gatewise-key\n" + zlib.compress(b"?"), "grades.key is damaged"),
        (b"gatewise-key\n" + zlib.compress(encode(None)), "grades.key is damaged"),
        (packed()[:-4], "grades.key is damaged"),
        (packed(title=None), "grades.key is damaged"),
        (packed(exercises=3), "grades.key is damaged"),
        (packed(exercises=[{}]), "grades.key is damaged"),
        (packed(misconceptions=[{"same_as": []}]), "grades.key is damaged"),
        (packed(format=FORMAT + 1), f"grades.key has format {FORMAT + 1};"),
        (packed(format=FORMAT - 1), f"reads {FORMAT}. Make the course again"),
    ],
)
def test_what_is_no_key_is_an_error_that_names_the_file(
    raw: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "grades.key"
    path.write_bytes(raw)
    with pytest.raises(BadKey) as caught:
        AnswerKey.load(path)
    assert said in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    with pytest.raises(BadKey, match=r"^key "):
        AnswerKey.from_bytes(raw)
