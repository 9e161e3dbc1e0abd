"""A place and a remedy are added to a diagnosis, and a forged trace adds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.diagnosis import Diagnosis, Pattern, PatternName
from autograder.data.differences import Difference
from autograder.data.edits import Edit, EditKind
from autograder.data.recordings import Recordings, pack_recordings
from autograder.data.runs import Chunk, Run
from autograder.data.trace import Trace
from autograder.judge.closer_look import look_closer
from autograder.judge.compare import compare
from autograder.tracing.job import trace_here
from autograder.tracing.wrap import wrap
from tests.judge.bench import Bench
from tests.judge.made import TANH, case, exercise, known

A, B = (
    np.array([[0.25, -1.5, 0.3], [0.75, 2.0, -0.4]]),
    np.array([[0.5, 0.125, 1], [-0.75, 1.5, 2]]),
)
TRUTH = "import numpy as np\ndef f(a, b):\n    c = np.tanh(a)\n    return c * b, c\n"
WRONG = TRUTH.replace("c * b", "c * a")


def traced(source: str, given: dict[str, Any]) -> Trace:
    trace = trace_here(wrap([Chunk("work.py", source)]), {}, "f", list(given.values()))
    assert trace is not None
    return trace


GIVEN = {"a": A, "b": B}
CASE = case((np.tanh(A) * B, np.tanh(A)), name="first", inputs=GIVEN)
KEY = exercise(CASE, returns=("h", "c"))
RECORDED = pack_recordings(traced(TRUTH, GIVEN).sites, {("f", "first", True): traced(TRUTH, GIVEN)})


class Laboratory(Bench):
    """Traces the source that it was made with."""

    def trace(self, slug: str, case: Case) -> Trace | None:
        """The trace of a call in this process."""
        return traced(self.chunks[0].source, dict(case.inputs))


def differences(source: str, key: ExerciseKey = KEY) -> list[Difference | None]:
    space: dict[str, Any] = {}
    exec(source, space)
    return [
        compare(item, Run("returned", space["f"](*item.inputs.values())), key.tolerance)
        for item in key.cases
    ]


def looked(source: str, laboratory: Bench | None = None, **known_already: Any) -> Diagnosis:
    wrong = differences(source)
    assert wrong[0] is not None
    diagnosis = Diagnosis(CASE, wrong[0], **known_already)
    return look_closer(KEY, RECORDED, wrong, diagnosis, laboratory or Laboratory(source))


def test_a_wrong_operand_is_located_and_explained() -> None:
    found = looked(WRONG)
    assert (found.kind, found.place) == ("explained", ("work.py", 4))
    assert found.edits == (Edit("operand", "a", "b"),)


@pytest.mark.parametrize("shown", ["large", "small"])
def test_the_case_that_the_learner_reads_is_looked_at(shown: str) -> None:
    large = {"a": A / 3, "b": B / 3}
    small = {"a": large["a"][:, :2], "b": large["b"][:, :2]}
    cases = [
        case((np.tanh(given["a"]) * given["b"], np.tanh(given["a"])), name=name, inputs=given)
        for name, given in (("large", large), ("small", small))
    ]
    key = exercise(*cases, returns=("h", "c"))
    traces = {("f", item.name, True): traced(TRUTH, dict(item.inputs)) for item in cases}
    recorded = pack_recordings(traced(TRUTH, GIVEN).sites, traces)
    wrong = differences(WRONG, key)
    number = ["large", "small"].index(shown)
    difference = wrong[number]
    assert difference is not None
    seen = Diagnosis(cases[number], difference)
    found = look_closer(key, recorded, wrong, seen, Laboratory(WRONG))
    assert found.location is not None
    assert found.location.case == shown


def test_where_no_change_passes_the_place_is_said_alone() -> None:
    found = looked(TRUTH.replace("c * b", "c * a * a * a - b * a"))
    assert (found.kind, found.place, found.edits) == ("located", ("work.py", 4), ())


def test_a_pattern_that_says_what_to_change_is_enough() -> None:
    class Never(Laboratory):
        def trace(self, slug: str, case: Case) -> Trace | None:
            raise AssertionError("it was asked")

    found = looked(WRONG, Never(WRONG), pattern=Pattern("overflow"))
    assert (found.location, found.edits) == (None, ())


def test_a_pattern_that_says_more_than_a_line_gives_way_to_a_cause_alone() -> None:
    assert looked(WRONG, pattern=Pattern("transposed")).kind == "explained"
    unsure = TRUTH.replace("c * b", "c * a * a * a - b * a")
    assert looked(unsure, pattern=Pattern("transposed")).kind == "pattern"
    assert looked(unsure, pattern=Pattern("scaled")).kind == "located"


def test_a_misconception_gets_the_line_of_which_a_change_passes() -> None:
    found = looked(WRONG, misconceptions=(known(TANH),))
    assert (found.kind, found.place, found.edits) == ("named", ("work.py", 4), ())
    assert found.misconceptions == (known(TANH),)
    unsure = TRUTH.replace("c * b", "c * a * a * a - b * a")
    assert looked(unsure, misconceptions=(known(TANH),)).place == ("", 0)


def test_where_many_wait_a_misconception_gets_no_line() -> None:
    laboratory = Laboratory(WRONG)
    laboratory.patient = False
    found = looked(WRONG, laboratory, misconceptions=(known(TANH),))
    assert (found.kind, found.location, laboratory.jobs) == ("named", None, [])


@pytest.mark.parametrize("name", ["scaled", "negated", "first step only"])
def test_a_pattern_that_leaves_the_line_open_gets_one(name: PatternName) -> None:
    assert looked(WRONG, pattern=Pattern(name)).kind == "explained"


@pytest.mark.parametrize(("slips", "kind"), [(("sign",), "named"), (("operand",), "explained")])
def test_the_source_decides_between_a_misconception_and_a_slip(
    slips: tuple[EditKind, ...], kind: str
) -> None:
    misconception = replace(known(TANH), same_numbers=slips)
    found = looked(WRONG, misconceptions=(misconception,))
    assert (found.kind, found.undecided) == (kind, ())
    assert bool(found.misconceptions) is (kind == "named")
    assert found.place == ("work.py", 4)


def test_where_the_source_cannot_decide_both_are_kept() -> None:
    misconception = replace(known(TANH), same_numbers=("exchanged functions",))
    truth = "import numpy as np\ndef f(a, b):\n    return np.tanh(a) * np.exp(b), a\n"
    slip = truth.replace("np.tanh(a) * np.exp(b)", "np.exp(a) * np.tanh(b)")
    asked = case((np.tanh(A) * np.exp(B), A), name="first", inputs=GIVEN)
    key = exercise(asked, returns=("h", "c"))
    recorded = pack_recordings(
        traced(truth, GIVEN).sites, {("f", "first", True): traced(truth, GIVEN)}
    )
    found_differences = differences(slip, key)
    assert found_differences[0] is not None
    diagnosis = Diagnosis(asked, found_differences[0], misconceptions=(misconception,))
    found = look_closer(key, recorded, found_differences, diagnosis, Laboratory(slip))
    assert found.undecided == (misconception,)
    assert [edit.kind for edit in found.edits] == ["exchanged functions"]
    assert found.kind == "explained"


@pytest.mark.parametrize("recorded", [Recordings(), Recordings(b"damaged")])
def test_without_a_record_of_the_reference_nothing_is_added(recorded: Recordings) -> None:
    wrong = differences(WRONG)
    assert wrong[0] is not None
    diagnosis = Diagnosis(CASE, wrong[0])
    assert look_closer(KEY, recorded, wrong, diagnosis, Laboratory(WRONG)) == diagnosis


def test_without_a_trace_nothing_is_added() -> None:
    found = looked(WRONG, Bench(WRONG))
    assert (found.kind, found.location) == ("difference", None)


def test_a_trace_of_other_source_is_no_reason_to_stop() -> None:
    class Other(Laboratory):
        def trace(self, slug: str, case: Case) -> Trace | None:
            return traced("def f(a, b):\n    return b, a\n", dict(case.inputs))

        def attempt(
            self, slug: str, chunks: Sequence[Chunk], calls: Sequence[tuple[int, Case]]
        ) -> tuple[Run, ...] | None:
            return (Run("died"),) * len(calls)

    assert looked(WRONG, Other(WRONG)).edits == ()


def test_in_a_class_fewer_statements_near_the_located_one_are_tried() -> None:
    wrong = "def f(a, b):\n    x = a + 1\n    y = x * 3\n    z = y - 7\n    return z * z, a\n"
    alone, many = Laboratory(wrong), Laboratory(wrong)
    many.in_a_class = True
    assert looked(wrong, alone).edits == looked(wrong, many).edits == ()
    assert len(many.jobs) < len(alone.jobs)
