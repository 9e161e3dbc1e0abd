"""Ten things that beginners do wrong: each ends in a message that gets them going.

Two more are in `test_kernel.py`: a notebook that is not saved, and cells that were run out of
order.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder import check
from autograder.cli import app
from autograder.learner.keys import NoPublicKey
from autograder.submission.notebook import nbgrader_id
from tests.learner.conftest import RIGHT_STEP, write


@pytest.fixture(autouse=True)
def in_the_kit(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kit)
    monkeypatch.setenv("COLUMNS", "200")


def checked(*words: str, status: int = 1) -> str:
    done = CliRunner().invoke(app, ["check", *words])
    assert done.exit_code == status, done.output
    return " ".join(done.output.split())


def test_the_wrong_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "far" / "from" / "any" / "kit").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "far" / "from" / "any" / "kit")
    said = checked(status=2)
    assert "is not a folder of a kit" in said
    assert "Go to the folder of the kit or of a unit with `cd`" in said
    assert "there is no file rnn.py in" in checked("rnn.py", status=2)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("rnn/rn.py", "Did you mean rnn/rnn.py?"),
        ("gates.ipynb", "There is gates/gates.ipynb: gatewise check gates/gates.ipynb"),
        ("units/rnn.py", "there is no folder units. You are in "),
        ("rnn/mine.txt", "There are rnn/rnn.ipynb, rnn/rnn.py."),
    ],
)
def test_a_file_that_is_not_there(typed: str, advice: str) -> None:
    assert advice in checked(typed, status=2)


def test_a_renamed_function(kit: Path) -> None:
    path = kit / "rnn" / "rnn.py"
    write(path, "rnn_step", RIGHT_STEP)
    text = path.read_text(encoding="utf-8").replace("def rnn_step(", "def rnn_stp(")
    path.write_text(text, encoding="utf-8")
    said = checked(str(path))
    assert "There is no function rnn_step here, but there is rnn_stp." in said
    assert "write `def rnn_step(…)`" in said


def test_a_deleted_cell(kit: Path) -> None:
    path = kit / "rnn" / "rnn.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = [cell for cell in notebook["cells"] if nbgrader_id(cell) != "rnn_step"]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    said = checked(str(path))
    assert "the cell of rnn_step is missing" in said
    assert "There is no function rnn_step here." in said
    assert "`gatewise reset rnn_step` puts back" in said


def test_a_missing_key(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (kit / "rnn" / "rnn.public.key").unlink()
    wanted = "the file rnn.public.key is missing in"
    for words in (["rnn/rnn.py"], ["rnn"], []):
        said = checked(*words, status=2)
        assert wanted in said
        assert "copy the file from there" in said
    assert checked("gates/gates.py", status=1), "the other unit can be checked"
    monkeypatch.chdir(kit / "rnn")
    with pytest.raises(NoPublicKey, match=wanted) as error:
        check("rnn_step")
    assert error.value.__suppress_context__
    (kit / "gates" / "gates.public.key").unlink()
    assert wanted in checked("rnn.py", status=2)


def test_curly_quotes(kit: Path) -> None:
    write(kit / "rnn" / "rnn.py", "rnn_step", "name = “tanh”\n" + RIGHT_STEP)
    said = checked("rnn")
    assert "SyntaxError" in said
    assert "“" in said
    assert "Type straight quotes in place of “ in rnn.py, line" in said


def test_print_in_place_of_return(kit: Path) -> None:
    write(kit / "rnn" / "rnn.py", "rnn_step", RIGHT_STEP.replace("return ", "print(") + ")")
    said = checked("rnn")
    assert "`print` shows a value, but does not return it" in said
    assert "Printed in this case" in said


def test_no_import_of_numpy(kit: Path) -> None:
    path = kit / "rnn" / "rnn.py"
    write(path, "rnn_step", RIGHT_STEP)
    text = path.read_text(encoding="utf-8").replace("import numpy as np\n", "\n")
    path.write_text(text, encoding="utf-8")
    said = checked(str(path))
    assert "np" in said
    assert "import" in said


def test_an_old_python_is_refused_by_the_wheel() -> None:
    import tomllib

    root = Path(__file__).resolve().parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    kit_readme = (root / "autograder" / "notebooks" / "release" / "kit.py").read_text("utf-8")
    assert "**Python 3.11 or newer**" in kit_readme
