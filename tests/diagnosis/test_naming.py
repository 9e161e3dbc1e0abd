"""Known mistakes are caught and named: alone, in pairs, and where they were inherited. What is
unknown is not named.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from autograder.course.discover import Course
from autograder.course.pair_work import pair_signatures, pair_table, pairs_of
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.misconceptions import Identity
from autograder.data.runs import Run, TaskRun
from autograder.grade import mark_exercise
from autograder.judge.diagnose import diagnose
from autograder.judge.explaining import shows_work
from autograder.judge.messages import explain
from autograder.judge.pairs import PairMemory
from tests.diagnosis.handed_in import Told, attempt, differences_of, hand_in, singles, tell


def exercise_of(keys: dict[str, AnswerKey], slug: str) -> tuple[AnswerKey, ExerciseKey]:
    return next(
        (key, exercise)
        for key in keys.values()
        for exercise in key.exercises
        if exercise.slug == slug
    )


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_every_misconception_loses_marks_in_its_own_exercise(
    every: int, course: Course, keys: dict[str, AnswerKey]
) -> None:
    assert len(course.misconceptions) > 250
    for item in course.misconceptions[::every]:
        key, exercise = exercise_of(keys, item.replaces)
        grade, _ = mark_exercise(
            exercise, key, attempt(course, exercise, (Identity(item.slug, item.replaces),))
        )
        assert grade.score is not None
        assert grade.score < grade.max_score, item


def changes_inputs_elsewhere(
    key: AnswerKey, exercise: ExerciseKey, made: Sequence[Identity]
) -> bool:
    """Whether a misconception is about changed inputs, of another function than the exercise's."""
    return any(
        key.misconception(identity).changes_inputs and identity.function != exercise.slug
        for identity in made
    )


@pytest.mark.parametrize(
    ("unit", "fewest"),
    [
        ("rnn", 70),
        ("gates", 150),
        ("cell", 220),
        pytest.param("layers", 700, marks=pytest.mark.slow),
        pytest.param("backprop", 450, marks=pytest.mark.slow),
        ("memory", 60),
    ],
)
def test_every_single_mistake_is_named_wherever_it_shows(
    unit: str, fewest: int, course: Course, keys: dict[str, AnswerKey]
) -> None:
    verdicts: Counter[str] = Counter()
    for key, exercise, made in singles({unit: keys[unit]}):
        told = tell(course, exercise, key.misconceptions, made)
        if told.verdict == "silent" and changes_inputs_elsewhere(key, exercise, made):
            continue  # such a name is given only where inputs were seen to change
        assert told.verdict in ("right", "same"), told
        verdicts[told.verdict] += 1
        if made[0][1] == exercise.slug:
            assert told.verdict == "right", f"in its own exercise it has its own name: {told}"
    assert verdicts["right"] > fewest
    assert verdicts["same"] < 0.06 * verdicts["right"]


def told_pairs(
    course: Course, key: AnswerKey, exercise: ExerciseKey, pairs: PairMemory, most: int
) -> list[Told]:
    made = pairs_of(course, exercise)
    sample = made if len(made) <= most else random.Random(7).sample(made, most)
    seen = [pair for pair in sample if not changes_inputs_elsewhere(key, exercise, pair)]
    return [tell(course, exercise, key.misconceptions, pair, pairs) for pair in seen]


def assert_pairs_are_named(told: list[Told]) -> None:
    """95% or more of those that do not look like a single mistake are named, and none is named
    wrong.

    The rest cannot be named: two other mistakes give the same, as when the first or the last step
    is skipped by a function whose steps do not look at their input.
    """
    verdicts = Counter(told_of.verdict for told_of in told)
    assert not [told_of for told_of in told if told_of.verdict == "wrong"]
    shown = verdicts["right"] + verdicts["same"] + verdicts["silent"]
    assert verdicts["right"] + verdicts["same"] >= 0.95 * shown, verdicts


