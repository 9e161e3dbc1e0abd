"""What each extra is for: `check` works in the base, and a command that lacks a package says which
extra brings it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from autograder.commands import extras
from autograder.commands.all import for_learners
from autograder.course.process import build_keys

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BARE = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
sys.argv = ["gatewise", *{words!r}]
from autograder.cli import main
main()
"""


def packages(extra: str) -> set[str]:
    """The top-level names that an extra brings by itself, as they are imported."""
    names = {re.split(r"[\[>=.-]", line)[0] for line in PROJECT["optional-dependencies"][extra]} - {
        "gatewise"
    }
    return {"IPython" if name == "ipython" else name for name in names}


def in_the_base(
    folder: Path, *words: str, there: tuple[str, ...] = ("pydantic",)
) -> subprocess.CompletedProcess[str]:
    """A command where nothing of `lab` and `teach` can be imported.

    Newer versions of Typer, which is in the base, bring pydantic.
    """
    missing = (packages("lab") | packages("teach")) - set(there)
    return subprocess.run(
        [sys.executable, "-c", BARE.format(missing=missing, words=words)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a public key and a file that solves one exercise of it."""
    folder = tmp_path_factory.mktemp("kit")
    build_keys(ROOT / "tests" / "tiny_course", b"secret")["gru"].public().save(
        folder / "gru.public.key"
    )
    (folder / "gru.py").write_text(
        "import numpy as np\n"
        "def update_gate(x_t, h_prev, W_z, U_z, b_z):\n"
        "    return 1 / (1 + np.exp(-(x_t @ W_z.T + h_prev @ U_z.T + b_z)))\n",
        encoding="utf-8",
    )
    return folder


def test_the_base_is_small() -> None:
    assert {re.split(r"[>=]", line)[0] for line in PROJECT["dependencies"]} == {
        "numpy",
        "platformdirs",
        "rich",
        "typer",
    }


def test_check_needs_the_base_alone(kit: Path) -> None:
    shown = in_the_base(kit, "check", "gru.py")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "update_gate" in shown.stdout
    printed = in_the_base(kit, "check", "gru.py", "--format", "json")
    assert json.loads(printed.stdout)["exercises"][0]["status"] == "passed"


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        (["quiz", "--list"], "lab"),
        (["course", "new", "made"], "teach"),
        (["course", "grade", "."], "teach"),
        (["bank", "check"], "teach"),
        (["catalogue"], "teach"),
    ],
)
def test_a_command_says_which_extra_it_lacks(kit: Path, words: list[str], extra: str) -> None:
    done = in_the_base(kit, *words, there=())
    if "Traceback" in done.stderr and "typer" in done.stderr:
        pytest.skip("this version of Typer needs pydantic")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    [line] = done.stderr.splitlines()
    assert f"needs the extra `{extra}`" in line
    assert f'[{extra}]"' in line


@pytest.mark.parametrize("extra", ["lab", "teach", "cluster"])
def test_every_package_is_found_in_its_extra(extra: str) -> None:
    assert packages(extra)
    for package in packages(extra):
        assert extras.extra_with(package) == extra, package


@pytest.mark.parametrize("module", ["exercises", "reference.cell", "scipy", ""])
def test_other_missing_modules_are_not_explained_away(module: str) -> None:
    assert extras.how_to_install(module, learner=True) is None


def test_an_installed_wheel_and_a_clone_get_their_own_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert f'pip install -e "{ROOT}[teach]"' in str(extras.how_to_install("nbgrader", True))
    monkeypatch.setattr(extras, "__file__", str(tmp_path / "a" / "b" / "extras.py"))
    said = str(extras.how_to_install("nbformat.v4", False))
    assert f"gatewise-{extras.installed_version()}-py3-none-any.whl[teach]" in said


def test_learners_commands_are_told_apart() -> None:
    assert for_learners(["quiz", "gates"])
    assert not for_learners(["course", "new"])
    assert not for_learners([])


def test_the_version_is_shown() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from autograder.cli import main; main()", "--version"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"gatewise {PROJECT['version']}\n"
