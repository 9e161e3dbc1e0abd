"""What travels to Gradescope and Classroom 50, and that it grades there as it does here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from autograder.course.discover import default_root
from autograder.data.answer_key import AnswerKey
from autograder.lms import bundles
from autograder.lms.bundles import classroom_folder, gradescope_zip
from autograder.lms.scripts import classroom_autograder
from autograder.lms.visibility import Visibility
from autograder.submission.course_folder import CourseFolder
from tests.conftest import UnitKey
from tests.lms.published import GRADESCOPE, RUNNER
from tests.notebooks.sample_class import RIGHT, TANH

PAIR = TANH.replace(" + b", "")
"""Two misconceptions at once."""
SCRIPTS = Path(bundles.__file__).parent / "scripts"


@pytest.fixture
def course(unit_key: UnitKey, tmp_path: Path) -> CourseFolder:
    """A course of two units, as far as a bundle needs one."""
    folder = CourseFolder(tmp_path / "course")
    folder.make_secret()
    folder.save_keys({unit: unit_key(unit) for unit in ("gates", "cell")})
    (folder.secrets / "origin").write_text(f"{default_root()}\n")
    return folder


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "gatewise-0.1.0-py3-none-any.whl"
    path.write_bytes(b"a wheel")
    return path


def unpacked(course: CourseFolder, key: AnswerKey, wheel: Path, place: Path) -> Path:
    """The folder that Gradescope makes of the zip."""
    place.mkdir()
    target = place / "autograder.zip"
    gradescope_zip(course, key, wheel, Visibility.after_due_date, target)
    with zipfile.ZipFile(target) as archive:
        for info in archive.infolist():
            path = archive.extract(info, place / "source")
            os.chmod(path, info.external_attr >> 16)
    shutil.copy(place / "source" / "run_autograder", place)
    return place


def test_the_zip_holds_what_gradescope_wants_and_no_secret(
    course: CourseFolder, unit_key: UnitKey, wheel: Path, tmp_path: Path
) -> None:
    home = unpacked(course, unit_key("gates"), wheel, tmp_path / "home")
    source = home / "source"
    for script in ("setup.sh", "run_autograder"):
        assert (source / script).read_text().startswith("#!/usr/bin/env bash\n")
        assert os.access(source / script, os.X_OK)
        subprocess.run(["bash", "-n", source / script], check=True)
    assert (source / wheel.name).read_bytes() == b"a wheel"
    inner = CourseFolder(source / "course")
    assert list(inner.load_keys()) == ["gates"]
    assert {path.name for path in inner.secrets.rglob("*") if path.is_file()} == {
        "gates.key",
        "order",
    }
    secret = course.seed().hex().encode()
    assert [
        path for path in source.rglob("*") if path.is_file() and secret in path.read_bytes()
    ] == []
    assert "--visibility after_due_date" in (source / "run_autograder").read_text()


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_only_these_scripts_name_places_of_the_container(script: str) -> None:
    text = (SCRIPTS / script).read_text()
    assert re.findall(r"(?<![\w}])/autograder\b", text) == ["/autograder"]  # the default of `home`


def submission(folder: Path, forget_gate: str) -> None:
    folder.mkdir(parents=True)
    sources = ["import numpy as np\n", *(RIGHT | {"forget_gate": forget_gate}).values()]
    (folder / "gates.py").write_text("\n".join(sources))


def run_there(home: Path) -> subprocess.CompletedProcess[str]:
    """Run the container's script, with the command that is installed here."""
    (home / "gatewise" / "bin").mkdir(parents=True, exist_ok=True)
    command = home / "gatewise" / "bin" / "gatewise"
    command.unlink(missing_ok=True)
    command.symlink_to(Path(sys.executable).parent / "gatewise")
    return subprocess.run(
        [home / "run_autograder"],
        env=dict(os.environ) | {"GATEWISE_AUTOGRADER": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_gradescope_grades_as_the_course_does(
    course: CourseFolder, unit_key: UnitKey, wheel: Path, tmp_path: Path
) -> None:
    """Two misconceptions at once are recognised as well, which needs the course's code."""
    home = unpacked(course, unit_key("gates"), wheel, tmp_path / "home")
    submission(home / "submission", PAIR)
    done = run_there(home)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads((home / "results" / "results.json").read_text())
    Draft202012Validator(GRADESCOPE).validate(found)
    assert [test["score"] for test in found["tests"]] == [2.0, 0.0, 2.0, 2.0, 2.0]
    assert "bias" in found["tests"][1]["output"]
    assert found["visibility"] == "after_due_date"
    assert (home / "source").stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_gradescope_gets_no_mark_where_there_is_none(
    course: CourseFolder, unit_key: UnitKey, wheel: Path, tmp_path: Path
) -> None:
    """A submission that cannot be read has a result without a score; a broken grader has none."""
    home = unpacked(course, unit_key("gates"), wheel, tmp_path / "home")
    (home / "submission").mkdir()
    (home / "submission" / "gates.ipynb").write_text("{")
    done = run_there(home)
    assert done.returncode == 0
    results = home / "results" / "results.json"
    assert "score" not in json.loads(results.read_text())
    results.unlink()
    (home / "source" / "course" / "secrets" / "keys" / "gates.key").write_bytes(b"")
    assert run_there(home).returncode == 2
    assert not results.exists()


def test_the_bundle_of_classroom_holds_the_public_key_alone(
    unit_key: UnitKey, wheel: Path, tmp_path: Path
) -> None:
    key = unit_key("gates")
    folder = classroom_folder(key, wheel, tmp_path / "bundle")
    assert {path.name for path in folder.iterdir()} == {
        "autograder.py",
        "gates.public.key",
        wheel.name,
    }
    kept = AnswerKey.load(folder / "gates.public.key")
    assert all(case.visible for exercise in kept.exercises for case in exercise.cases)
    assert any(not case.visible for exercise in key.exercises for case in exercise.cases)


def test_python_is_started_apart_from_the_learners_modules(
    unit_key: UnitKey, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The quick sibling of the test below."""
    started: list[list[str]] = []

    def note(command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
        started.append([str(word) for word in command])
        return subprocess.CompletedProcess(command, 3)

    folder = classroom_folder(unit_key("gates"), wheel, tmp_path / "bundle")
    monkeypatch.setattr(classroom_autograder, "HERE", folder)
    monkeypatch.setattr("subprocess.run", note)
    assert classroom_autograder.main() == 3
    make, install, grade = started
    assert make[1:3] == install[1:3] == ["-I", "-m"]
    assert install[-1] == str(folder / wheel.name)
    assert grade[1:] == [
        *("grade", ".", "--keys", str(folder)),
        *("--format", "classroom", "--out", "result.json"),
    ]


@pytest.mark.slow
def test_a_module_of_the_learners_is_not_taken_for_pythons(
    unit_key: UnitKey, wheel: Path, tmp_path: Path
) -> None:
    """The runner starts `autograder.py` in the learner's checkout."""
    folder = classroom_folder(unit_key("gates"), wheel, tmp_path / "bundle")
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("venv", "tempfile", "subprocess", "ensurepip", "pip"):
        (checkout / f"{name}.py").write_text("open('taken', 'w')\n")
    done = subprocess.run(
        [sys.executable, folder / "autograder.py"],
        cwd=checkout,
        env=dict(os.environ) | RUNNER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0  # the wheel is none
    assert "gatewise-0.1.0-py3-none-any.whl" in done.stderr
    assert not (checkout / "taken").exists()
    assert not (checkout / "result.json").exists()
