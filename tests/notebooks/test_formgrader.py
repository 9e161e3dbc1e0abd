"""Names of folders in formgrader itself, in Chromium: none runs, and none squeezes a page."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from autograder.notebooks.gradebook.formgrader_pages import harmless, make_names_harmless
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.sample_class import UNIT
from tests.quizzes.chromium import chromium, open_page

GOOD = ("José", "O'Brien", "李雷", "long-" * 11)
HOSTILE = (
    "<img src=x onerror=window.ran=1>",
    '"><img src=x onerror=window.ran=2>',
    '";window.ran=3;"',
    "x\u2028window.ran=4",
    'x" onmouseover="window.ran=5',
)


@pytest.fixture
def formgrader(course: CourseFolder, tmp_path: Path) -> Iterator[str]:
    """The address of a formgrader of its own, for a class that has been graded."""
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed")
    for learner in (*GOOD, *HOSTILE):
        folder = course.root / "submitted" / learner / UNIT
        folder.mkdir(parents=True)
        shutil.copy(course.root / "source" / UNIT / f"{UNIT}.ipynb", folder)
    grade_course(course.root)
    home = tmp_path / "home"
    home.mkdir()
    folders = {
        "HOME": "",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
    }
    options = [
        "--no-browser",
        "--allow-root",
        "--ServerApp.token=t",
        "--ServerApp.port=0",
        f"--ServerApp.root_dir={course.root}",
        '--ServerApp.jpserver_extensions={"nbgrader.server_extensions.formgrader": True}',
    ]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env=dict(os.environ) | {name: str(home / place) for name, place in folders.items()},
            cwd=course.root,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        end = time.monotonic() + 90
        while not (found := list((home / "runtime").glob("jpserver-*.json"))):
            assert time.monotonic() < end, (home / "log").read_text()[-2000:]
            assert process.poll() is None, (home / "log").read_text()[-2000:]
            time.sleep(0.1)
        yield json.loads(found[0].read_text())["url"] + "formgrader/"
    finally:
        process.terminate()
        process.wait(timeout=60)


def visit(page: Any, address: str, ready: str) -> None:
    page.run("window.before = true")
    page.call("Page.navigate", url=f"{address}?token=t")
    page.until(f"!window.before && document.readyState === 'complete' && ({ready})")


@pytest.mark.slow
def test_no_name_runs_or_is_squeezed_in_formgrader(formgrader: str, tmp_path: Path) -> None:
    pytest.importorskip("websocket", reason="websocket-client is not installed")
    if not chromium():
        pytest.skip("Chromium is not installed")
    (tmp_path / "profile").mkdir()
    listed = f"document.querySelectorAll('td.id').length >= {len(GOOD + HOSTILE)}"
    with open_page(tmp_path / "profile") as page:
        page.call("Page.enable")
        visit(page, formgrader + "manage_students", listed)
        names = page.run("[...document.querySelectorAll('td.id')].map(cell => cell.innerText)")
        assert set(names) >= {*GOOD, *(name for name in HOSTILE if "\u2028" not in name)}
        scores = page.run("[...document.querySelectorAll('td.score')].map(cell => cell.innerText)")
        assert scores.count("0 / 10") == len(GOOD)
        assert page.run("document.documentElement.scrollWidth <= innerWidth")
        assert page.run("window.ran") is None
        for learner in (*HOSTILE, "O'Brien"):
            shown = "document.querySelector('.breadcrumb .active')"
            visit(page, f"{formgrader}manage_students/{quote(learner)}", shown)
            assert page.run("window.ran") is None, learner
            assert page.run("document.querySelectorAll('.breadcrumb img').length") == 0
        page.until(f"document.querySelector('td.name')?.innerText === '{UNIT}'")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_can_neither_end_a_text_nor_a_string(name: str) -> None:
    assert not set('<>"\\\n\u2028') & set(harmless(name))


@pytest.mark.parametrize("value", [*GOOD, None, 3, ["<"]])
def test_all_else_is_shown_as_it_is(value: object) -> None:
    assert harmless(value) == value


def test_formgrader_renders_with_harmless_names(monkeypatch: pytest.MonkeyPatch) -> None:
    base = pytest.importorskip("nbgrader.server_extensions.formgrader.base")
    monkeypatch.setattr(base.BaseHandler, "render", lambda self, name, **values: values)
    for _ in range(2):  # the configuration is read more than once
        make_names_harmless()
    assert base.BaseHandler.render(None, "page", student_id="<b>") == {"student_id": "&#60;b&#62;"}
