"""Formgrader itself, in Chromium: it shows our marks and comments and takes a person's, and no name
of a folder runs there or squeezes a page.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from autograder.batch import GradingOptions
from autograder.notebooks.gradebook.formgrader_pages import harmless, make_names_harmless
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.sample_class import RIGHT, TANH, UNIT
from tests.notebooks.test_marks_that_count import gradebook, submit
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
    for learner in (*GOOD, *HOSTILE):
        folder = course.root / "submitted" / learner / UNIT
        folder.mkdir(parents=True)
        shutil.copy(course.root / "source" / UNIT / f"{UNIT}.ipynb", folder)
    grade_course(course.root)
    with serving(course.root, tmp_path / "home") as address:
        yield address


@contextmanager
def serving(root: Path, home: Path) -> Iterator[str]:
    """The address of a JupyterLab with formgrader for a course, whose settings lie in `home`."""
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed")
    pytest.importorskip("websocket", reason="websocket-client is not installed")
    if not chromium():
        pytest.skip("Chromium is not installed")
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
        f"--ServerApp.root_dir={root}",
        '--ServerApp.jpserver_extensions={"nbgrader.server_extensions.formgrader": True}',
    ]
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env=dict(os.environ) | {name: str(home / place) for name, place in folders.items()},
            cwd=root,
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


@pytest.mark.slow
def test_a_person_reads_marks_and_gives_one_in_formgrader(
    course: CourseFolder, tmp_path: Path
) -> None:
    submit(course, "ann", RIGHT | {"forget_gate": TANH})
    submit(course, "bob", RIGHT)
    options = GradingOptions(feedback=True)
    grade_course(course.root, options=options)
    with gradebook(course) as book:
        place = book.find_submission_notebook(UNIT, UNIT, "ann").id
        said = book.find_comment("forget_gate", UNIT, UNIT, "ann").auto_comment
    assert "tanh" in said
    (tmp_path / "profile").mkdir()
    with (
        serving(course.root, tmp_path / "home") as address,
        open_page(tmp_path / "profile") as page,
    ):
        page.call("Page.enable")
        visit(page, f"{address}manage_assignments", "document.querySelector('td.name')")
        scores = "[...document.querySelectorAll('td.score')].map(cell => cell.innerText)"
        visit(page, f"{address}manage_submissions/{UNIT}", f"{scores}.length === 2")
        assert sorted(page.run(scores)) == ["10 / 10", "8 / 10"]
        page.picture(tmp_path / "submissions.png")
        mark = "document.getElementById('forget_gate-grade')"
        comment = "document.getElementById('forget_gate-comment')"
        visit(page, f"{address}submissions/{place}", f"{mark}.placeholder && {comment}.placeholder")
        assert page.run(f"[{mark}.placeholder, {comment}.placeholder]") == ["0", said]
        shown = page.run("document.body.innerText")
        assert "not right yet" in shown
        page.run(f"{mark}.scrollIntoView({{block: 'center'}}); {mark}.focus()")
        page.press("1", "Tab")
        page.run(f"{comment}.focus()")
        page.press(*"Well tried", "Tab")
        page.until("!document.querySelector('.glyphicon-refresh')")
        page.picture(tmp_path / "formgrader.png")
    with gradebook(course) as book:
        assert book.find_grade("forget_gate-grade", UNIT, UNIT, "ann").manual_score == 1
        assert book.find_comment("forget_gate", UNIT, UNIT, "ann").manual_comment == "Well tried"
    grade_course(course.root, options=options)
    text = (course.root / "feedback" / "ann" / UNIT / f"{UNIT}.html").read_text()
    assert "gave 1 of 2 by hand" in text
    assert "Well tried" in text


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
