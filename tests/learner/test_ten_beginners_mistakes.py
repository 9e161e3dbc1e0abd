"""Ten things that beginners do wrong. Each ends in a message that gets them going, by each way on
which they meet it. Those with a star are in `test_ten_beginners_installations.py`:

==  ============================  ======================================================
    what goes wrong               what the learner reads
==  ============================  ======================================================
1   the wrong folder              where the kit is, or what to type
2   a notebook that is not saved  save it: the file holds another version
3   a renamed function            there is another name, and the exercise asks for this one
4   a deleted cell                ``gatewise reset`` puts it back
5*  a missing file of the kit     which one, and where it comes from
6*  an old Python                 which one is needed, and which one this is
7*  no NumPy                      what to install
8   cells out of order            which cell to run first, or which line to move
9   curly quotes                  which quote in which line, and where such quotes come from
10  ``print`` for ``return``      a printed value is not returned
==  ============================  ======================================================
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.learner.checker import Checker
from autograder.submission.notebook import nbgrader_id
from tests.learner.conftest import RIGHT_STEP, Notebook, checked, ran, text, watched, write

PRINTED = RIGHT_STEP.replace("return ", "print(") + ")"


@pytest.fixture(autouse=True)
def in_the_kit(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kit)
    monkeypatch.setenv("COLUMNS", "200")


def renamed(path: Path) -> Path:
    write(path, "rnn_step", RIGHT_STEP)
    changed = path.read_text(encoding="utf-8").replace("def rnn_step(", "def rnn_stp(")
    path.write_text(changed, encoding="utf-8")
    return path


def without_the_cell(path: Path) -> Path:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if nbgrader_id(cell) != "rnn_step"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


# --- 1. the wrong folder


@pytest.mark.parametrize("command", ["check", "watch", "status", "experiment"])
def test_the_wrong_folder(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "far" / "from" / "any" / "kit").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "far" / "from" / "any" / "kit")
    said = checked(command=command, status=2)
    assert "is not a folder of a kit" in said
    assert "Go to the folder of the kit or of a unit with `cd`" in said


def test_a_folder_above_the_kit(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for above, way in ((kit.parent, "kit"), (kit.parent.parent, "course/kit")):
        monkeypatch.chdir(above)
        assert f"There is one below it: cd {way}" in checked(status=2)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("rnn.py", "There is rnn/rnn.py: gatewise check rnn/rnn.py"),
        ("rnn/rn.py", "Did you mean rnn/rnn.py?"),
        ("gates.ipynb", "There is gates/gates.ipynb: gatewise check gates/gates.ipynb"),
        ("units/rnn.py", "there is no folder units. You are in "),
        ("rnn/mine.txt", "There are rnn/rnn.ipynb, rnn/rnn.py."),
    ],
)
def test_a_file_that_is_not_there(typed: str, advice: str, kit: Path) -> None:
    (kit / "rnn" / "gone.py").symlink_to("nowhere.py")  # leads to nothing: it is not proposed
    assert advice in checked(typed, status=2)


def test_a_file_that_was_moved_out_of_the_kit(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far = tmp_path / "far" / "from" / "any" / "kit"
    far.mkdir(parents=True)
    moved = (kit / "rnn" / "rnn.py").rename(far / "rnn.py")
    assert "keep your file in its unit's folder" in checked(str(moved), status=2)
    (kit / "rnn" / "rnn.public.key").unlink()  # `check` looks in this folder as well
    (kit / "gates" / "gates.public.key").unlink()
    assert "back into its unit's folder" in ran(moved, capsys)


# --- 2. a notebook that is not saved


def test_a_notebook_that_is_not_saved(
    notebook: Notebook, kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kit / "rnn" / "rnn.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    notebook.step(RIGHT_STEP)
    result = notebook.check()
    assert result.passed
    assert "Save it before you submit" in text(result)
    assert "Save it before you submit" in result._repr_html_()
    write(path, "rnn_step", RIGHT_STEP)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    notebook.run(next("".join(cell["source"]) for cell in cells if cell["id"] == "rnn_step"))
    assert "Save it" not in text(notebook.check())


@pytest.mark.parametrize("name", ["rnn.ipynb", "rnn.py"])
def test_a_file_in_which_nothing_is_saved_yet(name: str, kit: Path, checker: Checker) -> None:
    advice = f"Nothing is written yet in {name} as it was saved at "
    assert f"{advice}" in checked(f"rnn/{name}")
    assert "save the file" in watched(kit, checker)
    write(kit / "rnn" / name, "rnn_step", RIGHT_STEP)
    assert "Nothing is written yet" not in checked(f"rnn/{name}")


# --- 3. a renamed function


@pytest.mark.parametrize("name", ["rnn.ipynb", "rnn.py"])
def test_a_renamed_function(name: str, kit: Path, checker: Checker) -> None:
    path = renamed(kit / "rnn" / name)
    for said in (checked(str(path)), watched(kit, checker)):
        assert "There is no function rnn_step here, but there is rnn_stp." in said
        assert "write `def rnn_step(…)`" in said


def test_a_renamed_function_in_a_kernel(notebook: Notebook) -> None:
    notebook.run("def rnn_stp(x_t):\n    return x_t")
    assert "There is no rnn_step in this notebook, but there is rnn_stp." in text(notebook.check())


def test_a_renamed_function_in_a_file_that_python_runs(
    kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ran(renamed(kit / "rnn" / "rnn.py"), capsys)
    assert "There is no rnn_step in rnn.py, but there is rnn_stp." in said
    assert "kernel" not in said


# --- 4. a deleted cell


def test_a_deleted_cell(kit: Path, checker: Checker) -> None:
    path = without_the_cell(kit / "rnn" / "rnn.ipynb")
    write(path, "rnn_sequence", "return X")  # this file counts
    for said in (checked(str(path)), watched(kit, checker)):
        assert "the cell of rnn_step is missing" in said
    (kit / "rnn" / "rnn.py").unlink()
    said = checked("rnn", "--exercise", "rnn_step")
    assert "There is no function rnn_step here." in said
    assert "`gatewise reset rnn_step` puts back" in said


def test_a_deleted_cell_in_a_kernel(notebook: Notebook) -> None:
    said = text(notebook.check())
    assert "its cell has not been run since the kernel started" in said
    assert "If the cell is gone, `gatewise reset rnn_step` in a terminal puts it back" in said


def test_a_function_that_was_deleted_from_a_python_file(
    kit: Path, checker: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kit / "rnn" / "rnn.py"
    before, _, rest = path.read_text(encoding="utf-8").partition("# %%\ndef rnn_step(")
    path.write_text(before + rest[rest.index("# %%") :], encoding="utf-8")
    (kit / "rnn" / "rnn.ipynb").unlink()
    for said in (checked(str(path)), watched(kit, checker), ran(path, capsys)):
        assert "There is no " in said
        assert "`gatewise reset rnn_step` puts back what was handed out" in said


# --- 8. cells out of order


def test_a_cell_that_needs_one_that_was_not_run(notebook: Notebook) -> None:
    notebook.run("del np")
    notebook.step(RIGHT_STEP)
    assert "Run the first cell of the notebook" in text(notebook.check())
    notebook.run("import numpy as np")
    notebook.run("def rnn_sequence(X, h_0, W, U, b):\n    return rnn_step(X[0], h_0, W, U, b)")
    notebook.run("del rnn_step")
    assert "Run the cell of rnn_step first" in text(notebook.check("rnn_sequence"))


def test_a_function_below_the_line_that_checks_it(
    kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kit / "rnn" / "rnn.py"
    write(path, "rnn_step", RIGHT_STEP)
    before, mark, rest = path.read_text(encoding="utf-8").partition("# %%\ndef rnn_step(")
    end = rest.index("# %%")
    path.write_text(before + rest[end:] + "\n" + mark + rest[:end], encoding="utf-8")
    line = (
        path.read_text(encoding="utf-8").splitlines().index("def rnn_step(x_t, h_prev, W, U, b):")
    )
    said = ran(path, capsys)
    assert f"its `def` stands further below, in line {line + 1} of rnn.py" in said
    assert "Move `def rnn_step(…)` above the line that checks it" in said
    assert "✓ rnn_step" in checked("rnn/rnn.py"), "marks do not depend on the order"


# --- 9. curly quotes


@pytest.mark.parametrize("name", ["rnn.ipynb", "rnn.py"])
def test_curly_quotes(name: str, kit: Path, checker: Checker) -> None:
    write(kit / "rnn" / name, "rnn_step", "name = “tanh”\n" + RIGHT_STEP)
    place = {"rnn.py": "rnn.py, line", "rnn.ipynb": "the cell of rnn_step, line"}[name]
    for said in (checked(f"rnn/{name}"), watched(kit, checker)):
        assert "SyntaxError" in said
        assert f"Type straight quotes in place of “ in {place}" in said


def test_curly_quotes_in_a_kernel(notebook: Notebook) -> None:
    notebook.check()  # from now on the kernel is asked what went wrong
    notebook.step("name = “tanh”\n" + RIGHT_STEP)
    said = text(notebook.check())
    assert "invalid character '“' (U+201C) (line 2)" in said
    assert "Type straight quotes in place of “ in the cell of rnn_step" in said


# --- 10. `print` in place of `return`


def test_print_in_place_of_return(
    kit: Path, checker: Checker, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kit / "rnn" / "rnn.py"
    write(path, "rnn_step", PRINTED)
    for said in (checked("rnn"), watched(kit, checker), ran(path, capsys)):
        assert "`print` shows a value, but does not return it" in said
        assert "Printed in this case" in said


def test_print_in_place_of_return_in_a_kernel(notebook: Notebook) -> None:
    notebook.step(PRINTED)
    notebook.check()  # the second time reads the same: no hint about the exercise would help
    assert "`print` shows a value, but does not return it" in text(notebook.check())
