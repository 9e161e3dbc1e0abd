"""What a whole submission's grade says of its parts."""

from __future__ import annotations

import pytest

from autograder.data.grades import ExerciseGrade, Explanation, Grade, Status


def part(status: Status, score: float | None, step: str = "") -> ExerciseGrade:
    """The grade of an exercise that is worth two points."""
    return ExerciseGrade("f", status, score, 2.0, Explanation("seen", step))


def whole(*parts: ExerciseGrade) -> Grade:
    """The grade of a submission with these exercises."""
    return Grade("ada", "unit", parts, "A")


def test_scores_are_added_up() -> None:
    grade = whole(part("passed", 2.0), part("wrong", 0.3333), part("wrong", 0.33333))
    assert (grade.score, grade.max_score, grade.needs_person) == (2.6666, 6.0, False)


@pytest.mark.parametrize("parts", [(), (part("passed", 2.0), part("grader_error", None))])
def test_without_every_score_a_person_has_to_look(parts: tuple[ExerciseGrade, ...]) -> None:
    assert whole(*parts).score is None
    assert whole(*parts).needs_person


def test_a_zero_is_a_score() -> None:
    assert whole(part("wrong", 0.0)).score == 0.0
    assert not whole(part("wrong", 0.0)).needs_person


def test_the_next_step_is_that_of_the_first_exercise_that_has_not_passed() -> None:
    steps = whole(part("passed", 2.0, "no"), part("wrong", 0.0, "this"), part("wrong", 0.0, "no"))
    assert steps.next_step == "this"
    assert whole(part("passed", 2.0, "no")).next_step == ""


def test_an_exercise_has_the_words_of_its_explanation() -> None:
    wrong = part("wrong", 0.0, "try this")
    assert (wrong.message, wrong.next_step) == ("seen", "try this")
    assert (wrong.follow_through, wrong.diagnosis, wrong.misconceptions) == (False, None, ())


def test_a_message_is_headline_evidence_and_reason_without_gaps() -> None:
    assert Explanation("seen", "try", "Headline.", "why").message == "Headline. seen why"
    assert Explanation("seen").message == "seen"
    assert Explanation(reason="why", headline="Headline.").message == "Headline. why"
