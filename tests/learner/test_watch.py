"""`gatewise watch` follows a learner: one exercise at a time, whatever state a file is saved in."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from rich.console import Console

from autograder.commands.watch_screen import overview, screen
from autograder.learner.checker import Checker
from autograder.learner.watch import View, Watch
from autograder.learner.work import unit_folders
from tests.learner.conftest import NO_BIAS, RIGHT_STEP, write

SEQUENCE = (
    "hs = []\nfor x_t in X:\n    h_0 = rnn_step(x_t, h_0, W, U, b)\n    hs.append(h_0)\n"
    "return np.stack(hs)"
)
GRADIENT = (
    "J = np.eye(U.shape[0])\nfor h in hs:\n    J = ((1 - h**2)[:, :, None] * U) @ J\nreturn J"
)


def begun(kit: Path, checker: Checker) -> tuple[Watch, View]:
    watch = Watch(unit_folders(kit), checker)
    return watch, watch.begin()


def saved(watch: Watch, path: Path) -> View:
    view = watch.saved(path)
    assert view is not None
    return view


def current(view: View) -> str:
    return view.exercise.slug if view.exercise is not None else ""


def shown(view: View) -> str:
    console = Console(width=100, file=io.StringIO(), record=True)
    console.print(screen(view, datetime(2026, 1, 1, 10, 31)))
    return console.export_text()


def test_wrong_then_right_goes_on_to_the_next(kit: Path, checker: Checker) -> None:
    watch, view = begun(kit, checker)
    assert (current(view), view.passed, view.finished) == ("rnn_step", (), False)
    path = kit / "rnn" / "rnn.py"
    assert "rnn.py, line" in shown(view)
    write(path, "rnn_step", NO_BIAS)
    view = saved(watch, path)
    assert (current(view), view.news) == ("rnn_step", ())
    assert "The bias is left out" in shown(view)
    assert "rnn_sequence" not in shown(view)  # one thing at a time
    write(path, "rnn_step", RIGHT_STEP)
    view = saved(watch, path)
    assert current(view) == "rnn_sequence"
    assert view.news == view.passed == ("rnn_step",)
    assert "rnn_step is right" in shown(view)


def test_the_exercise_that_was_begun_comes_before_one_that_was_not(
    kit: Path, checker: Checker
) -> None:
    path = kit / "gates" / "gates.py"
    write(path, "input_gate", "return x_t")
    watch, view = begun(kit / "gates", checker)
    assert current(view) == "input_gate"
    assert current(watch.next()) == "sigmoid"


def test_a_half_written_file_costs_nothing_that_had_passed(kit: Path, checker: Checker) -> None:
    watch, _ = begun(kit, checker)
    path = kit / "rnn" / "rnn.py"
    write(path, "rnn_step", RIGHT_STEP)
    saved(watch, path)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("def rnn_step(", "def rnn_step(("), encoding="utf-8")
    view = saved(watch, path)
    assert view.passed == ("rnn_step",)
    assert any("SyntaxError" in note for note in view.notes)
    path.write_text("", encoding="utf-8")
    view = saved(watch, path)
    assert "is empty" in shown(view)
    assert str(kit) not in shown(view)
    path.write_text(whole, encoding="utf-8")
    view = saved(watch, path)
    assert (view.problem, view.news, view.lost, current(view)) == ("", (), (), "rnn_sequence")
    write(path, "rnn_step", NO_BIAS)
    view = saved(watch, path)
    assert (view.lost, current(view)) == (("rnn_step",), "rnn_step")
    assert "was right before this save" in shown(view)


def test_a_notebook_that_is_half_written(kit: Path, checker: Checker) -> None:
    watch, _ = begun(kit, checker)
    path = kit / "rnn" / "rnn.ipynb"
    write(path, "rnn_step", RIGHT_STEP)
    assert saved(watch, path).news == ("rnn_step",)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:1000], encoding="utf-8")
    assert "not valid JSON" in saved(watch, path).problem
    path.write_text(text, encoding="utf-8")
    view = saved(watch, path)
    assert (view.passed, view.problem) == (("rnn_step",), "")


def test_the_file_that_is_saved_counts_and_the_other_is_named(kit: Path, checker: Checker) -> None:
    write(kit / "rnn" / "rnn.ipynb", "rnn_step", RIGHT_STEP)
    watch, view = begun(kit, checker)
    assert (view.path.name, view.passed) == ("rnn.ipynb", ("rnn_step",))
    write(kit / "rnn" / "rnn.py", "rnn_step", NO_BIAS)
    view = saved(watch, kit / "rnn" / "rnn.py")
    assert (view.path.name, view.passed, current(view)) == ("rnn.py", (), "rnn_step")
    assert [path.name for path in view.others] == ["rnn.ipynb"]
    assert "rnn.ipynb holds work as well" in shown(view)


def test_hints_come_one_by_one_and_go_with_the_exercise(kit: Path, checker: Checker) -> None:
    watch, _ = begun(kit, checker)
    assert len(watch.hint().hints) == 1
    view = watch.hint()
    assert len(view.hints) == 2
    assert view.exercise is not None
    assert view.exercise.hints[1].split()[0] in shown(view)
    assert watch.next().hints == ()
    again, _ = begun(kit, checker)
    assert len(again.hint().hints) == 3  # it remembers what was shown


def test_a_third_save_with_the_same_mistake_reads_differently(kit: Path, checker: Checker) -> None:
    watch, _ = begun(kit, checker)
    path = kit / "rnn" / "rnn.py"
    write(path, "rnn_step", NO_BIAS)
    steps = []
    for _ in range(3):
        view = saved(watch, path)
        assert view.grade is not None
        steps.append(view.grade.next_step)
    assert len(set(steps)) == 3
    assert steps[1].startswith("Hint 1 of ")
    assert steps[2].startswith("Hint 2 of ")
    path.write_text(path.read_text(encoding="utf-8").replace(NO_BIAS, "return x_t @ W.T + b"))
    view = saved(watch, path)
    assert view.grade is not None
    assert not view.grade.next_step.startswith("Hint")


def test_files_that_are_not_the_learners_do_not_matter(kit: Path, checker: Checker) -> None:
    watch, _ = begun(kit, checker)
    (kit / "rnn" / "notes.md").write_text("x", encoding="utf-8")
    (kit / "rnn" / "helpers.py").write_text("x = 1\n", encoding="utf-8")
    for name in ("notes.md", "helpers.py", "gone.py"):
        assert watch.saved(kit / "rnn" / name) is None
    assert watch.saved(kit / "elsewhere.py") is None


def test_from_the_last_exercise_of_a_unit_to_the_next_unit_and_the_end(
    kit: Path, checker: Checker
) -> None:
    path = kit / "rnn" / "rnn.py"
    for slug, body in (("rnn_step", RIGHT_STEP), ("rnn_sequence", SEQUENCE)):
        write(path, slug, body)
    watch, view = begun(kit, checker)
    assert current(view) == "rnn_memory_gradient"
    write(path, "rnn_memory_gradient", GRADIENT)
    view = saved(watch, path)
    assert (current(view), view.finished) == ("", False)
    assert "Unit rnn is done" in shown(view)
    assert current(watch.next()) == "sigmoid"
    for _ in range(5):
        view = watch.next()
    assert current(view) == "sigmoid"  # those left for later come again
    alone, view = begun(kit / "rnn", checker)
    assert view.finished
    assert "All exercises here are right" in shown(view)
    assert alone.next().finished


def test_the_list_shows_every_unit(kit: Path, checker: Checker) -> None:
    write(kit / "rnn" / "rnn.py", "rnn_step", RIGHT_STEP)
    watch, _ = begun(kit, checker)
    console = Console(width=100, file=io.StringIO(), record=True)
    console.print(overview(watch.overview()))
    text = console.export_text()
    assert "✓ rnn_step" in text
    assert "· sigmoid" in text
    assert "1 of 3" in text


def test_an_endless_loop_ends(kit: Path, checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    sandbox = checker._sandbox
    monkeypatch.setattr(sandbox, "limits", replace(sandbox.limits, exercise_seconds=0.3))
    watch, _ = begun(kit, checker)
    write(kit / "rnn" / "rnn.py", "rnn_step", "while True:\n    pass")
    view = saved(watch, kit / "rnn" / "rnn.py")
    assert view.grade is not None
    assert view.grade.status == "timed_out"


def test_what_was_printed_stands_below_the_failing_case(kit: Path, checker: Checker) -> None:
    watch, _ = begun(kit, checker)
    write(kit / "rnn" / "rnn.py", "rnn_step", 'print("shape", W.shape)\n' + NO_BIAS)
    text = shown(saved(watch, kit / "rnn" / "rnn.py"))
    assert "Printed in this case:" in text
    assert text.count("shape (") == 1  # of this case, and not of the others
