"""A small kit, as learners get it: two units, each with a notebook and a Python file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest

from autograder.learner.checker import Checker
from autograder.learner.keys import KIT
from autograder.learner.work import KitFacts
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
