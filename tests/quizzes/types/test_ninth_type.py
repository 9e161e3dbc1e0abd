"""To add a question type is to add a file: a ninth one goes the whole way without another change.

`ninth/shape.py` is that file. It is put into a copy of the package, and `ninth/way.py` takes one
question from YAML to the page, the exports and a graded notebook.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.quizzes.surfaces.browser import SHOW, in_browser

ROOT = Path(__file__).resolve().parents[3]
NINTH = Path(__file__).parent / "ninth"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package that has one file more."""
    folder = tmp_path_factory.mktemp("ninth")
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "quizzes", folder / "quizzes", ignore=without)
    shutil.copy(NINTH / "shape.py", folder / "quizzes" / "types")
    shutil.copy(NINTH / "way.py", folder)
    return folder


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Any]:
    """What came out on the way."""
    done = subprocess.run(
        [sys.executable, "way.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    made = dict(json.loads(done.stdout))
    assert Path(made["package"]).is_relative_to(folder)
    return made


def test_a_ninth_type_is_loaded_and_its_faults_are_explained(found: dict[str, Any]) -> None:
    commas, misspelt, unknown = found["faults"]

    assert "shapes.yaml:8:12: 'T, B'; expected one axis in each entry" in commas
    assert "shapes.yaml:6:11: type 'shap'; expected one of single, " in misspelt
    assert "fill, shape; did you mean 'shape'?" in misspelt
    assert "shapes.yaml:8:5: the field 'axis'" in unknown
    assert "did you mean 'axes'?" in unknown
    assert found["advice"] == []


def test_a_ninth_type_is_asked_marked_and_explained(found: dict[str, Any]) -> None:
    assert found["shares"] == [1.0, 0.0, 0.0]
    assert found["misconceptions"] == ["one-direction"]
    said = found["terminal"]
    assert "Every axis must be right. Type the axes, such as: B, H." in said
    assert "✗ Shape\n      Both directions are returned at every step." in said
    assert "The shape is (T, B, 2H)." in said


def test_a_ninth_type_is_exported_to_every_format(found: dict[str, Any], folder: Path) -> None:
    assert list(found["exports"]) == ["moodle", "gift", "qti"]
    assert all(carried == ["bidirectional"] for carried, _ in found["exports"].values())
    assert '<question type="shortanswer"' in (folder / "shapes.moodle").read_text()
    assert "=%100%T, B, 2H#" in (folder / "shapes.gift").read_text()
    for _, left_out in found["exports"].values():
        assert any(sentence.startswith("The misconception") for sentence in left_out)


def test_a_ninth_type_can_be_graded(found: dict[str, Any]) -> None:
    assert "*Every axis must be right.*" in found["cells"][0]
    assert found["cells"][1] == '# For example: answer = "B, H"\nanswer = ...'
    assert found["graded"] == "passed"


def test_the_page_marks_a_ninth_type(
    dump_dom: Callable[..., str], found: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    script = (
        SHOW
        + """
    const [section] = sections;
    show(["T, B, 2H", "T, B, H"].map((given) => {
      section.querySelector("input").value = given;
      section.querySelector("form").requestSubmit();
      return section.dataset.share;
    }));"""
    )
    text = (folder / "page.html").read_text(encoding="utf-8")

    assert in_browser(dump_dom, tmp_path / "page.html", text, script) == ["1", "0"]