@pytest.mark.slow
def test_pairs_are_named(course: Course, keys: dict[str, AnswerKey], pairs: PairMemory) -> None:
    assert_pairs_are_named(
        [
            told
            for slug in ("rnn_sequence", "forget_gate", "lstm_step")
            for told in told_pairs(course, *exercise_of(keys, slug), pairs, most=60)
        ]
    )


@pytest.mark.slow
def test_pairs_are_named_in_every_exercise(
    course: Course, keys: dict[str, AnswerKey], pairs: PairMemory
) -> None:
    assert_pairs_are_named(
        [
            told
            for key in keys.values()
            for exercise in key.exercises
            for told in told_pairs(course, key, exercise, pairs, most=120)
        ]
    )


def test_an_inherited_mistake_costs_marks_once(course: Course, keys: dict[str, AnswerKey]) -> None:
    grade = hand_in(course, keys["cell"], (Identity("hidden-without-tanh", "hidden_state"),))
    by_slug = {exercise.slug: exercise for exercise in grade.exercises}
    assert by_slug["hidden_state"].misconceptions == ("hidden-without-tanh",)
    assert by_slug["hidden_state"].score == 0
    assert by_slug["lstm_step"].follow_through
    assert by_slug["lstm_step"].score == by_slug["lstm_step"].max_score
    strict = hand_in(
        course,
        keys["cell"],
        (Identity("hidden-without-tanh", "hidden_state"),),
        follow_through=False,
    )
    assert {exercise.slug: exercise.status for exercise in strict.exercises}["lstm_step"] == "wrong"


def test_two_inherited_mistakes_cost_marks_once(
    course: Course, keys: dict[str, AnswerKey], pairs: PairMemory
) -> None:
    made = (Identity("cell-coupled", "cell_state"), Identity("hidden-without-tanh", "hidden_state"))
    grade = hand_in(course, keys["cell"], made, pairs)
    by_slug = {exercise.slug: exercise for exercise in grade.exercises}
    assert by_slug["lstm_step"].follow_through
    assert grade.score == by_slug["lstm_step"].max_score


def only_with(key: ExerciseKey, made: tuple[Identity, ...]) -> ExerciseKey:
    """The key with the signatures of these misconceptions alone."""
    signatures = (known for known in key.signatures if set(known.misconceptions) <= set(made))
    return replace(key, signatures=tuple(signatures))


