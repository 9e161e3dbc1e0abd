"""What comes after each exercise, and a form of it that opens for right functions alone."""

from __future__ import annotations

import ast
import re

import reference
from autograder.course.reference_form import short_form
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.locked import unlock


def all_exercises(keys: dict[str, AnswerKey]) -> list[ExerciseKey]:
    return [exercise for key in keys.values() for exercise in key.exercises]


def test_a_short_form_is_the_function_and_no_more() -> None:
    assert short_form(reference.forget_gate) == (
        "def forget_gate(x_t, h_prev, W_f, U_f, b_f):\n"
        "    return sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)\n"
    )
    for name in ("adam_step", "lstm_step_backward", "sigmoid", "carousel_gradient"):
        form = short_form(getattr(reference, name))
        ast.parse(form)
        assert '"""' not in form
        assert "_check" not in form
        assert ": Array" not in form


def test_every_exercise_says_what_comes_after_it(keys: dict[str, AnswerKey]) -> None:
    for exercise in all_exercises(keys):
        sentences = re.findall(r"[.:?](?=\s|$)", exercise.afterwards)
        assert 2 <= len(sentences) <= 4, (exercise.slug, exercise.afterwards)
        assert exercise.afterwards.startswith("You "), exercise.slug


def test_the_reference_opens_its_own_form(keys: dict[str, AnswerKey]) -> None:
    for exercise in all_exercises(keys):
        function = getattr(reference, exercise.slug)
        if exercise.slug == "init_lstm":
            assert exercise.locked is None  # there is no single right answer
            continue
        assert exercise.locked is not None, exercise.slug
        results = [call_recorded(function, call).value for call in exercise.locked.calls]
        assert unlock(exercise.locked, results) == short_form(function)


def test_what_the_key_expects_does_not_open_it(keys: dict[str, AnswerKey]) -> None:
    for exercise in all_exercises(keys):
        known = [case.expected for case in exercise.cases if case.visible]
        if exercise.locked is not None:
            assert unlock(exercise.locked, known) == "", exercise.slug
            places = {str(sorted(case.inputs.items(), key=str)) for case in exercise.cases}
            further = [str(sorted(call.items(), key=str)) for call in exercise.locked.calls]
            assert not places & set(further[:1]), exercise.slug


def test_learners_get_it_only_where_the_instructor_wants_that(keys: dict[str, AnswerKey]) -> None:
    key = keys["gates"]
    assert all(exercise.locked is None for exercise in key.public().exercises)
    handed_out = key.public(reference_forms=True)
    assert all(exercise.locked is not None for exercise in handed_out.exercises)
    assert AnswerKey.from_bytes(handed_out.to_bytes()).exercises[1].locked is not None
    assert all(exercise.afterwards for exercise in key.public().exercises)
