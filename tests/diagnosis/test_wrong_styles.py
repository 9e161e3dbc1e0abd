"""Wrong code in styles of its own is told what it does wrong where that is known, and is never told
anything false.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from autograder.course.discover import Course
from autograder.course.run_locally import record_cases
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.runs import TaskRun
from autograder.judge.diagnose import diagnose
from autograder.judge.pairs import PairMemory
from tests.diagnosis.handed_in import differences_of
from tests.diagnosis.wrong_styles.afterwards import WRITTEN as AFTERWARDS
from tests.diagnosis.wrong_styles.first import WRITTEN as FIRST
from tests.diagnosis.wrong_styles.named import NAMED

WRITTEN = FIRST + AFTERWARDS
COSTLY = (
    "lstm_sequence",
    "lstm_stack",
    "lstm_bidirectional",
    "lstm_step_backward",
    "lstm_sequence_backward",
)
"""Making the table of their pairs takes seconds each."""


def exercise_of(keys: dict[str, AnswerKey], slug: str) -> tuple[AnswerKey, ExerciseKey]:
    return next(
        (key, exercise)
        for key in keys.values()
        for exercise in key.exercises
        if exercise.slug == slug
    )


def handed_in(source: str, exercise: ExerciseKey) -> TaskRun:
    namespace: dict[str, Any] = {}
    exec(compile(source, "<hand-in>", "exec"), namespace)
    return TaskRun(exercise.slug, "defined", record_cases(namespace[exercise.slug], exercise.cases))


def told(
    keys: dict[str, AnswerKey], written: list[tuple[str, str, str]], pairs: PairMemory | None
) -> Iterator[tuple[str, str, str]]:
    """The exercise, what was written, and what is named."""
    for name, slug, source in written:
        key, exercise = exercise_of(keys, slug)
        run = handed_in(source, exercise)
        differences = differences_of(exercise, run.runs)
        said = (
            diagnose(exercise, run, differences, key.misconceptions, pairs).identities
            if any(differences)
            else ()
        )
        yield slug, name, " + ".join(f"{mistake}@{function}" for mistake, function in said)


@pytest.mark.slow
@pytest.mark.parametrize("costly", [False, True])
def test_what_is_known_is_named_and_nothing_else(
    costly: bool, keys: dict[str, AnswerKey], pairs: PairMemory
) -> None:
    written = [entry for entry in WRITTEN if costly or entry[1] not in COSTLY]
    assert len(written) > 200
    assert {(name, slug): said for slug, name, said in told(keys, written, pairs)} == {
        (name, slug): NAMED.get(slug, {}).get(name, "") for name, slug, _ in written
    }


def test_single_mistakes_are_named_in_all_exercises(keys: dict[str, AnswerKey]) -> None:
    for slug, name, said in told(keys, WRITTEN, None):
        wanted = NAMED.get(slug, {}).get(name, "")
        assert said == ("" if "+" in wanted else wanted), f"{slug}: {name}"


def test_most_of_what_people_write_is_named(course: Course) -> None:
    def share(written: list[tuple[str, str, str]]) -> float:
        return sum(name in NAMED.get(slug, {}) for name, slug, _ in written) / len(written)

    assert share(FIRST) > 0.75
    assert share(AFTERWARDS) > 0.5
    known = {f"{item.slug}@{item.replaces}" for item in course.misconceptions}
    assert {
        part for names in NAMED.values() for said in names.values() for part in said.split(" + ")
    } <= known


@pytest.mark.parametrize(
    "total",
    [
        "W_i @ x_t + U_i @ h_prev",
        "np.dot(W_i, x_t) + U_i @ h_prev",
        "W_i.dot(x_t) + U_i @ h_prev",
        "U_i @ h_prev + W_i @ x_t",
        "U_i.dot(h_prev) + np.dot(W_i, x_t)",
    ],
)
def test_how_a_sum_of_products_is_written_does_not_matter(
    total: str, keys: dict[str, AnswerKey]
) -> None:
    """In the cases that learners see all of them raise, each in words of its own."""
    source = (
        f"import numpy as np\ndef input_gate(x_t, h_prev, W_i, U_i, b_i):\n    return {total} + b_i"
    )
    public = keys["gates"].public()
    exercise = public.exercise("input_gate")
    assert exercise is not None
    run = handed_in(source, exercise)
    said = diagnose(exercise, run, differences_of(exercise, run.runs), public.misconceptions)
    assert said.identities == (("one-example-formula", "input_gate"),)


@pytest.mark.parametrize("level", ["grade", "check"])
@pytest.mark.parametrize("sigmoid", ["np.exp(z) / (1 + np.exp(z))", "np.vectorize(one)(z)"])
def test_a_sigmoid_that_overflows_does_not_hide_what_else_is_wrong(
    sigmoid: str, level: str, keys: dict[str, AnswerKey]
) -> None:
    source = f"""
