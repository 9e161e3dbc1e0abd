"""The pages of docs/: each command parses, and all run in their order, against one course."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

import pytest
from nbgrader import apps
from nbgrader.api import Gradebook
from nbgrader.exchange.default import Exchange

from tests.command.test_readme import find_command
from tests.conftest import ROOT
from tests.notebooks.sample_class import RIGHT, TANH, UNIT, filled

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
TEXTS = {page.stem: page.read_text(encoding="utf-8") for page in PAGES}
ELSEWHERE = {"README", "authoring", "cluster", "lms", "postgresql", "regrade", "site"}
"""Pages whose commands other tests run."""
TOLD = ("first-course", "exchange", "attempts", "late-work", "class-report", "alike")
"""The pages whose commands run here, one after another."""
NOT_RUN = ("pip install ", "jupyter lab", "gatewise course report . --watch")
"""Commands that install something, or that go on until somebody ends them."""
EXCHANGE = "/srv/nbgrader/exchange"


@dataclass(frozen=True)
class Step:
    """A command line, or a block of Python, and the heading above it."""

    heading: str
    text: str
    is_code: bool = False


def steps(page: str) -> Iterator[Step]:
    """What a page asks its reader to do, in order."""
    heading = ""
    for found in re.finditer(
        r"^#+ (?P<heading>[^\n]+)$|^```(?P<kind>\w+)\n(?P<block>.*?)^```", page, re.M | re.S
    ):
        heading = found["heading"] or heading
        if found["kind"] == "console":
            for line in re.findall(r"^\$ (.+)$", found["block"], re.M):
                yield Step(heading, line.split("  #")[0].strip())
        elif found["kind"] == "python":
            yield Step(heading, found["block"], True)


COMMANDS = sorted(
    {
        step.text
        for text in TEXTS.values()
        for step in steps(text)
        if not step.is_code and step.text.startswith("gatewise ")
    }
)
CODE = [(name, step.text) for name, text in TEXTS.items() for step in steps(text) if step.is_code]


def test_every_page_is_in_the_guide_and_has_its_test() -> None:
    listed = re.findall(r"\| \[[\w-]+\.md\]\(([\w-]+)\.md\)", TEXTS["README"])
    assert sorted(listed) == sorted(set(TEXTS) - {"README"})
    assert set(TEXTS) <= {*ELSEWHERE, *TOLD, "some-units", "jupyterhub"}


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_parses(line: str) -> None:
    command, words = find_command(line)
    command.make_context("gatewise", words).close()


@pytest.mark.parametrize("name", sorted(set(TEXTS) - {"lms"}))
def test_every_command_and_option_in_a_sentence_is_there(name: str) -> None:
    for line in re.findall(r"`(gatewise [a-z][^`]*)`", TEXTS[name]):
        command, _ = find_command(line)
        known = {option for item in command.params for option in item.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= known, line


@pytest.mark.parametrize("text", [text for _, text in CODE], ids=[name for name, _ in CODE])
def test_every_setting_is_one_that_nbgrader_has(text: str) -> None:
    known = {
        (item.__name__, trait)
        for item in (*apps.NbGraderApp().all_configurable_classes(), Exchange)
        for trait in item.class_traits()
    }
    for found in re.finditer(r"^c\.(\w+)\.(\w+) = ", text, re.M):
        assert found.groups() in known, found[0]
    ast.parse(text)


class Reader:
    """Follows pages: an instructor with a course, and a learner, on one machine."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.exchange = home / "exchange"
        self.course, self.learner = home / "my-course", home / "learner"
        self.folder = home
        self.said: dict[str, str] = {}
        self.learner.mkdir()
        (home / ".jupyter").mkdir()

    def follow(self, page: str, after: Mapping[str, Callable[[], None]] | None = None) -> None:
        """Do what a page says; `after` some of its lines, something happens in the world."""
        for step in steps(TEXTS[page]):
            text = step.text.replace(EXCHANGE, str(self.exchange))
            if step.is_code:
                self._code(text)
            elif text.startswith("cd "):
                self.folder = self.folder / text.removeprefix("cd ")
            elif not text.startswith(NOT_RUN):
                place = self.learner if step.heading.startswith("As a learner") else self.folder
                self.run(text, place)
            for line, happens in (after or {}).items():
                if step.text == line:
                    happens()

    def _code(self, text: str) -> None:
        if "get_config()" in text:
            (self.home / ".jupyter" / "nbgrader_config.py").write_text(text)
        elif text.startswith("c."):
            with open(self.course / "nbgrader_config.py", "a", encoding="utf-8") as file:
                file.write(text)
        else:
            (self.home / "lines.py").write_text(text)
            self.run(f"python {self.home / 'lines.py'}", self.course)

    def run(self, line: str, place: Path) -> None:
        """One line in a shell, with this interpreter's commands first on the path."""
        if line == "gatewise course new my-course":
            line += f" --units {UNIT}"  # the other units would only take longer
        environment = dict(os.environ) | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / ".data"),
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "120",
        }
        done = subprocess.run(
            line,
            shell=True,
            cwd=place,
            env=environment,
            text=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        self.said[line] = done.stdout + done.stderr

    def work(self, folder: Path, sources: Mapping[str, str]) -> None:
        """Fill in a released notebook."""
        path = folder / f"{UNIT}.ipynb"
        notebook = json.loads(path.read_text())
        notebook["cells"] = filled(notebook["cells"], dict(sources))
        path.write_text(json.dumps(notebook))

    def take_away_pages(self) -> None:
        """Give learners who submitted by hand their pages."""
        for learner in ("ada", "ben"):
            shutil.rmtree(self.course / "feedback" / learner)

    def score(self, learner: str) -> float:
        """The mark in the gradebook."""
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as book:
            row = book.find_submission(UNIT, learner)
            return float(row.score - row.late_submission_penalty)


@pytest.mark.slow
def test_an_instructor_can_follow_the_pages(tmp_path: Path) -> None:
    reader = Reader(tmp_path)

    def hand_in() -> None:
        for learner in ("ada", "ben"):
            folder = reader.course / "submitted" / learner / UNIT
            shutil.copytree(reader.course / "release" / UNIT, folder)
            reader.work(folder, RIGHT if learner == "ada" else RIGHT | {"forget_gate": TANH})
            (folder / "timestamp.txt").write_text("2026-02-20 12:00:00 UTC")

    reader.follow("first-course", {"nbgrader generate_assignment gates": hand_in})
    assert (reader.score("ada"), reader.score("ben")) == (10, 8)
    assert (reader.course / "grades.csv").stat().st_size
    assert (reader.course / "feedback" / "ben" / UNIT / f"{UNIT}.html").is_file()

    own, me = reader.learner / UNIT, getuser()
    reader.follow(
        "exchange",
        {
            "nbgrader fetch_assignment gates": lambda: reader.work(own, RIGHT | {"sigmoid": ""}),
            # those who came by hand are not served by the exchange
            "gatewise course grade . gates --feedback": reader.take_away_pages,
        },
    )
    assert reader.score(me) < 10
    (page,) = (own / "feedback").rglob("*.html")
    assert "forget_gate" in page.read_text(encoding="utf-8")

    reader.work(own, RIGHT)
    reader.run("nbgrader submit gates", reader.learner)
    reader.follow("attempts")
    assert reader.score(me) == 10

    for learner in ("ada", "ben"):
        stamp = reader.course / "submitted" / learner / UNIT / "timestamp.txt"
        stamp.write_text("2026-03-02 12:00:00 UTC")
    reader.follow("late-work")
    assert (reader.score("ada"), reader.score("ben")) == (10, 0)

    reader.follow("class-report")
    assert "late: −8 points" in (reader.course / "report.html").read_text(encoding="utf-8")
    assert (reader.course / "report-anonymous.html").is_file()
    reader.follow("alike")
    assert (reader.course / "alike.html").is_file()
