"""A learner's hour in JupyterLab: what they read and see, in a real Chromium with a real kernel.

The screenshots are kept in the folder that `GATEWISE_SCREENSHOTS` names, to be looked at.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from autograder.notebooks.release.build import build_unit
from tests.conftest import ROOT, UnitKey
from tests.course.solved import solution
from tests.jupyterlab import DARK, Notebook, running_lab
from tests.quizzes.chromium import chromium, open_page

pytest.importorskip("jupyterlab", reason="JupyterLab is not installed")
pytest.importorskip("websocket", reason="websocket-client is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not chromium(), reason="Chromium is not installed"),
]

RIGHT = solution("forget_gate", ["sigmoid"])


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, unit_key: UnitKey) -> Iterator[str]:
    """A JupyterLab with the kit's folders of two units."""
    home = tmp_path_factory.mktemp("lab")
    for unit in ("gates", "cell"):
        folder = home / "work" / unit
        folder.mkdir(parents=True)
        built = build_unit(unit_key(unit), ROOT / "exercises" / unit)
        nbformat.write(built.notebook, folder / f"{unit}.ipynb")
        for place, path in built.figures.items():
            (folder / place).parent.mkdir(exist_ok=True)
            shutil.copy(path, folder / place)
        unit_key(unit).public().save(folder / f"{unit}.public.key")
    with running_lab(home) as address:
        yield address


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    wanted = os.environ.get("GATEWISE_SCREENSHOTS")
    folder = Path(wanted) if wanted else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_from_a_wrong_gate_to_a_right_one(lab: str, tmp_path: Path, pictures: Path) -> None:
    with open_page(tmp_path) as page:
        notebook = Notebook(page, lab, "gates/gates.ipynb")
        notebook.close_sidebar()
        notebook.run("setup")
        notebook.write("sigmoid", solution("sigmoid"))
        notebook.run("sigmoid")
        notebook.write("forget_gate", RIGHT.replace("sigmoid(", "np.tanh("))
        notebook.run("forget_gate")
        said = notebook.run("forget_gate-grade")
        assert "tanh where the gate needs a sigmoid" in said
        assert "Next:" in said
        notebook.show("forget_gate-grade")
        page.picture(pictures / "wrong-light.png")
        notebook.theme(DARK)
        notebook.show("forget_gate-grade")
        page.picture(pictures / "wrong-dark.png")

        notebook.write("forget_gate", RIGHT)
        notebook.run("forget_gate")
        said = notebook.run("forget_gate-grade")
        assert "forget_gate: passed" in said
        assert "You can compute how much of each part of the memory is kept" in said
        notebook.show("forget_gate-grade")
        page.picture(pictures / "passed-dark.png")

        notebook.write("forget_gate", RIGHT.replace("):", ")"))
        notebook.run("forget_gate")
        said = notebook.run("forget_gate-grade")
        assert "The newest version of forget_gate is not the one that" in said
        assert "passed" not in said

        notebook.write("forget_gate", RIGHT.replace("return", "while True: pass\n    return"))
        notebook.run("forget_gate")
        assert "took too long" in notebook.run("forget_gate-grade")

        notebook.theme("JupyterLab Light")
        notebook.width(700)
        for name in ("input_gate", "candidate", "output_gate"):
            notebook.write(name, solution(name, ["sigmoid"]))
            notebook.run(name)
        notebook.write("forget_gate", RIGHT)
        notebook.run("forget_gate")
        notebook.add("own picture", _READING)
        notebook.run("own picture")
        assert notebook.below("own picture", "svg[role=img]") == 1
        notebook.show("own picture")
        page.picture(pictures / "reading-700.png")


_READING = "from lstm_lab.own_pictures import reading\nreading(globals())"
_EXPLORE = "from lstm_lab.explorer import explore\nexplore(globals())"
_EXPERIMENT = "from lstm_lab.experiment import experiment\nexperiment(globals())"


def test_a_cell_that_is_located_and_pictures_that_outlive_their_kernel(
    lab: str, tmp_path: Path, pictures: Path
) -> None:
    step = solution("lstm_step")
    with open_page(tmp_path) as page:
        notebook = Notebook(page, lab, "cell/cell.ipynb")
        notebook.close_sidebar()
        notebook.run("setup")
        for name in ("cell_state", "hidden_state"):
            notebook.write(name, solution(name))
            notebook.run(name)
        wrong = step.replace("f_t * c_prev + i_t * g_t", "f_t * c_prev + 0.5 * i_t * g_t")
        assert wrong != step
        notebook.write("lstm_step", wrong)
        notebook.run("lstm_step")
        said = notebook.run("lstm_step-grade")
        assert "✗ c" in said
        assert notebook.below("lstm_step-grade", "svg[role=img]") == 1
        for theme, width, name in (
            ("JupyterLab Light", 1100, "located-light"),
            (DARK, 1100, "located-dark"),
            (DARK, 700, "located-700"),
        ):
            notebook.theme(theme)
            notebook.width(width)
            notebook.show("lstm_step-grade")
            page.picture(pictures / f"{name}.png")

        notebook.width(900)
        notebook.add("explorer", _EXPLORE)
        notebook.add("trial", _EXPERIMENT)
        notebook.run("explorer")
        notebook.run("trial")
        page.until("document.querySelectorAll('.widget-slider, .widget-hslider').length > 3")
        assert notebook.below("explorer", "svg[role=img]") == 1, "no still picture beside it"
        assert notebook.below("explorer", ".widget-slider") > 3, "the widgets are hidden"
        assert notebook.below("trial", ".jupyter-button") == 2
        assert "Your own cell_state" in notebook.output("explorer")
        notebook.show("explorer")
        page.picture(pictures / "explorer-dark.png")
        notebook.reopen()
        assert notebook.below("explorer", "svg[role=img]") == 1
        for name in ("trial", "explorer"):
            notebook.show(name)
            said = notebook.output(name)
            page.picture(pictures / f"{name}-reopened.png")
            assert "run this cell" in said
            assert "VBox" not in said
            assert "Error" not in said