import math
import numpy as np
def one(v):
    return 1 / (1 + math.exp(-v))
def lstm_step(x_t, h_prev, c_prev, p):
    f, i, g, o = (x_t @ p["W_" + k].T + h_prev @ p["U_" + k].T + p["b_" + k] for k in "figo")
    squash = lambda z: {sigmoid}
    c = squash(f) * c_prev + squash(i) * np.tanh(g)
    return squash(o) * c, c
"""
    key = keys["cell"] if level == "grade" else keys["cell"].public()
    exercise = key.exercise("lstm_step")
    assert exercise is not None
    run = handed_in(source, exercise)
    said = diagnose(exercise, run, differences_of(exercise, run.runs), key.misconceptions)
    assert said.identities == (("hidden-without-tanh", "hidden_state"),)
    assert [apart.criterion for apart in said.apart] == ["stays finite for large inputs"]


COLUMN_BIAS = """
import numpy as np
def input_gate(x_t, h_prev, W_i, U_i, b_i):
    z = x_t @ W_i.T + h_prev @ U_i.T + b_i.reshape(-1, 1)
    return 0.5 * (1 + np.tanh(z / 2))
"""


@pytest.mark.parametrize("level", ["grade", "check"])
def test_an_exception_about_other_shapes_has_another_cause(
    level: str, keys: dict[str, AnswerKey]
) -> None:
    """With as many examples as units it returns what a misconception about columns returns."""
    key = keys["gates"] if level == "grade" else keys["gates"].public()
    exercise = key.exercise("input_gate")
    assert exercise is not None
    run = handed_in(COLUMN_BIAS, exercise)
    said = diagnose(exercise, run, differences_of(exercise, run.runs), key.misconceptions)
    assert (said.identities, said.undecided) == ((), ())
    assert said.kind == "exception"


OVERWRITTEN = """
import numpy as np
def lstm_step(x_t, h_prev, c_prev, p):
    s = lambda z: 0.5 * (1 + np.tanh(z / 2))
    f, i, g, o = (x_t @ p["W_" + k].T + h_prev @ p["U_" + k].T + p["b_" + k] for k in "figo")
    c = s(f) * c_prev + s(i) * np.tanh(g)
    c = np.tanh(c)
    h = s(o) * c
    return RETURNED
"""


@pytest.mark.parametrize(
    ("returned", "names", "pairs_too"),
    [
        ("h, c", [("step-returns-squashed-cell", "lstm_step")], False),
        ("c, h", [], False),
        pytest.param("c, h", [], True, marks=pytest.mark.slow),  # their table takes seconds
    ],
)
def test_inputs_that_are_left_alone_are_not_said_to_be_changed(
    returned: str,
    names: list[tuple[str, str]],
    pairs_too: bool,
    keys: dict[str, AnswerKey],
    pairs: PairMemory,
) -> None:
    exercise = keys["cell"].exercise("lstm_step")
    assert exercise is not None
    run = handed_in(OVERWRITTEN.replace("RETURNED", returned), exercise)
    differences = differences_of(exercise, run.runs)
    said = diagnose(
        exercise, run, differences, keys["cell"].misconceptions, pairs if pairs_too else None
    )
    assert list(said.identities) == names


def test_what_only_changes_its_inputs_is_declared(keys: dict[str, AnswerKey]) -> None:
    """In its own exercise it fails the criterion about inputs, and no other."""
    for key in keys.values():
        known = {item.identity: item for item in key.misconceptions}
        for exercise in key.exercises:
            about_inputs = {case.criterion for case in exercise.cases if case.judge == "inputs"}
            for signature in exercise.signatures:
                (identity,) = signature.misconceptions
                if identity.function == exercise.slug:
                    alone = all(
                        seen is None or case.criterion in about_inputs
                        for case, seen in zip(exercise.cases, signature.runs, strict=True)
                    )
                    assert known[identity].changes_inputs is alone, identity
