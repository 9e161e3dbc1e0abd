"""`gatewise course add-quiz` and `course quizzes`: an instructor's YAML up to an item analysis."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.quizzes.assignments import quiz_key
from autograder.notebooks.release.new_course import new_course
from autograder.submission.course_folder import CourseFolder
from quizzes.bank import BANK
from quizzes.graded import grade_ids, load_key
from tests.notebooks.sample_class import filled

NAME = "graded-layers"
Run = Callable[..., str]


@pytest.fixture
def run(course: CourseFolder, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command with the course's folder after its name."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(course.root)  # samples are found from there as well

    def call(command: str, *arguments: str, status: int = 0) -> str:
        done = CliRunner().invoke(app, ["course", command, str(course.root), *map(str, arguments)])
        assert done.exit_code == status, done.output
        return " ".join(done.output.split())

    return call


def hand_in(
    course: CourseFolder,
    learner: str,
    answers: dict[str, str],
    when: str = "2026-03-01 10:00:00 UTC",
) -> None:
    notebook = json.loads((course.root / "source" / NAME / f"{NAME}.ipynb").read_text())
    folder = course.root / "submitted" / learner / NAME
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.ipynb").write_text(
        json.dumps(notebook | {"cells": filled(notebook["cells"], answers)})
    )
    (folder / "timestamp.txt").write_text(when)


def key_answers(course: CourseFolder) -> dict[str, str]:
    key = load_key(quiz_key(course, NAME))
    return {
        name: f"answer = {item.shown_key()!r}"
        for name, item in zip(grade_ids(key), key, strict=True)
    }


def analysis(run: Run) -> dict[str, Any]:
    return dict(json.loads(run("quizzes", NAME, "--format", "json")))


def own(course: CourseFolder) -> Path:
    return course.root / "quizzes" / f"{NAME}.yaml"


def test_a_sample_becomes_an_assignment_whose_key_stays_behind(
    course: CourseFolder, run: Run
) -> None:
    said = run("add-quiz", NAME)

    assert f"Added the quiz {NAME}: Graded sample, unit layers, 4 points." in said
    assert "This sample is public" in said
    assert f"nbgrader generate_assignment {NAME}" in said
    assert own(course).read_bytes() == (BANK / "graded" / f"{NAME}.yaml").read_bytes()
    for secret in (own(course), course.secrets / "quizzes" / f"{NAME}.json"):
        assert secret.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (course.root / "source" / NAME).iterdir()] == [f"{NAME}.ipynb"]
    text = (course.root / "source" / NAME / f"{NAME}.ipynb").read_text()
    for question in load_key(quiz_key(course, NAME)):
        assert question.explanation[:30] not in text
        assert question.id not in text
    said = run("quizzes")
    assert f"Nobody's answers are graded yet: gatewise course grade {course.root} {NAME}" in said


def test_numbers_are_the_courses_own(course: CourseFolder, run: Run) -> None:
    run("add-quiz", NAME)
    first = quiz_key(course, NAME)
    run("add-quiz", NAME)
    assert quiz_key(course, NAME) == first
    course.seed_path.write_text("ab" * 32)
    run("add-quiz", NAME)
    assert quiz_key(course, NAME) != first


def test_item_analysis_is_about_first_attempts_and_survives_later_ones(
    course: CourseFolder, run: Run
) -> None:
    run("add-quiz", NAME)
    answers = key_answers(course)
    hand_in(course, "ada", answers)
    hand_in(
        course, "ben", {"question-2": "answer = ['4H', 'D']", "question-3": "answer = {'b', 'f'}"}
    )
    hand_in(course, "blank", {})
    grade_course(course.root, NAME)
    first = analysis(run)
    assert (first["learners"], first["without"], first["enough"]) == (2, 1, False)
    assert [item["difficulty"] for item in first["items"]] == [0.5, 0.75, 0.5]
    assert [item["answered"] for item in first["items"]] == [1, 2, 2]
    assert {pick["name"]: pick["share"] for pick in first["items"][2]["picks"]}["below-cell"] == 0.5

    hand_in(course, "ben", answers, "2026-03-02 10:00:00 UTC")
    grade_course(course.root, NAME)
    assert scores(course)["ben"] == [2.0, 1.0, 1.0]
    assert analysis(run) == first

    hand_in(course, "blank", {"question-3": "answer = {'c'}"}, "2026-03-03 10:00:00 UTC")
    grade_course(course.root, NAME)
    assert analysis(run)["learners"] == 3, "whoever answered nothing has not tried yet"
    text = run("quizzes")
    assert "n = 3, first attempts only" in text
    assert "below 30 nothing is concluded" in text
    assert "✓ b h⁽²⁾ₜ 67%" in text


def test_a_mark_given_by_hand_counts_in_the_analysis(course: CourseFolder, run: Run) -> None:
    run("add-quiz", NAME)
    hand_in(course, "ada", {"question-1": "answer = 1"})
    grade_course(course.root, NAME)
    assert analysis(run)["mean"] == 0
    with Gradebook(f"sqlite:///{course.gradebook}") as gradebook:
        gradebook.find_grade("question-1-grade", NAME, NAME, "ada").manual_score = 1.5
        gradebook.db.commit()
    assert analysis(run)["mean"] == 1.5


def test_words_and_keys_may_be_mended_after_hand_ins_but_not_what_is_asked(
    course: CourseFolder, run: Run
) -> None:
    run("add-quiz", NAME)
    hand_in(course, "ada", {"question-2": "answer = ['4H', 'H']"})
    grade_course(course.root, NAME)
    assert scores(course)["ada"] == [0.0, 1.0, 0.0]
    text = own(course).read_text()
    own(course).write_text(
        text.replace("accept: [H]", "accept: [D]")
        .replace("answer: D\n", "answer: H\n")
        .replace("What is its shape?", "Which shape has it?")
    )
    assert "again" in run("add-quiz", NAME)
    grade_course(course.root, NAME)
    assert scores(course)["ada"] == [0.0, 0.5, 0.0]
    assert analysis(run)["items"][1]["difficulty"] == 0.5

    own(course).write_text(text.replace("- id: own-cell\n", "- id: other-cell\n"))
    said = run("add-quiz", NAME, status=2)
    assert "was submitted already (ada)" in said
    assert scores(course)["ada"] == [0.0, 0.5, 0.0]


def test_what_cannot_be_a_graded_quiz_is_refused_with_a_reason(
    course: CourseFolder, run: Run, tmp_path: Path
) -> None:
    text = (BANK / "graded" / f"{NAME}.yaml").read_text()

    def refused(change: Callable[[str], str]) -> str:
        file = tmp_path / "mine.yaml"
        file.write_text(change(text))
        return run("add-quiz", str(file), status=2)

    assert "for practice" in run("add-quiz", "gates", status=2)
    assert "which stands in the practice bank" in refused(
        lambda text: text.replace("graded-wiring", "forget-zero")
    )
    assert "is a unit of this course" in refused(
        lambda text: text.replace(f"topic: {NAME}", "topic: gates")
    )
    assert not (course.root / "quizzes").exists(), "what is refused leaves no copy behind"
    said = refused(
        lambda text: text.replace("count-layers-alike", "count-layer-alike").replace("easy", "eazy")
    )
    assert "mine.yaml:22:24: 'count-layer-alike'" in said
    assert "did you mean 'count-layers-alike'?" in said
    assert "did you mean 'easy'?" in said
    assert "no topic of that name" in run("add-quiz", "graded-layer", status=2)
    run("add-quiz", NAME)
    assert "has its own copy" in refused(lambda text: text.replace("Which vectors", "What vectors"))


def test_quizzes_outlive_an_update_of_the_course(course: CourseFolder, run: Run) -> None:
    run("add-quiz", NAME)
    key = quiz_key(course, NAME)

    new_course(course.origin, course.root, units=("gates",), update=True)

    assert quiz_key(course, NAME) == key
    assert (course.root / "source" / NAME / f"{NAME}.ipynb").is_file()


def test_nothing_of_a_key_lies_in_what_learners_get(course: CourseFolder, run: Run) -> None:
    """The kit, the released notebook and the feedback of somebody who got everything wrong."""
    run("add-quiz", NAME)
    hand_in(
        course,
        "ada",
        {
            "question-1": "answer = 1",
            "question-2": "answer = ['x', 'y']",
            "question-3": "answer = {'a'}",
        },
    )
    grade_course(course.root, NAME)
    given = [
        path
        for place in ("kit", "release", "autograded")
        for path in (course.root / place).rglob("*")
        if path.suffix in (".ipynb", ".md", ".key", ".py", ".json")
        and path.parent.name != "quiz-questions"
    ]
    practice = [*(course.root / "kit").rglob("quiz-questions/*")]
    assert len(given) > 3
    [wheel] = (course.root / "kit").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        members = [name for name in archive.namelist() if not name.endswith((".png", ".npz"))]
        installed = "\n".join(
            [
                *members,
                *(archive.read(name).decode("utf-8", "replace") for name in members),
                *(path.read_text(encoding="utf-8") for path in practice),
            ]
        )
    assert "gates.yaml" in {path.name for path in practice}
    for question in load_key(quiz_key(course, NAME)):
        secret = [
            question.explanation,
            *(entry.feedback for entry in getattr(question, "options", ())),
        ]
        answer = getattr(question, "answer", None)
        if question.type == "drawn":
            assert isinstance(answer, float)
            secret.append(f"{answer:g}")
        assert not [
            words
            for words in (question.id, question.explanation, *secret[:1])
            if words in installed
        ]
        for path in given:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [words for words in secret if words in text], path


def test_help_teaches_by_example() -> None:
    for command in ("add-quiz", "quizzes"):
        said = CliRunner().invoke(app, ["course", command, "--help"]).output
        assert f"gatewise course {command} my-course" in " ".join(said.split())


def test_a_course_without_quizzes_says_how_to_add_one(course: CourseFolder, run: Run) -> None:
    assert "gatewise course add-quiz" in run("quizzes")
    assert "there is no quiz 'nosuch'" in run("quizzes", "nosuch", status=2)
    os.remove(course.seed_path)
    assert "gatewise course new" in run("quizzes", status=2)


def scores(course: CourseFolder) -> dict[str, list[float | None]]:
    with Gradebook(f"sqlite:///{course.gradebook}") as gradebook:
        return {
            submission.student.id: [row.auto_score for row in submission.notebooks[0].grades]
            for submission in gradebook.assignment_submissions(NAME)
        }


@pytest.mark.parametrize("damage", ["gradebook", "key", "attempt"])
def test_trouble_is_one_sentence(course: CourseFolder, run: Run, damage: str) -> None:
    run("add-quiz", NAME)
    hand_in(course, "ann", key_answers(course))
    grade_course(course.root)
    path = {
        "gradebook": course.gradebook,
        "key": course.quiz_path(NAME),
        "attempt": course.root / "attempts" / NAME / "ann.json",
    }[damage]
    path.write_bytes(path.read_bytes()[:500] if damage == "gradebook" else b'{"when": ')
    said = run("quizzes", NAME, status=2)
    assert said.startswith("gatewise: ")
    assert f"{path.name}" in said
    assert "is damaged" in said
    if damage == "key":
        assert "is damaged" in run("grade", NAME, status=2)
        assert "is damaged" in run("add-quiz", NAME, status=2)
