"""Three of the ten mistakes of `test_ten_beginners_mistakes.py`: a missing file of the kit, an old
Python, and no NumPy.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import check
from autograder.learner.checker import Checker
from autograder.learner.keys import NoPublicKey
from tests.conftest import ROOT
from tests.learner.conftest import RIGHT_STEP, Notebook, checked, ran, watched, write


@pytest.fixture(autouse=True)
def in_the_kit(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kit)
    monkeypatch.setenv("COLUMNS", "200")


# --- 5. a missing file of the kit


def test_a_missing_key(
    kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (kit / "rnn" / "rnn.public.key").unlink()
    wanted = "the file rnn.public.key is missing in"
    for words in (["rnn/rnn.py"], ["rnn"], []):
        said = checked(*words, status=2)
        assert wanted in said
        assert "copy the file from there" in said
    for command in ("watch", "status"):
        assert wanted in checked(command=command, status=2)
    assert checked("gates/gates.py", status=1), "the other unit can be checked"
    monkeypatch.chdir(kit / "rnn")
    with pytest.raises(NoPublicKey, match=wanted) as error:
        check("rnn_step")
    assert error.value.__suppress_context__
    assert ran(kit / "rnn" / "rnn.py", capsys).startswith(wanted)
    (kit / "gates" / "gates.public.key").unlink()
    assert wanted in checked("rnn.py", status=2)


def test_a_missing_key_is_one_sentence_in_a_notebook(notebook: Notebook, kit: Path) -> None:
    (kit / "rnn" / "rnn.public.key").unlink()
    shown: list[str] = []
    notebook.shell._showtraceback = lambda kind, value, lines: shown.extend(lines)
    notebook.run('from autograder import check\ncheck("rnn_step")')
    del notebook.shell._showtraceback
    [line] = shown
    assert line.startswith("the file rnn.public.key is missing in")


def test_a_missing_file_about_the_kit(kit: Path) -> None:
    (kit / "kit.json").unlink()
    assert "the file kit.json is missing in" in checked(command="experiment", status=2)
    write(kit / "rnn" / "rnn.py", "rnn_step", RIGHT_STEP)
    assert "✓ rnn_step" in checked("rnn/rnn.py")


# --- 6. an old Python


class _OldSystem:
    """What `sys` says in Python 3.9."""

    version_info = (3, 9, 18, "final", 0)
    executable = "/usr/bin/python3"


def test_an_old_python_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    start = ROOT / "autograder" / "__init__.py"
    source = start.read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 9))  # it is read before it can say anything
    monkeypatch.setitem(sys.modules, "sys", _OldSystem())
    with pytest.raises(ImportError) as error:
        exec(compile(source, str(start), "exec"), {"__name__": "autograder"})
    [line] = str(error.value).splitlines()
    assert "needs Python 3.11 or newer, and this is Python 3.9.18 (/usr/bin/python3)" in line


def test_an_old_python_is_refused_by_the_wheel() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    kit_readme = (ROOT / "autograder" / "notebooks" / "release" / "kit.py").read_text("utf-8")
    assert "**Python 3.11 or newer**" in kit_readme


# --- 7. no NumPy

_WITHOUT_NUMPY = """
import sys
sys.modules["numpy"] = None
sys.argv = ["gatewise", *{words!r}]
{code}
"""


def without_numpy(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _WITHOUT_NUMPY.format(words=words, code=code)],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", [("check", "rnn/rnn.py"), ("watch",), ("status",)], ids=" ".join)
def test_no_numpy(words: tuple[str, ...]) -> None:
    done = without_numpy("from autograder.cli import main; main()", *words)
    [line] = done.stderr.splitlines()
    assert line.startswith("gatewise: NumPy is missing in ")
    assert line.endswith(". Run: pip install numpy")
    assert done.returncode == 2


def test_no_numpy_in_a_notebook() -> None:
    done = without_numpy("from autograder import check")
    assert "NumPy is missing in this Python" in done.stderr.splitlines()[-1]
    assert "%pip install numpy" in done.stderr
    assert "During handling" not in done.stderr


def test_the_imports_of_a_kit_say_where_to_look(kit: Path) -> None:
    notebook = json.loads((kit / "rnn" / "rnn.ipynb").read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    for source in ((kit / "rnn" / "rnn.py").read_text(encoding="utf-8"), "\n".join(cells)):
        lines = [line for line in source.splitlines() if line.startswith(("import", "from auto"))]
        assert {line.partition("  # ")[0] for line in lines} == {
            "import numpy as np",
            "from autograder import check",
        }
        assert all("README.md" in line for line in lines), "Python shows the line that failed"


@pytest.mark.parametrize("name", ["rnn.ipynb", "rnn.py"])
def test_numpy_is_not_imported(name: str, kit: Path, checker: Checker) -> None:
    path = kit / "rnn" / name
    write(path, "rnn_step", RIGHT_STEP)
    changed = path.read_text(encoding="utf-8").replace("import numpy as np", "pass")
    path.write_text(changed, encoding="utf-8")
    for said in (checked(str(path)), watched(kit, checker)):
        assert "`np` is not imported." in said
        assert "Put `import numpy as np` at the top" in said
