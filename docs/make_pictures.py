"""Take the pictures of README.md: a diagnosis in JupyterLab and a class report, in light and dark.

    python docs/make_pictures.py         # writes docs/pictures/; needs Chromium and .[dev]

Run it again after a change to what learners or instructors see, and look at the result.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import nbformat

from autograder.course.process import build_keys
from autograder.notebooks.release.build import build_unit
from tests.course.solved import solution
from tests.jupyterlab import DARK, Notebook, running_lab
from tests.quizzes.chromium import Page, open_page

PICTURES = ROOT / "docs" / "pictures"
THEMES = {"light": "JupyterLab Light", "dark": DARK}
WIDTH = 860
DEMO = [sys.executable, "-c", "from autograder.cli import main; main()", "demo"]
STEP = """def lstm_step(x_t, h_prev, c_prev, params):
    f = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
    i = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
    g = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
    o = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
    c = f * c_prev + i * o
    return o * np.tanh(c), c
"""
"""A cell with a slip that no catalogue names."""


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gatewise-pictures-") as work:
        diagnosis(Path(work))
        report(Path(work))


def diagnosis(work: Path) -> None:
    """A wrong cell and what `check` says below it."""
    folder = work / "lab" / "work" / "cell"
    folder.mkdir(parents=True)
    key = build_keys(ROOT, b"a secret for pictures", ("cell",))["cell"]
    nbformat.write(build_unit(key, ROOT / "exercises" / "cell").notebook, folder / "cell.ipynb")
    key.public().save(folder / "cell.public.key")
    gates = [solution(name) for name in ("forget_gate", "input_gate", "candidate", "output_gate")]
    with running_lab(work / "lab") as lab, open_page(work / "lab-browser") as page:
        notebook = Notebook(page, lab, "cell/cell.ipynb")
        notebook.close_sidebar()
        notebook.width(WIDTH, 1300)
        notebook.run("setup")
        notebook.add("gates", "\n\n\n".join(gates))
        notebook.run("gates")
        notebook.write("lstm_step", STEP)
        notebook.run("lstm_step")
        notebook.run("lstm_step-grade")
        for name, theme in THEMES.items():
            notebook.theme(theme)
            notebook.show("lstm_step-grade")
            save(page, f"diagnosis-{name}", between(page, "lstm_step", "lstm_step-grade"))


def between(page: Page, first: str, last: str) -> dict[str, float]:
    """The rectangle from the top of a cell to the bottom of another."""
    cell = "[...document.querySelectorAll('.jp-Cell')].find(cell => cell.innerText.includes({}))"
    found: dict[str, float] = page.run(
        "(() => { const top = "
        + cell.format(json.dumps(f"def {first}("))
        + ".getBoundingClientRect(); const bottom = "
        + cell.format(json.dumps(f'check("{last.removesuffix("-grade")}")'))
        + ".getBoundingClientRect();"
        " return {x: top.left, y: top.top, width: top.width, height: bottom.bottom - top.top}; })()"
    )
    return found


def report(work: Path) -> None:
    """The beginning of the sample class's report."""
    subprocess.run([*DEMO, str(work / "demo")], check=True, stdout=subprocess.DEVNULL)
    with open_page(work / "report-browser") as page:
        page.call("Page.enable")
        page.call("Emulation.setScrollbarsHidden", hidden=True)
        size = {"width": WIDTH, "height": 640}
        page.call("Emulation.setDeviceMetricsOverride", **size, deviceScaleFactor=1, mobile=False)
        page.call("Page.navigate", url=(work / "demo" / "report.html").as_uri())
        page.until("document.querySelector('table') && true")
        for name in THEMES:
            feature = {"name": "prefers-color-scheme", "value": name}
            page.call("Emulation.setEmulatedMedia", features=[feature])
            save(page, f"report-{name}", {"x": 0, "y": 0, **size})


def save(page: Page, name: str, clip: dict[str, Any]) -> None:
    """Write a part of the page as a picture."""
    taken = page.call(
        "Page.captureScreenshot", format="webp", quality=80, clip={**clip, "scale": 1}
    )
    path = PICTURES / f"{name}.webp"
    path.write_bytes(base64.b64decode(taken["data"]))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
