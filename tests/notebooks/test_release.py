"""What learners get holds no solution, no hidden case and no wrong version of the reference."""

from __future__ import annotations

import ast
import json
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbgrader.api import Course, Gradebook

from autograder.course.discover import CourseError, default_root
from autograder.data.answer_key import AnswerKey
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.notebooks.release.new_course import CourseExists, NewCourse, new_course
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.sample_class import RIGHT, UNIT, identity


def statements(folder: Path) -> set[str]:
    """The statements in the bodies of the functions below a folder, and what its lambdas return,
    without their spaces; docstrings and trivia left out.
    """
    found = set()
    for path in folder.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.Lambda):
                found.add(re.sub(r"\s", "", ast.unparse(function.body)))
            if isinstance(function, ast.FunctionDef):
                for statement in ast.walk(function):
                    if isinstance(statement, ast.Return | ast.Assign | ast.AugAssign):
                        found.add(re.sub(r"\s", "", ast.unparse(statement)))
    return {text for text in found if len(text) > 18}


def secret_statements(root: Path) -> set[str]:
    """What no learner may read: the statements of the reference and of the misconceptions."""
    parts = [
        statements(root / "reference"),
        statements(root / "exercises" / "misconceptions"),
    ]
    assert all(len(part) > 80 for part in parts)
    return set().union(*parts)


