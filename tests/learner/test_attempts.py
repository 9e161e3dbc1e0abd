"""The same failure again brings the next hint, in a kernel and from one command to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import WrongValue
from autograder.data.grades import ExerciseGrade, Explanation, Grade, Status
from autograder.learner.attempts import Attempts, load_attempts, save_attempts
from autograder.learner.checker import Checker
from autograder.learner.work import unit_folders
from autograder.submission.read import read_submission
from tests.judge.made import case
from tests.learner.conftest import write

HINTS = ("Think.", "Think again.")


def graded(headline: str = "Wrong.", status: Status = "wrong", slug: str = "f") -> ExerciseGrade:
    said = Explanation("Seen.", "Look.", headline, hints=HINTS)
    diagnosis = None if status == "passed" else Diagnosis(case(), WrongValue("y", (), 1.0, 2.0))
    return ExerciseGrade(slug, status, 0.0, 1.0, said, diagnosis=diagnosis)


def steps(attempts: Attempts, *grades: ExerciseGrade, place: str = "") -> list[str]:
    return [attempts.counted(grade, place).next_step for grade in grades]


def test_each_time_the_next_hint_comes_and_the_last_one_stays() -> None:
    assert steps(Attempts(), *[graded()] * 4) == [
        "Look.",
        "Hint 1 of 2: Think.",
        "Hint 2 of 2: Think again.",
        "Hint 2 of 2: Think again.",
    ]


def test_another_mistake_or_a_pass_begins_anew() -> None:
    other = graded("Another.")
    assert steps(Attempts(), graded(), other, graded()) == ["Look."] * 3
    assert steps(Attempts(), graded(), graded(status="passed"), graded())[2] == "Look."


def test_exercises_and_files_are_counted_apart() -> None:
    attempts = Attempts()
    assert steps(attempts, graded(), graded(slug="g")) == ["Look.", "Look."]
    assert steps(attempts, graded(), place="other.py") == ["Look."]
    assert steps(attempts, graded()) == ["Hint 1 of 2: Think."]


def test_an_exercise_without_a_diagnosis_is_not_counted() -> None:
    stub = ExerciseGrade(
        "f", "not_attempted", 0.0, 1.0, Explanation("Stub.", "Write.", hints=HINTS)
    )
    assert steps(Attempts(), stub, stub, stub) == ["Write."] * 3


@pytest.mark.parametrize(
    "body", ["print(x_t)", "return npp.tanh(x_t)", "return mine(x_t)"], ids=lambda body: body[:9]
)
def test_where_python_is_in_the_way_no_hint_about_the_exercise_comes(
    body: str, kit: Path, checker: Checker
) -> None:
    path = kit / "rnn" / "rnn.py"
    write(path, "rnn_step", body)
    [unit] = [unit for unit in unit_folders(kit) if unit.unit == "rnn"]
    [submission] = read_submission(path, {"rnn": unit.key})
    grade = checker.check(submission, unit.key, unit.folder).exercise("rnn_step")
    assert len(set(steps(Attempts(), *[grade] * 3))) == 1
    assert "Hint" not in grade.next_step


def test_counts_are_kept_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "checks.json"
    whole = Grade("ada", "unit", (graded(), graded(slug="g")), "A")
    for step in ("Look.", "Hint 1 of 2: Think."):
        attempts = load_attempts(file)
        found = attempts.counted_all(whole, "ada.py")
        assert [exercise.next_step for exercise in found.exercises] == [step] * 2
        save_attempts(attempts, file)
    assert [path.name for path in file.parent.iterdir()] == ["checks.json"]


@pytest.mark.parametrize("text", ["", "nonsense", "[1]", '{"f": 3}', '{"f": ["k", "x"]}', "\0"])
def test_a_file_that_cannot_be_read_counts_as_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "checks.json").write_text(text)
    assert load_attempts(tmp_path / "checks.json").counts == {}


def test_a_place_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    save_attempts(Attempts({"f": ("k", 1)}), tmp_path / "file" / "checks.json")
    assert (tmp_path / "file").read_text() == ""


def test_only_so_many_exercises_are_remembered() -> None:
    attempts = Attempts()
    for number in range(600):
        attempts.counted(graded(slug=f"f{number}"))
    assert len(attempts.counts) == 500
    assert ":f99" not in attempts.counts
    assert ":f599" in attempts.counts
