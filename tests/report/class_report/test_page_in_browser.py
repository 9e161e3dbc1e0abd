"""The class page with 500 learners in Chromium: filter, sort, and everything open when printed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.report.class_report import Look, Material, write_report
from tests.conftest import UnitKey
from tests.quizzes.chromium import chromium, open_page
from tests.report.class_report.made_class import course_with, exercise, grade

ROWS = "[...document.querySelectorAll('.people tbody tr')]"
SHOWN = f"{ROWS}.filter((row) => !row.hidden)"
TYPE = """((text) => { const box = document.querySelector('.people input');
  box.value = text; box.dispatchEvent(new Event('input')); })"""
CHOOSE = """((state) => { const box = document.querySelector('.people select');
  box.value = state; box.dispatchEvent(new Event('change')); })"""
OPEN = "document.querySelectorAll('details[open]').length"


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="Chromium is not installed")
def test_filter_sort_and_print(tmp_path: Path, unit_key: UnitKey) -> None:
    grades = [
        grade(f"l{number:03d}", *([exercise("sigmoid", "sigmoid-sign")] if number % 5 == 0 else []))
        for number in range(499)
    ]
    for number, earned in ((0, 0.25), (5, 0.5)):  # 8.25 is less than 8.5
        half = replace(exercise("sigmoid", "sigmoid-sign"), score=earned)
        grades[number] = grade(f"l{number:03d}", half)
    grades.append(grade("zed", exercise("candidate", status="grader_error")))
    folder = course_with(tmp_path / "course", unit_key("gates"), grades)
    out = write_report(folder, tmp_path / "page.html", Material(), Look())
    with open_page(tmp_path / "profile") as page:
        page.call("Page.enable")
        page.call("Page.navigate", url=out.as_uri())
        page.until("document.querySelector('.people output')?.textContent === '500 of 500'")
        assert page.run("document.querySelector('.people').open") is False
        assert page.run("document.body.scrollHeight") < 3000
        page.run("document.querySelector('.people').open = true")

        page.run(f"{TYPE}('exponent')")
        assert page.run(f"{SHOWN}.length") == 100
        page.run(f"{TYPE}('L00')")
        assert page.run(f"{SHOWN}.length") == 10
        page.run(f"{CHOOSE}('open')")
        assert page.run(f"{SHOWN}.map((row) => row.cells[0].textContent)") == ["l000", "l005"]
        page.run(f"{TYPE}('')")
        page.run(f"{CHOOSE}('person')")
        assert page.run(f"{SHOWN}.map((row) => row.cells[0].textContent)") == ["zed"]
        page.run(f"{CHOOSE}('')")

        score = "[...document.querySelectorAll('.people thead button')].at(-2)"
        page.run(f"{score}.click()")
        scores = f"{ROWS}.map((row) => Number(row.cells[6].dataset.sort))"
        assert page.run(scores) == sorted(page.run(scores))
        page.run(f"{score}.click()")
        assert page.run(scores) == sorted(page.run(scores), reverse=True)
        assert page.run("document.querySelector('[aria-sort]').textContent") == "score"

        page.run("document.querySelector('.people').open = false")
        before = page.run(OPEN)
        page.run("dispatchEvent(new Event('beforeprint'))")
        assert page.run(OPEN) == page.run("document.querySelectorAll('details').length")
        page.run("dispatchEvent(new Event('afterprint'))")
        assert page.run(OPEN) == before