@pytest.fixture(scope="session")
def handed_out(made: NewCourse, released: Path) -> dict[str, bytes]:
    """Every file that a learner can get, by name: the kit, what is in its wheel, and the
    release.
    """
    files: dict[str, bytes] = {}
    for path in [*made.kit.rglob("*"), *(released / "release").rglob("*")]:
        if path.is_file():
            files[str(path)] = path.read_bytes()
    wheel = next(made.kit.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        files |= {f"{wheel.name}/{name}": archive.read(name) for name in archive.namelist()}
    return files


def text_files(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, content in files.items():
        if not name.endswith((".key", ".pairs", ".whl", ".zip")):
            yield name, re.sub(r"\s|\\n|\\t", "", content.decode(errors="replace"))


def test_no_statement_of_a_reference_or_of_a_misconception(handed_out: dict[str, bytes]) -> None:
    root = default_root()
    secret = secret_statements(root)
    told = {
        (name, text)
        for name, content in text_files(handed_out)
        for text in secret
        if text in content
    }
    assert not told


def test_no_hidden_case(made: NewCourse, handed_out: dict[str, bytes]) -> None:
    key = made.folder.load_keys()[UNIT]
    hidden = [
        value
        for exercise in key.exercises
        for case in exercise.cases
        if not case.visible
        for value in (*case.inputs.values(), case.expected)
        if isinstance(value, np.ndarray) and value.size
    ]
    shown = [
        value
        for exercise in key.exercises
        for case in exercise.cases
        if case.visible
        for value in case.inputs.values()
        if isinstance(value, np.ndarray)
    ]
    assert len(hidden) > 20
    keys = {
        name: AnswerKey.from_bytes(content)
        for name, content in handed_out.items()
        if name.endswith(".key")
    }
    assert len(keys) == 2
    for public in keys.values():
        packed = _unpacked(public)
        assert all(_bytes(value) in packed for value in shown[:3]), "the scan would see a case"
        for value in hidden:
            assert value.ndim == 0 or np.unique(value).size == 1 or _bytes(value) not in packed
        assert all(case.visible for exercise in public.exercises for case in exercise.cases)


def _unpacked(key: AnswerKey) -> bytes:
    import zlib

    raw = key.to_bytes()
    return zlib.decompress(raw[raw.index(b"\n") + 1 :])


def _bytes(value: np.ndarray) -> bytes:
    return np.ascontiguousarray(value).tobytes()


def test_the_secret_is_nowhere_else(made: NewCourse, handed_out: dict[str, bytes]) -> None:
    seed = made.folder.seed()
    assert stat.S_IMODE(made.folder.seed_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.folder.secrets.stat().st_mode) == 0o700
    assert not [
        name
        for name, content in handed_out.items()
        if seed in content or seed.hex().encode() in content
    ]
    assert not [
        path for path in (made.folder.root / "source").rglob("*.key") if ".public" not in path.name
    ]


def test_the_wheel_holds_no_course(made: NewCourse) -> None:
    with zipfile.ZipFile(next(made.kit.glob("*.whl"))) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        assert {top for top in tops if ".dist-info" not in top} == {
            "autograder",
            "quizzes",
            "lstm_lab",
        }
        assert "quizzes/sessions/session.py" in archive.namelist()
        assert "quizzes/bank/numbers.py" not in archive.namelist()
        assert not [name for name in archive.namelist() if name.startswith("quizzes/bank/graded")]


def test_the_kit_is_one_folder_and_one_zip_with_a_readme_of_one_screen(made: NewCourse) -> None:
    assert sorted(path.name for path in (made.kit / UNIT).iterdir()) == [
        "figures",
        f"{UNIT}.ipynb",
        f"{UNIT}.public.key",
        f"{UNIT}.public.pairs",
        f"{UNIT}.py",
        "quiz-questions",
    ]
    topics = {path.name for path in (made.kit / UNIT / "quiz-questions").iterdir()}
    assert topics == {"activations.yaml", "drawn.json", "four-layers.yaml", "gates.yaml"}
    assert topics < {path.name for path in (made.kit / "quiz-questions").iterdir()}
    assert json.loads((made.kit / "kit.json").read_text())["experiment"] == "lstm_lab.command"
    readme = (made.kit / "README.md").read_text()
    assert len(readme.splitlines()) < 40
    wheel = next(made.kit.glob("*.whl")).name
    # Given the wheel twice, pip looks at its Python first: an old one is refused in one line.
    assert f'pip install "./{wheel}" "./{wheel}[lab]"' in readme
    for word in ("Install", "Open", "Check", "Submit"):
        assert f"**{word}**" in readme
    with zipfile.ZipFile(made.kit_zip) as archive:
        names = set(archive.namelist())
    assert names == {
        str(path.relative_to(made.kit.parent)) for path in made.kit.rglob("*") if path.is_file()
    }


def test_the_kits_notebook_is_what_nbgrader_releases(made: NewCourse, released: Path) -> None:
    ours = nbformat.read(made.kit / UNIT / f"{UNIT}.ipynb", as_version=4)
    theirs = nbformat.read(released / "release" / UNIT / f"{UNIT}.ipynb", as_version=4)
    assert ours == theirs
    assert (released / "release" / UNIT / f"{UNIT}.public.key").is_file()


def test_a_solution_tried_out_in_source_is_not_released(made: NewCourse, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(made.folder.root, folder)
    path = folder / "source" / UNIT / f"{UNIT}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if identity(cell) in RIGHT:
            cell.source = RIGHT[identity(cell)]
    metadata = {
        "schema_version": 3,
        "grade_id": "mine",
        "grade": True,
        "solution": True,
        "locked": False,
        "points": 1,
    }
    mine = "### BEGIN SOLUTION\nanswer = 42\n### END SOLUTION"
    notebook.cells.append(
        nbformat.v4.new_code_cell(mine, id="mine", metadata={"nbgrader": metadata})
    )
    nbformat.write(notebook, path)
    shutil.copytree(folder / "source" / UNIT, folder / "submitted" / "ada" / UNIT)
    grade_course(folder)  # releases the unit, since nobody has yet
    out = nbformat.read(folder / "release" / UNIT / f"{UNIT}.ipynb", as_version=4)
    key = CourseFolder(folder).load_keys()[UNIT]
    for cell in out.cells:
        if exercise := key.exercise(identity(cell)):
            assert cell.source == exercise.stub.strip()
    assert "42" not in out.cells[-1].source


def test_nbgraders_commands_need_no_search_path(made: NewCourse) -> None:
    """nbgrader makes a gradebook with a program that it looks for on the path; ours is there
    already.
    """
    with Gradebook(f"sqlite:///{made.folder.gradebook}") as gradebook:
        assert [course.id for course in gradebook.db.query(Course)] == [
            "spring-2026",
            "default_course",
        ]


def test_a_folder_in_use_is_left_alone(made: NewCourse, tmp_path: Path) -> None:
    with pytest.raises(CourseExists, match="is a course already"):
        new_course(default_root(), made.folder.root)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CourseExists, match="is not empty"):
        new_course(default_root(), tmp_path)
    with pytest.raises(CourseExists, match="nothing to update"):
        new_course(default_root(), tmp_path, update=True)
    with pytest.raises(CourseExists, match="is a file"):
        new_course(default_root(), tmp_path / "notes.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_update_keeps_the_secret_the_configuration_and_the_submissions(
    made: NewCourse, tmp_path: Path
) -> None:
    folder = tmp_path / "course"
    shutil.copytree(made.folder.root, folder)
    (folder / "submitted" / "ada").mkdir()
    (folder / "nbgrader_config.py").write_text("# mine\n")
    (folder / "source" / UNIT / f"{UNIT}.ipynb").write_text("spoilt")
    before = made.folder.load_keys()[UNIT].to_bytes()
    again = new_course(default_root(), folder, units=(UNIT,), update=True)
    assert again.folder.seed() == made.folder.seed()
    assert again.folder.load_keys()[UNIT].to_bytes() == before
    assert (folder / "nbgrader_config.py").read_text() == "# mine\n"
    assert (folder / "submitted" / "ada").is_dir()
    nbformat.read(folder / "source" / UNIT / f"{UNIT}.ipynb", as_version=4)


def test_a_course_that_cannot_be_built_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="nowhere"):
        new_course(tmp_path / "nowhere", tmp_path / "course")
    assert not (tmp_path / "course").exists()
