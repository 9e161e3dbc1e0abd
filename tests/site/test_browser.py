"""A learner's whole way through the site, in Chromium: no address but this machine's answers."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.release.new_course import NewCourse
from autograder.site.build import build_site
from autograder.site.serve import server
from autograder.submission.course_folder import CourseFolder
from tests.conftest import BuildOnce
from tests.notebooks.sample_class import RIGHT, UNIT, Cells, filled
from tests.quizzes.chromium import chromium, open_page
from tests.site.conftest import write_quizzes
from tests.site.notebook_page import DARK, QUIET, Notebook, refusing

pytest.importorskip("websocket", reason="websocket-client is not installed")
pytestmark = pytest.mark.slow

BELOW = "courses/lstm"
"""A site lies below any path of a server."""
WRONG = "def sigmoid(z):\n    return np.tanh(z)"
ENDLESS = "def sigmoid(z):\n    while True:\n        pass"


@pytest.fixture(scope="module")
def address(made: NewCourse, pyodide: Path, build_once: BuildOnce) -> Iterator[str]:
    """Where a site with its own Pyodide is served."""
    if not chromium():
        pytest.skip("Chromium is not installed")

    def fill(folder: Path) -> None:
        course = CourseFolder(made.folder.root)
        build_site(course, folder / BELOW, write_quizzes, pyodide)

    with server(build_once("offline-site", fill)) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://localhost:{running.server_address[1]}/{BELOW}/"
        running.shutdown()
        thread.join()


@pytest.fixture
def notebook(address: str, tmp_path: Path) -> Iterator[Notebook]:
    """The notebook of the unit in a browser that is dark, and that asks a proxy for all that is not
    on this machine. In the end nothing was asked for.
    """
    with refusing() as (option, asked), open_page(tmp_path / "profile", option, *QUIET) as page:
        page.call("Page.enable")
        page.call("Emulation.setEmulatedMedia", features=[DARK])
        page.call(
            "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path / "files")
        )
        yield Notebook(page, address, UNIT)
        assert asked == []
        page.run("fetch('http://elsewhere.example/').catch(() => 0)")
        assert asked == ["http://elsewhere.example/"], "the proxy would have seen it"


WRITTEN = RIGHT | {"candidate": RIGHT["candidate"].replace("np.tanh", "sigmoid")}
"""What the learner writes: everything is right but `candidate`."""


def stop_an_endless_cell(notebook: Notebook) -> None:
    """Stop a cell as the front page says, with the keyboard alone."""
    button = ".jp-Toolbar-item[data-jp-item-name={}]"
    assert notebook.page.run(f"!document.querySelector('{button.format('interrupt')}')")
    assert notebook.page.run(f"!!document.querySelector('{button.format('restart')}')")
    notebook.write("setup", "while True: pass")
    notebook.start("setup")
    time.sleep(1)
    assert notebook.page.run(f"{notebook.cell('setup')}.model.executionCount") is None
    notebook.page.press("Escape", "0", "0")
    notebook.page.until("document.querySelector('.jp-Dialog')")
    notebook.page.press("Enter")
    notebook.page.until("!document.querySelector('.jp-Dialog')")


def download(notebook: Notebook, folder: Path) -> Path:
    """The file that a learner downloads, under the name that it has to have."""
    notebook.page.run("jupyterapp.commands.execute('docmanager:download')")
    file = folder / f"{UNIT}.ipynb"
    end = time.monotonic() + 120
    while not file.exists():
        assert time.monotonic() < end, list(folder.glob("*"))
        time.sleep(0.1)
    return file


def test_from_the_first_cell_to_the_mark(
    notebook: Notebook, made: NewCourse, tmp_path: Path
) -> None:
    notebook.open()
    assert notebook.page.run("document.body.dataset.jpThemeLight") == "false", "dark, as the system"
    notebook.run("setup")
    notebook.write("sigmoid", WRONG)
    notebook.run("sigmoid")
    told = notebook.run("sigmoid-grade")
    assert "tanh in place of the sigmoid." in told, "a wrong gate is named"

    notebook.write("sigmoid", ENDLESS)
    notebook.run("sigmoid")
    assert "does not come to an end" in notebook.run("sigmoid-grade"), "check stops it"
    stop_an_endless_cell(notebook)
    assert ENDLESS in notebook.page.run(f"{notebook.cell('sigmoid')}.model.sharedModel.source")

    notebook.write("setup", "import numpy as np")
    notebook.run("setup")
    for slug, source in WRITTEN.items():
        notebook.write(slug, source)
        notebook.run(slug)
    assert "passed (2 of 2 points)" in notebook.run("sigmoid-grade")
    notebook.page.run("jupyterapp.commands.execute('docmanager:save')")
    notebook.page.call("Page.reload")
    notebook.open()
    kept = notebook.page.run("JSON.stringify(panel.content.model.toJSON())")
    assert json.dumps(RIGHT["forget_gate"])[1:-1] in kept, "the work is kept"
    compare_marks(made, download(notebook, tmp_path / "files"), tmp_path)


def compare_marks(made: NewCourse, file: Path, folder: Path) -> None:
    """The file gets the marks that the kit's notebook gets with the same cells."""
    key = made.folder.load_keys()[UNIT]
    here = filled(json.loads((made.kit / UNIT / file.name).read_text())["cells"], WRITTEN)
    from_the_browser, from_jupyterlab = marks(made, file, here, folder)
    assert from_the_browser == from_jupyterlab
    assert from_the_browser == {
        exercise.slug: 0.0 if exercise.slug == "candidate" else exercise.points
        for exercise in key.exercises
    }


def marks(
    made: NewCourse, file: Path, cells: Cells, folder: Path
) -> tuple[dict[str, float], dict[str, float]]:
    """The marks of a file from the browser, and those of the kit's notebook with these cells."""
    course = CourseFolder(shutil.copytree(made.folder.root, folder / "course"))
    places = [course.root / "submitted" / learner / UNIT for learner in ("ada", "grace")]
    for place in places:
        place.mkdir(parents=True)
    shutil.copyfile(file, places[0] / file.name)
    kit = json.loads((made.kit / UNIT / file.name).read_text())
    (places[1] / file.name).write_text(json.dumps(kit | {"cells": cells}))
    grade_course(course.root)
    ada, grace = (
        json.loads(course.grade_path(UNIT, learner).read_text())["exercises"]
        for learner in ("ada", "grace")
    )
    assert [item["status"] for item in ada] == [item["status"] for item in grace]
    return {item["slug"]: item["score"] for item in ada}, {
        item["slug"]: item["score"] for item in grace
    }


def test_a_check_needs_no_secure_address(address: str, tmp_path: Path) -> None:
    """Without HTTPS a browser gives Python no access to the notebook's folder."""
    plain = "MAP school.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with open_page(tmp_path / "profile", f"--host-resolver-rules={plain}", *QUIET) as page:
        page.call("Page.enable")
        notebook = Notebook(page, address.replace("localhost", "school.example"), UNIT)
        notebook.open()
        assert page.run("isSecureContext") is False
        notebook.run("setup")
        notebook.write("sigmoid", WRONG)
        notebook.run("sigmoid")
        assert "tanh in place of the sigmoid." in notebook.run("sigmoid-grade")
