"""The commands of README.md and CONTRIBUTING.md: each `gatewise` command parses, and those of the
README's instructors, learners and authors run in the order in which they stand there.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from autograder.cli import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def lines(heading: str | None = None, page: str = README) -> list[str]:
    """The command lines below a heading, or all of them, without their comments; `a && b` counts as
    two.
    """
    text = page if heading is None else page.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [
        part.strip()
        for found in re.findall(r"^\$ (.+)$", text, re.MULTILINE)
        for part in found.split("#")[0].split("&&")
    ]


SHOWN = sorted(
    {line for line in [*lines(), *lines(page=CONTRIBUTING)] if line.startswith("gatewise ")}
)
MENTIONED = sorted(set(re.findall(r"`(gatewise [a-z][^`]*)`", README + CONTRIBUTING)))
"""Commands inside a sentence, which may leave out their arguments."""


def test_the_first_commands_are_the_ones_that_newcomers_type() -> None:
    assert lines("Try it") == [
        'pip install -e ".[teach]"',
        "gatewise demo",
        'pip install -e ".[dev]"',
        "pytest",
        "gatewise check gates/gates.py",
    ]


def test_the_first_screen_has_pictures_for_light_and_dark_pages() -> None:
    names = re.findall(r"docs/pictures/([\w-]+)\.webp", README)
    assert names == ["diagnosis-dark", "diagnosis-light", "report-dark", "report-light"]
    for name in names:
        size = (ROOT / "docs" / "pictures" / f"{name}.webp").stat().st_size
        assert 10_000 < size < 80_000, name
    assert all(len(words) > 60 for words in re.findall(r'alt="([^"]*)"', README))
    assert README.index("docs/pictures") < README.index("## ")


def find_command(line: str) -> tuple[Any, list[str]]:
    """The command that a line names, and the words that are left for it."""
    group: Any = typer.main.get_group(app)
    words = shlex.split(line)[1:]
    while isinstance(group, typer.core.TyperGroup):
        context = group.make_context("gatewise", words)
        name, command, words = group.resolve_command(context, words)
        assert command is not None, name
        group = command
    return group, words


@pytest.mark.parametrize("line", SHOWN)
def test_every_command_parses(line: str) -> None:
    command, words = find_command(line)
    command.make_context("gatewise", words).close()


@pytest.mark.parametrize("line", MENTIONED)
def test_every_command_in_a_sentence_is_there(line: str) -> None:
    find_command(line)


def run(line: str, folder: Path, status: int = 0, columns: int = 120) -> str:
    """One line in a shell, with this interpreter's commands first on the path."""
    environment = dict(os.environ) | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_DATA_HOME": str(folder / ".data"),
        "PYTHONPATH": str(ROOT),
        "COLUMNS": str(columns),
    }
    done = subprocess.run(
        line,
        shell=True,
        cwd=folder,
        env=environment,
        text=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def write(path: Path, bodies: dict[str, str]) -> None:
    """Fill in stubs of a ``.py`` file."""
    text = path.read_text(encoding="utf-8")
    for name, body in bodies.items():
        before, after = text.split(f"def {name}(")
        text = (
            before
            + f"def {name}("
            + re.sub(r"raise NotImplementedError.*", body.replace("\\", r"\\"), after, count=1)
        )
    path.write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_instructors_and_learners_can_follow_it(tmp_path: Path) -> None:
    folder, said = tmp_path, {}
    for line in lines("Teach"):
        if line.startswith("cd "):
            folder = folder / line.removeprefix("cd ")
            continue
        if "midterm.yaml" in line:
            shutil.copy(
                ROOT / "quizzes" / "bank" / "graded" / "graded-gates.yaml", folder / "midterm.yaml"
            )
        said[line] = run(line, folder)
        if "generate_assignment" in line:
            for learner in ("ada", "ben"):
                shutil.copytree(
                    folder / "release" / "gates", folder / "submitted" / learner / "gates"
                )
    assert "ada" in said["gatewise course grade ."]
    assert "not attempted" in said["gatewise grade kit/gates/gates.py --format text"]
    assert "Isolation level" in said["gatewise doctor"]
    assert len(list((folder / "feedback").rglob("gates.html"))) == 2
    assert (folder / "report.html").stat().st_size
    kit = folder / "kit"
    for line in lines("Learn"):
        if line != "gatewise watch":  # it goes on until a key ends it: see test_watch.py
            said[line] = run(line, kit, int(line.split()[1] in ("check", "experiment")))
    assert "not attempted" in said["gatewise check gates/gates.py"]
    assert "has to wait" in said["gatewise experiment"]
    write(
        kit / "gates" / "gates.py",
        {
            "sigmoid": "return np.exp(-np.logaddexp(0, -z))",
            "forget_gate": "return np.tanh(x_t @ W_f.T + h_prev @ U_f.T + b_f)",
        },
    )
    shown = README.split("```console\n$ gatewise check gates/gates.py\n")[1].split("```")[0]
    assert shown in run("gatewise check gates/gates.py", kit, status=1, columns=80)


@pytest.mark.slow
def test_authors_can_follow_it(tmp_path: Path) -> None:
    for line in lines("Write your own"):
        run(line, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {"quiz.html", "quiz.xml"}


def test_it_says_what_nbgraders_commands_do_with_python_files() -> None:
    words = " ".join(README.split())
    assert "`nbgrader zip_collect` collects `.py` files too" in words
    assert (
        "`nbgrader autograde` reads notebooks under their own names alone: for `.py` files and"
        " renamed notebooks its log names `gatewise course grade`"
    ) in words
