"""`status`, `hint`, `show`, `reset` and `experiment` as a learner types them in a kit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from tests.learner.conftest import NO_BIAS, RIGHT_STEP, fresh_kit, kit, write

__all__ = ["fresh_kit", "kit"]


@pytest.fixture(autouse=True)
def in_the_kit(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kit)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("GATEWISE_DATA", str(kit / "data"))


def typed(line: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, line.split())
    assert done.exit_code == status, done.output
    return done.output


def test_status(kit: Path) -> None:
    assert "0 of 8 exercises" in typed("status")
    write(kit / "rnn" / "rnn.py", "rnn_step", RIGHT_STEP)
    write(kit / "gates" / "gates.ipynb", "sigmoid", "return z")
    write(kit / "rnn" / "rnn.ipynb", "rnn_step", NO_BIAS)
    os.utime(kit / "rnn" / "rnn.ipynb", (1000, 1000))
    shown = typed("status gates")
    assert "1 of 8 exercises" in shown
    assert "✓ rnn_step" in shown
    assert "✗ sigmoid" in shown
    assert "in rnn.py, saved" in shown
    assert "rnn.ipynb holds work as well" in shown
    assert shown.index("rnn ") < shown.index("gates ")
    assert "Next   rnn_sequence in rnn/rnn.py" in shown
    assert "not asked yet: gatewise quiz" in shown


def test_status_of_a_unit_without_files(kit: Path) -> None:
    for path in (kit / "rnn" / "rnn.py", kit / "rnn" / "rnn.ipynb"):
        path.unlink()
    (kit / "gates" / "gates.ipynb").unlink()
    (kit / "gates" / "gates.py").write_bytes(b"")
    shown = " ".join(typed("status").split())  # a long path wraps its line
    assert "no notebook and no Python file of it" in shown
    assert "is empty" in shown


def test_hints_one_by_one(kit: Path) -> None:
    first = typed("hint rnn_step")
    assert first.startswith("1. ")
    assert "2 more hints" in first
    assert "2. " in typed("hint rnn_step gates")
    assert "That was the last hint" in typed("hint rnn_step")
    assert "That was the last hint" in typed("hint rnn_step")
    assert typed("hint rnn_step --again") == first
    assert "Did you mean rnn_step?" in typed("hint rnn_stp", 2)


def test_show_has_inputs_expected_and_got(kit: Path) -> None:
    untouched = typed("show rnn_step")
    assert "rnn_step was not run" in untouched
    write(kit / "rnn" / "rnn.py", "rnn_step", NO_BIAS)
    shown = typed("show rnn_step")
    assert "The bias is left out" in shown
    for part in ("Inputs", "W: shape (", "Expected", "Yours", "h_t: shape ("):
        assert part in shown
    expected, yours = shown.split("Expected\n")[1].split("Yours\n")
    assert expected != yours
    assert "it has “three examples”" in typed("show rnn_step --case none", 2)
    write(kit / "rnn" / "rnn.py", "rnn_step", "return 1 / 0 + missing")
    assert "it raised ZeroDivisionError: division by zero (rnn.py, line" in typed("show rnn_step")


def test_reset_says_where_the_work_is(kit: Path) -> None:
    write(kit / "rnn" / "rnn.ipynb", "rnn_step", NO_BIAS)
    shown = typed("reset rnn_step")
    assert "rnn/rnn.ipynb is as it was handed out" in shown
    assert "kept-by-gatewise/rnn_step-" in shown
    assert "Reload Notebook from Disk" in shown
    assert "nothing was changed" in typed("reset rnn_step rnn/rnn.ipynb")


def test_the_experiment_says_what_is_missing() -> None:
    shown = typed("experiment", 1)
    assert "`rnn_sequence` is not written yet" in shown


def test_all_of_a_unit_says_what_is_next(kit: Path) -> None:
    for slug, body in {
        "rnn_step": RIGHT_STEP,
        "rnn_sequence": (
            "hs = []\nfor x_t in X:\n    h_0 = rnn_step(x_t, h_0, W, U, b)\n    hs.append(h_0)\n"
            "return np.stack(hs)"
        ),
        "rnn_memory_gradient": (
            "J = np.eye(U.shape[0])\nfor h in hs:\n    J = ((1 - h**2)[:, :, None] * U) @ J\n"
            "return J"
        ),
    }.items():
        write(kit / "rnn" / "rnn.py", slug, body)
    shown = typed("check rnn")
    assert "10 of 10" in shown
    assert "Next: unit gates" in shown


def test_check_names_the_other_file(kit: Path) -> None:
    write(kit / "rnn" / "rnn.ipynb", "rnn_step", RIGHT_STEP)
    write(kit / "rnn" / "rnn.py", "rnn_step", NO_BIAS)
    os.utime(kit / "rnn" / "rnn.ipynb", (1000, 1000))
    shown = typed("check", 1)
    assert "rnn/rnn.py" in shown.splitlines()[0]
    assert "saved" in shown.splitlines()[0]
    assert "isolation" not in shown
    assert "rnn.ipynb holds work as well" in shown
    assert "gatewise check rnn/rnn.ipynb" in shown


def test_a_file_run_by_python_prints_its_checks(kit: Path) -> None:
    write(kit / "rnn" / "rnn.py", "rnn_step", NO_BIAS)
    for folder, name in ((kit / "rnn", "rnn.py"), (kit, "rnn/rnn.py"), (Path("/"), None)):
        done = subprocess.run(
            [sys.executable, name or str(kit / "rnn" / "rnn.py")],
            cwd=folder,
            env=dict(os.environ) | {"PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "✗ rnn_step: not right yet" in done.stdout, done.stderr
        assert "· rnn_sequence: not attempted" in done.stdout
        assert done.returncode == 0


def test_what_was_kept_is_never_taken_for_work(kit: Path) -> None:
    from autograder.learner.learner_functions import find_functions

    write(kit / "rnn" / "rnn.py", "rnn_step", RIGHT_STEP)
    typed("reset rnn_step")
    assert list((kit / "kept-by-gatewise").glob("rnn_step*.py"))
    assert find_functions(["rnn_step"], {}, kit / "rnn") == {}
    shutil.rmtree(kit / "kept-by-gatewise")
