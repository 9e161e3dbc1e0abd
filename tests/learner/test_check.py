"""`check(function)` in a notebook says of the visible cases what grading would say of them."""

from __future__ import annotations

import linecache
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from autograder import check
from autograder.cli import app
from autograder.course.process import build_keys
from autograder.learner import laboratory
from autograder.learner.keys import NoPublicKey

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit")
    (folder / "rnn").mkdir()
    key = build_keys(ROOT, b"secret", ("rnn",))["rnn"].public()
    (folder / "rnn" / "rnn.public.key").write_bytes(key.to_bytes())
    return folder


def in_a_cell(source: str) -> dict[str, Any]:
    """Run source as a notebook's cell: its text can be found under its name."""
    name = "<a cell>"
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
    space: dict[str, Any] = {}
    exec(compile("import numpy as np", name, "exec"), space)
    exec(compile(source, name, "exec"), space)
    return space


def rnn_step(body: str) -> Any:
    return in_a_cell(f"def rnn_step(x_t, h_prev, W, U, b):\n    {body}\n")["rnn_step"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("return np.tanh(x_t @ W.T + h_prev @ U.T + b)", "passed"),
        ("return np.tanh(x_t @ W.T + h_prev @ U.T)", "wrong"),
        ("raise NotImplementedError('rnn_step is yours to write')", "not_attempted"),
        ("...", "not_attempted"),
        ("return helper(x_t)\ndef helper(x):\n    raise NotImplementedError", "raised"),
    ],
)
def test_each_status(kit: Path, body: str, status: str) -> None:
    result = check(rnn_step(body), folder=kit / "rnn")
    assert result.grade.status == status
    assert result.passed is (status == "passed")
    assert type(result.score) is float
    assert ("marks come from hidden ones" in repr(result)) is (status == "passed")
    assert ("marks come from hidden ones" in result._repr_html_()) is (status == "passed")


def test_keys_are_found_beside_above_and_below(kit: Path) -> None:
    (kit / "memory" / "notes").mkdir(parents=True, exist_ok=True)
    for folder in (kit, kit / "rnn", kit / "memory", kit / "memory" / "notes"):
        assert not check(rnn_step("return x_t"), folder=folder).passed


def test_keys_that_a_web_page_has_installed_are_enough(
    kit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = tmp_path / "far" / "from" / "any" / "kit"
    far.mkdir(parents=True)
    monkeypatch.setattr("autograder.learner.keys.INSTALLED", kit / "rnn")
    assert not check(rnn_step("return x_t"), folder=far).passed


def test_what_cannot_be_checked_is_said(kit: Path, tmp_path: Path) -> None:
    function = rnn_step("return x_t")
    far = tmp_path / "far" / "from" / "any" / "kit"
    far.mkdir(parents=True)
    with pytest.raises(NoPublicKey, match=r"no \*\.public\.key file is in"):
        check(function, folder=far)
    with pytest.raises(NoPublicKey, match="Did you mean 'rnn_step'"):
        check(function, "rnn_stp", folder=kit)
    (far.parent / "neighbour").mkdir()
    (far.parent / "neighbour" / "gates.public.key").write_bytes(b"broken")
    shutil.copytree(kit, far / "kit")
    with pytest.raises(NoPublicKey, match="Did you mean 'rnn_step'"):
        check(function, "rnn_stp", folder=far / "kit")
    with pytest.raises(TypeError, match="Leave out the parentheses"):
        check(1.0)  # type: ignore[arg-type]


def test_an_exception_is_explained_with_the_line_of_the_cell(kit: Path) -> None:
    said = check(rnn_step("z = x_t @ W.T\n    return np.tamh(z)"), folder=kit / "rnn").grade
    assert said.explanation.headline == "`np.tamh` does not exist: did you mean `np.tanh`?"
    assert said.explanation.evidence == (
        "Line 3 of the cell of rnn_step: `return np.tamh(z)` stopped with AttributeError."
    )


def test_the_third_failure_does_not_read_like_the_first(
    kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laboratory, "SECONDS", 60.0)  # the machine may be busy
    function = rnn_step("return np.tanh(x_t @ W.T + h_prev @ U.T - b)")
    steps = [check(function, folder=kit / "rnn").grade.next_step for _ in range(3)]
    assert len(set(steps)) == 3
    assert steps[2].startswith("Hint 2 of 3: ")
    assert check(rnn_step("return np.tanh(x_t @ W.T + h_prev @ U.T + b)"), folder=kit).passed
    function = rnn_step("return np.tanh(x_t @ W.T + h_prev @ U.T - b)")
    assert check(function, folder=kit / "rnn").grade.next_step == steps[0]


def test_two_misconceptions_at_once_are_named_where_the_kit_has_the_pairs(kit: Path) -> None:
    source = """
def rnn_sequence(X, h_0, W, U, b):
    hs = []
    for x_t in X:
        h = 1 / (1 + np.exp(-(x_t @ W.T + h_0 @ U.T + b)))
        hs.append(h)
    return np.stack(hs)
"""
    function = in_a_cell(source)["rnn_sequence"]
    assert check(function, folder=kit / "rnn").grade.misconceptions == ()
    pairs = kit / "rnn" / "rnn.public.pairs"
    pairs.write_bytes((ROOT / "exercises" / "_pairs" / "rnn.pairs").read_bytes())
    try:
        said = check(function, folder=kit / "rnn").grade
    finally:
        pairs.unlink()
    assert said.misconceptions == ("rnn-uses-sigmoid", "state-not-carried")


IN_A_CLASS = "class Mine:\n    def rnn_step(self):\n        pass\n"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("rnn.py", "# to do\n", "None of the functions of this unit"),
        ("rnn.py", "class Mine:\n    def rnn_step(self):\n        pass\n", "None of the functions"),
        (
            "mine.py",
            "class Mine:\n    def rnn_step(self):\n        pass\n",
            "None of the functions",
        ),
        ("notes.py", "# to do\n", "defines none of the course's functions"),
        ("rnn.py", "", "is empty"),
    ],
)
def test_a_file_without_any_function_is_no_result(
    kit: Path, tmp_path: Path, name: str, text: str, words: str
) -> None:
    shutil.copy(kit / "rnn" / "rnn.public.key", tmp_path)
    (tmp_path / name).write_text(text)
    done = CliRunner().invoke(app, ["check", str(tmp_path / name)])
    assert done.exit_code == 2
    assert words in done.output
    assert "Score" not in done.output
