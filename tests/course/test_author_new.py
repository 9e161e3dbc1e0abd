"""`gatewise author new` writes a course that passes, and what its commands say about it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course.discover import CourseError
from autograder.course.figures import draw_figures
from autograder.course.lint import lint
from autograder.course.new import TEMPLATE, write_course
from autograder.course.process import build_keys
from tests.conftest import BuildOnce


@pytest.fixture(scope="module")
def written(build_once: BuildOnce) -> Path:
    def fill(folder: Path) -> None:
        write_course(folder / "first-steps")

    return build_once("author-new", fill) / "first-steps"


@pytest.fixture
def course(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "first-steps"))


def test_it_holds_together_at_once(written: Path) -> None:
    assert [str(problem) for problem in lint(written)] == []


def test_it_has_a_part_of_every_kind_and_its_own_name(written: Path) -> None:
    files = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert files >= {
        "README.md",
        "course.toml",
        "reference/layer.py",
        "exercises/layer/linear.py",
        "exercises/layer/lesson.md",
        "exercises/layer/figures/line.svg",
        "exercises/misconceptions/layer/bias_forgotten.py",
        "quizzes/bank/practice/layer.yaml",
        "tests/test_course.py",
    }
    for name in files:
        text = (written / name).read_bytes()
        assert b"@title@" not in text, name
        assert b"@name@" not in text, name
    assert "# First steps\n" in (written / "README.md").read_text(encoding="utf-8")


def test_its_readme_has_four_commands_and_they_are_commands(written: Path) -> None:
    readme = (written / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\$ gatewise ([\w ]+?)(?= (?:[.\w-]*/|#)| {2,})", readme, re.MULTILINE)
    assert [line.split()[0] for line in lines] == ["lint", "grade", "quiz", "course"]
    named = re.findall(r"`gatewise ([a-z]+(?: [a-z]+)?)", readme)
    for line in {*named, *lines}:
        words = line.split()[: 2 if line.split()[0] in ("author", "course") else 1]
        assert CliRunner().invoke(app, [*words, "--help"]).exit_code == 0, line


def test_the_template_is_all_text_and_nothing_else_lies_in_it() -> None:
    files = [path for path in TEMPLATE.rglob("*") if path.is_file()]
    assert len(files) > 12
    assert {path.suffix for path in files} == {".template"}


def test_a_folder_in_use_and_a_name_without_letters_are_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(CourseError, match="is there already"):
        write_course(tmp_path)
    with pytest.raises(CourseError, match="no name for a course"):
        write_course(tmp_path / "2026")
    assert not (tmp_path / "2026").exists()


def test_a_picture_is_drawn_again_and_a_slip_in_its_code_is_named(course: Path) -> None:
    figure = course / "exercises" / "layer" / "figures" / "line.svg"
    before = figure.read_text(encoding="utf-8")
    figure.write_text("older", encoding="utf-8")
    assert draw_figures(course) == [figure.resolve()]
    assert figure.read_text(encoding="utf-8") == before

    code = course / "exercises" / "layer" / "_figures.py"
    code.write_text(code.read_text(encoding="utf-8").replace("Picture(", "Pictur("), "utf-8")
    with pytest.raises(CourseError, match=r"_figures.py:\d+: NameError: .*`draw\(\)` of"):
        draw_figures(course)


def test_a_picture_that_is_not_what_its_code_draws_is_told_once(course: Path) -> None:
    figure = course / "exercises" / "layer" / "figures" / "line.svg"
    figure.write_text("older", encoding="utf-8")
    shown = CliRunner().invoke(app, ["lint", "--quick", "--from", str(course)])
    assert shown.exit_code == 1
    assert " ".join(shown.output.split()).count("figures/line.svg is of an older version") == 1
    assert "1 problem." in shown.output


def test_commands_find_the_course_of_the_folder_they_are_typed_in(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course / "exercises" / "layer")
    shown = CliRunner().invoke(app, ["author", "figures"]).output
    assert shown == "✓ 1 picture drawn.\n"
    assert "A linear layer" in CliRunner().invoke(app, ["quiz", "--list"]).output
    assert list(build_keys(course, b"secret")) == ["layer"]


def test_points_with_which_nobody_could_be_right_are_refused(course: Path) -> None:
    """With -2 points a right answer would earn -2 of -2."""
    file = course / "exercises" / "layer" / "linear.py"
    file.write_text(file.read_text(encoding="utf-8").replace("points=3", "points=-2"), "utf-8")
    with pytest.raises(CourseError, match=r"linear cannot be marked: its points are -2; .*above 0"):
        build_keys(course, b"secret")
    assert any("above 0" in str(problem) for problem in lint(course))
