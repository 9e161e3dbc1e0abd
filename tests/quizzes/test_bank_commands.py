"""`gatewise bank`: what an author reads about a file, and the files that come out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.commands.output import new_console
from quizzes.bank import BANK, bank_files
from quizzes.loading import check_files, load_bank

GOOD = (BANK / "graded" / "graded-cell.yaml").read_text(encoding="utf-8")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object, status: int = 0) -> str:
        done = CliRunner().invoke(app, ["bank", *map(str, arguments)])
        assert done.exit_code == status, done.output
        return done.output

    return call


def test_the_bank_has_nothing_to_fix(run: Callable[..., str]) -> None:
    count = len(load_bank(BANK / "practice", BANK / "graded").questions)

    assert run("check") == f"✓ {count} questions in {len(bank_files())} files, nothing to fix.\n"


def test_all_mistakes_of_all_files_come_at_once_each_with_its_place(
    run: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "one.yaml").write_text(
        GOOD.replace("difficulty: easy", "difficulty: eazy")
        .replace("cell-gates-swapped", "cell-gates-swaped")
        .replace("reference.cell_state", "reference.cell_stat", 1)
    )
    (tmp_path / "two.yaml").write_text(
        "topic: gates\ntitle: T\ntitle: U\nuse: graded\nquestions: []\n"
    )
    (tmp_path / "latin.yaml").write_bytes(b"topic: caf\xe9\n")

    said = run("check", "one.yaml", "two.yaml", "latin.yaml", status=1)

    assert (
        "✗ one.yaml:13:15: 'reference.cell_stat'; expected a function of the reference,"
        " or of a file that course.toml declares; did you mean 'reference.cell_state'?" in said
    )
    assert (
        "✗ one.yaml:22:24: 'cell-gates-swaped'; expected a misconception of the catalogue; did you"
        " mean 'cell-gates-swapped'?" in said
    )
    assert re.search(
        r"✗ one.yaml:\d+:17: 'eazy'; expected one of easy, medium, hard; did you mean 'easy'\?",
        said,
    )
    assert "✗ two.yaml:1:8: the topic 'gates' a second time (first in practice/gates.yaml)" in said
    assert "✗ two.yaml:3:1: " in said
    assert "expected at least 1 entry" in said
    assert "✗ latin.yaml:1:1: byte 11 is no UTF-8" in said
    assert said.splitlines()[-1].startswith("7 mistakes.")


def test_an_id_of_the_practice_bank_is_taken_and_a_name_far_from_all_is_counted(
    run: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "one.yaml").write_text(
        GOOD.replace("graded-hidden-view", "forget-zero").replace("cell-subtracts", "zzz")
    )

    said = run("check", "one.yaml", status=1)

    assert "the id 'forget-zero' a second time (first at practice/gates.yaml:" in said
    assert re.search(
        r"'zzz'; expected a misconception of the catalogue: there are \d+, from ", said
    )


def test_advice_has_a_place_and_counts_where_it_must(
    run: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "one.yaml").write_text(
        GOOD.replace(" Select all that apply.", "").replace(
            "tolerance: {absolute: 0.001}", "tolerance: {absolute: 3}"
        )
    )

    said = run("check", "one.yaml")

    assert re.search(
        r'! one.yaml:\d+:9: graded-hidden-view: say "Select all that apply." in the prompt', said
    )
    assert "! one.yaml:5:9: graded-cell-update: wrong number 1 counts as right for c = " in said
    assert "2 questions, no mistake, 4 to look at." in said

    (tmp_path / "two.yaml").write_text(GOOD.replace("[-3, -1.5, 1.5, 2.5, 3.5]", "[0.4, 1]"))
    assert "graded-cell-update: the answer is 0 for c = 0.4, f = 0.6, i = 0.3" in run(
        "check", "two.yaml"
    )
    run("check", "one.yaml", "--strict", status=1)


def test_a_formula_that_cannot_be_shown_is_a_mistake_where_its_text_begins(
    run: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "one.yaml").write_text(
        GOOD.replace("$f_t c_{t-1} + i_t g_t$ is", r"$\sigma{0$ and $\left( x$ are")
        .replace("is about 0.01", "is $3")
        .replace("difficulty: medium", "difficulty: middle")
    )

    said = run("check", "one.yaml", status=1)

    assert (
        r"✗ one.yaml:34:18: the formula $\sigma{0$ cannot be rendered: a { has no partner; expected"
        r" LaTeX that" in said
    )
    assert (
        r"✗ one.yaml:34:18: the formula $\left( x$ cannot be rendered: extra left or missing"
        r" right; " in said
    )
    assert re.search(
        r"✗ one.yaml:51:15: a dollar sign without its partner in '.*'; expected two .* and \\\$ for"
        r" a plain",
        said,
    )
    assert "'middle'; expected one of easy, medium, hard" in said
    assert said.splitlines()[-1].startswith("4 mistakes.")


def test_advice_keeps_its_stars(run: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD.replace("Which statements hold?", "Which do not hold?"))

    assert "make it stand out as **not**" in run("check", "one.yaml")


def test_the_example_of_the_readme_has_no_mistake(
    run: Callable[..., str], example_file: Path
) -> None:
    assert "8 questions, no mistake" in run("check", example_file) or "nothing to fix" in run(
        "check", example_file
    )


def test_where_there_is_no_course_names_are_let_pass(example_file: Path) -> None:
    assert check_files([example_file]).mistakes == ()
    assert check_files([example_file], {}, []).mistakes != ()


def test_a_name_that_is_neither_file_nor_topic_is_told_the_nearest(run: Callable[..., str]) -> None:
    said = run("check", "gatess", status=2)

    assert "there is no file gatess" in said
    assert "Did you mean gates?" in said


def test_a_topic_is_written_as_a_page(run: Callable[..., str], tmp_path: Path) -> None:
    assert "✓ Wrote 9 questions to gates.html." in run(
        "page", "--out", "gates.html", "--topic", "gates"
    )
    assert (tmp_path / "gates.html").read_text(encoding="utf-8").count('class="gw-question"') == 9
    assert "Did you mean 'gates'?" in run("page", "--out", "x.html", "--topic", "gate", status=2)
    assert "cannot be written: No such file or directory" in run(
        "page", "--out", "nosuch/x.html", status=2
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gates.html"]


@pytest.mark.parametrize(
    ("form", "carried"),
    [("moodle", "7 of 8 questions"), ("gift", "7 of 8 questions"), ("qti", "8 questions")],
)
def test_exports_say_aloud_what_they_leave_out(
    run: Callable[..., str], tmp_path: Path, form: str, carried: Any
) -> None:
    (tmp_path / "mine.yaml").write_text((BANK / "graded" / "graded-backprop.yaml").read_text())

    said = run("export", form, "mine.yaml", "four-layers", "--out", "out")

    assert f"✓ Wrote {carried} to out, keys included." in said
    assert "! Numbers that were drawn stay as they are: graded-dc-previous." in said
    assert ("so it is not in the file: graded-backward-order." in said) is (form != "qti")
    if form == "qti":
        assert len(zipfile.ZipFile(tmp_path / "out").namelist()) == 9


def test_an_export_counts_what_concerns_many_and_names_what_concerns_few(
    run: Callable[..., str],
) -> None:
    said = run("export", "gift", "gates", "backprop", "--out", "out")

    assert "! The source is not part of the format: all of them.\n" in said
    assert "! Points are not part of the format: dc-previous." in said


def test_a_folder_is_told_to_be_one(run: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()

    assert "mine is a folder. Name the files in it: mine/*.yaml" in run("check", "mine", status=2)


def test_a_page_of_all_topics_has_a_heading_and_a_link_for_each(
    run: Callable[..., str], tmp_path: Path
) -> None:
    run("page", "--out", "all.html")
    text = (tmp_path / "all.html").read_text(encoding="utf-8")

    titles = [topic.title for topic in load_bank().topics.values()]
    assert re.findall(r'<h2 id="topic-[\w-]+">(.*?)</h2>', text) == titles
    assert re.findall(r'<a href="#(topic-[\w-]+)">', text) == re.findall(
        r'<h2 id="(topic-[\w-]+)">', text
    )
    run("page", "--out", "one.html", "--topic", "gates")
    assert "<h1>Quiz: What each gate does</h1>" in (tmp_path / "one.html").read_text(
        encoding="utf-8"
    )


def test_an_export_of_a_broken_file_says_where(run: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD.replace("difficulty: easy", "difficulty: eazy"))

    assert "one.yaml:" in run("export", "gift", "one.yaml", "--out", "out", status=2)
    assert not (tmp_path / "out").exists()


def test_help_teaches_by_example(run: Callable[..., str]) -> None:
    for command in ("check", "page", "export"):
        assert f"gatewise bank {command}" in run(command, "--help")


def test_positions_are_printed_as_they_are_and_never_as_emoji(
    run: Callable[..., str], tmp_path: Path
) -> None:
    lines = "# a line\n" * 99
    (tmp_path / "hundred.yaml").write_text(lines + "topic: Bad\n")

    said = run("check", "hundred.yaml", status=1)

    assert "hundred.yaml:100:8: 'Bad'; expected lower-case words" in said


def test_no_console_of_ours_reads_colons_as_emoji() -> None:
    from quizzes.surfaces import terminal

    assert not new_console()._emoji
    source = Path(terminal.__file__).read_text(encoding="utf-8")
    assert source.count("Console(") == source.count("emoji=False"), "each makes its own console"


def test_a_graded_text_with_a_control_character_stops_the_export_with_its_line(
    run: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD.replace("title: ", 'title: "$\\tanh$"  # ', 1))

    said = run("export", "gift", "mine.yaml", "--out", "mine.gift", status=2)

    assert "write `\\\\tanh`, or leave the quotes out" in said
    assert not (tmp_path / "mine.gift").exists()
