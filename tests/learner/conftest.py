"""A small kit, as learners get it: two units, each with a notebook and a Python file."""

from __future__ import annotations

import io
import os
import re
import runpy
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
import pytest
from rich.console import Console
from typer.testing import CliRunner

from autograder.cli import app
from autograder.commands.watch_screen import screen
from autograder.learner.checker import Checker
from autograder.learner.keys import KIT
from autograder.learner.watch import Watch
from autograder.learner.work import KitFacts, unit_folders
from autograder.notebooks.release.build import build_unit
from tests.conftest import ROOT, BuildOnce, UnitKey

UNITS = ("rnn", "gates")
RIGHT_STEP = "return np.tanh(x_t @ W.T + h_prev @ U.T + b)"
NO_BIAS = "return np.tanh(x_t @ W.T + h_prev @ U.T)"

Write = Callable[[Path, str, str], None]


@pytest.fixture(scope="session")
def fresh_kit(build_once: BuildOnce, unit_key: UnitKey) -> Path:
    def fill(folder: Path) -> None:
        for unit in UNITS:
            built = build_unit(unit_key(unit), ROOT / "exercises" / unit)
            place = folder / unit
            place.mkdir()
            nbformat.write(built.notebook, place / f"{unit}.ipynb")
            (place / f"{unit}.py").write_text(built.python, encoding="utf-8")
            unit_key(unit).public().save(place / f"{unit}.public.key")
        (folder / KIT).write_text(
            KitFacts(UNITS, experiment="lstm_lab.command").json(), encoding="utf-8"
        )

    return build_once("small-kit", fill)


@pytest.fixture
def kit(fresh_kit: Path, tmp_path: Path) -> Path:
    """A kit that the test may write in."""
    return Path(shutil.copytree(fresh_kit, tmp_path / "home" / "ada" / "course" / "kit"))


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    with Checker() as warm:
        yield warm


def write(path: Path, slug: str, body: str) -> None:
    """Put `body` in place of what a function does, in a Python file or in a notebook."""

    def filled(source: str) -> str:
        before, after = source.split(f"def {slug}(")
        changed = re.sub(
            r"^    (raise NotImplementedError|return)\b.*$",
            lambda _: "    " + body.replace("\n", "\n    "),
            after,
            count=1,
            flags=re.MULTILINE,
        )
        return f"{before}def {slug}({changed}"

    if path.suffix == ".py":
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
        return
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == slug:
            cell.source = filled(cell.source)
    nbformat.write(notebook, path)


class Notebook:
    """A kernel in this process: cells go in, and the value of the last line comes out."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell

    def run(self, source: str) -> Any:
        return self.shell.run_cell(source, store_history=True).result

    def step(self, body: str) -> None:
        lines = body.replace("\n", "\n    ")
        self.run(f"def rnn_step(x_t, h_prev, W, U, b):\n    {lines}")

    def check(self, name: str = "rnn_step") -> Any:
        result = self.run(f'from autograder import check\n\ncheck("{name}")')
        assert result is not None
        return result


@pytest.fixture
def notebook(kit: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """The kernel of a notebook in the folder of unit `rnn`."""
    interactiveshell = pytest.importorskip("IPython.core.interactiveshell")
    monkeypatch.chdir(kit / "rnn")
    monkeypatch.setattr("sys.stdout", open(os.devnull, "w"))  # noqa: SIM115 - IPython keeps it
    shell = interactiveshell.InteractiveShell.instance()
    shell.history_manager.enabled = False
    shell.reset()
    found = Notebook(shell)
    found.run("import numpy as np")
    yield found
    interactiveshell.InteractiveShell.clear_instance()
    for prompt in ("ps1", "ps2", "ps3"):  # with them, this process would count as interactive
        if hasattr(sys, prompt):
            delattr(sys, prompt)


def text(result: Any) -> str:
    """What a result says, on one line."""
    return " ".join(repr(result).split())


def checked(*words: str, status: int = 1, command: str = "check") -> str:
    """What `gatewise check` says."""
    done = CliRunner().invoke(app, [command, *words])
    assert done.exit_code == status, done.output
    return " ".join(done.output.split())


def watched(folder: Path, checker: Checker) -> str:
    """What `gatewise watch` shows at first."""
    console = Console(width=200, file=io.StringIO(), record=True)
    view = Watch(unit_folders(folder), checker).begin()
    console.print(screen(view, datetime(2026, 1, 1)))
    return " ".join(console.export_text().split())


def ran(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `python rnn.py` prints, with the sentence that it may end with."""
    try:
        runpy.run_path(str(path), run_name="__main__")
    except SystemExit as ended:
        return str(ended)
    return " ".join(capsys.readouterr().out.split())