@pytest.mark.parametrize("others", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_one_inherited_and_one_own_mistake_are_both_named(
    others: bool, course: Course, keys: dict[str, AnswerKey], pairs: PairMemory
) -> None:
    """Alone, and among all other pairs, whose table takes seconds."""
    made = (
        Identity("hidden-without-tanh", "hidden_state"),
        Identity("step-returns-swapped", "lstm_step"),
    )
    if not others:
        pairs = PairMemory(
            lambda key: pair_table(course, only_with(key, made)), partial(pair_signatures, course)
        )
    step = hand_in(course, keys["cell"], made, pairs).exercises[-1]
    assert not step.follow_through
    assert set(step.misconceptions) == {"hidden-without-tanh", "step-returns-swapped"}
    assert step.score == 0


@pytest.mark.parametrize(
    "unit",
    ["rnn"]
    + [
        pytest.param(unit, marks=pytest.mark.slow)
        for unit in ("gates", "cell", "layers", "backprop")
    ],
)
def test_follow_through_holds_for_all_mistakes_of_a_unit(
    unit: str, course: Course, keys: dict[str, AnswerKey]
) -> None:
    """Whatever a mistake spoils further on in its unit is credited, and whatever it does not reach
    is simply right.

    Not where all that comes of it is an exception: then there is nothing to tell a right function
    from an empty one.
    """
    own = [exercise.slug for exercise in keys[unit].exercises]
    for item in course.misconceptions:
        if item.replaces in own:
            grade = hand_in(course, keys[unit], (Identity(item.slug, item.replaces),))
            for exercise in grade.exercises:
                if exercise.slug != item.replaces:
                    empty = only_raises(
                        exercise_of(keys, exercise.slug)[1], (item.slug, item.replaces)
                    )
                    wanted = 0 if empty else exercise.max_score
                    assert exercise.score == wanted, (
                        f"{item.slug} in {item.replaces}: {exercise.slug}"
                    )


def only_raises(key: ExerciseKey, mistake: tuple[str, str]) -> bool:
    return any(
        told_of.misconceptions == (mistake,) and not shows_work(key, told_of)
        for told_of in key.signatures
    )


def random_outputs(key: ExerciseKey, rng: np.random.Generator) -> TaskRun:
    """Values of the right form that no formula made."""

    def scrambled(value: object) -> object:
        if isinstance(value, np.ndarray):
            mixed = rng.permutation(value.ravel()).reshape(value.shape)
            return mixed * rng.uniform(0.3, 3) + rng.normal(size=value.shape)
        if isinstance(value, dict):
            return {name: scrambled(item) for name, item in value.items()}
        if isinstance(value, tuple):
            return tuple(scrambled(item) for item in value)
        return value + 7 if isinstance(value, (int, float)) else value

    runs = tuple(Run("returned", scrambled(case.expected)) for case in key.cases)  # type: ignore[arg-type]
    return TaskRun(key.slug, "defined", runs)


@pytest.mark.parametrize("left_out", ["lstm_step", pytest.param("", marks=pytest.mark.slow)])
def test_what_is_not_known_is_not_named(
    left_out: str, keys: dict[str, AnswerKey], pairs: PairMemory
) -> None:
    rng = np.random.default_rng(3)
    for unit in ("rnn", "gates", "cell"):
        known = keys[unit].misconceptions
        for exercise in keys[unit].exercises:
            for _ in range(0 if exercise.slug == left_out else 2):
                run = random_outputs(exercise, rng)
                differences = differences_of(exercise, run.runs)
                said = diagnose(exercise, run, differences, known, pairs)
                assert (said.misconceptions, said.finding) == ((), "")
                explanation = explain(exercise.slug, said)
                assert explanation.message
                assert explanation.next_step


def test_one_case_that_does_not_fit_is_enough_to_name_nothing(
    course: Course, keys: dict[str, AnswerKey]
) -> None:
    key, exercise = exercise_of(keys, "forget_gate")
    run = attempt(course, exercise, (Identity("bias-missing", "forget_gate"),))
    last = next(
        index
        for index in reversed(range(len(exercise.cases)))
        if exercise.cases[index].judge == "values"
    )
    value = np.array(run.runs[last].value)
    value[-1, -1] += 0.001
    spoilt = TaskRun(
        run.slug, "defined", (*run.runs[:last], Run("returned", value), *run.runs[last + 1 :])
    )
    assert diagnose(
        exercise, run, differences_of(exercise, run.runs), key.misconceptions
    ).identities
    assert not diagnose(
        exercise, spoilt, differences_of(exercise, spoilt.runs), key.misconceptions
    ).identities


def test_a_mistake_is_named_although_inputs_are_changed_besides(
    course: Course, keys: dict[str, AnswerKey]
) -> None:
    key, exercise = exercise_of(keys, "clip_gradients")
    made = Identity("clip-without-root", "clip_gradients")
    run = attempt(course, exercise, (made,))
    runs = tuple(
        replace(item, changed=(0,)) if case.judge == "inputs" else item
        for case, item in zip(exercise.cases, run.runs, strict=True)
    )
    said = diagnose(
        exercise, replace(run, runs=runs), differences_of(exercise, runs), key.misconceptions
    )
    assert said.identities == (made,)
    message = explain(exercise.slug, said).message
    assert message.endswith("Your function also changes its input grads.")
