"""The catalogue lists every mistake with what its learner reads, and shows nothing of the
reference.
"""

from __future__ import annotations

from pathlib import Path

from lxml import html
from typer.testing import CliRunner, Result

from autograder.cli import app
from autograder.course.discover import Course
from autograder.course.lint.solutions import solution_lines
from autograder.data.answer_key import AnswerKey
from autograder.report.catalogue import catalogue_html, catalogue_markdown, entries

TINY = Path(__file__).resolve().parents[1] / "tiny_course"


def test_every_misconception_has_an_entry_that_names_it(
    course: Course, keys: dict[str, AnswerKey]
) -> None:
    found = entries(keys)
    assert {entry.misconception.identity for entry in found} == {
        (item.slug, item.replaces) for item in course.misconceptions
    }
    for entry in found:
        assert entry.diagnosis.identities == (entry.misconception.identity,)
        assert entry.misconception.explanation in entry.explanation.message
        assert 0 < entry.failing_cases <= entry.all_cases


def test_pages_hold_every_title_and_no_line_of_a_solution(
    course: Course, keys: dict[str, AnswerKey]
) -> None:
    found = entries(keys)
    markdown, page = catalogue_markdown(found), catalogue_html(found)
    text = html.fromstring(page).text_content()
    for item in course.misconceptions:
        assert item.title in markdown
        assert item.title in text
    bare = "".join(markdown.split())
    lines = [
        line
        for unit in course.units
        for exercise in unit.exercises
        for line in solution_lines(exercise.reference)
    ]
    assert len(lines) > 50
    assert not [line for line in lines if line in bare]


def test_hints_and_titles_do_not_hand_over_the_line(course: Course) -> None:
    solutions = {
        exercise.slug: solution_lines(exercise.reference)
        for unit in course.units
        for exercise in unit.exercises
    }
    assert sum(map(len, solutions.values())) > 50
    for item in course.misconceptions:
        told = "".join((item.title + item.hint).split())
        assert not [line for line in solutions[item.replaces] if line in told]
        assert len(item.explanation.split()) >= 15, (
            f"{item.slug}: why is it wrong, and what would it do to learning?"
        )
        assert item.explanation.endswith((".", ".)"))


def test_the_command_writes_a_page_or_markdown_by_the_files_name(tmp_path: Path) -> None:
    def run(*words: str, root: Path = TINY) -> Result:
        return CliRunner().invoke(app, ["catalogue", "--from", str(root), *words])

    page, markdown = tmp_path / "mistakes.html", tmp_path / "mistakes.md"
    assert run("--out", str(page)).exit_code == 0
    assert run("--out", str(markdown), "--unit", "gru").exit_code == 0
    for text in (
        html.fromstring(page.read_text(encoding="utf-8")).text_content(),
        markdown.read_text(encoding="utf-8"),
    ):
        assert "gate-uses-tanh" in text
        assert "Next:" in text
    unknown = run("--out", str(tmp_path / "mistakes.pdf"))
    assert unknown.exit_code == 2
    assert "ends in .pdf" in unknown.output
    assert run("--out", str(page), "--unit", "gates").exit_code == 2
    assert run("--out", str(page), root=tmp_path).exit_code == 2
