"""In a kernel, `check` never speaks of code that is not there, and it always ends."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from autograder.learner import local_calls
from tests.learner.conftest import NO_BIAS, RIGHT_STEP, Notebook, text


def test_a_broken_edit_after_a_pass_is_not_passed(notebook: Notebook) -> None:
    notebook.step(RIGHT_STEP)
    assert notebook.check().passed
    notebook.step(RIGHT_STEP + ")")
    result = notebook.check()
    assert (result.passed, result.score) == (False, 0.0)
    assert "newest version of rnn_step is not the one that would be checked" in text(result)
    assert "SyntaxError: unmatched ')'" in text(result)
    notebook.step(RIGHT_STEP)
    assert notebook.check().passed


def test_an_edit_that_fails_before_its_definition(notebook: Notebook) -> None:
    notebook.step(RIGHT_STEP)
    notebook.check()
    notebook.run(f"oops\ndef rnn_step(x_t, h_prev, W, U, b):\n    {NO_BIAS}")
    assert "NameError: name 'oops' is not defined" in text(notebook.check())


def test_an_edit_of_the_stub_that_failed_is_not_called_a_stub(notebook: Notebook) -> None:
    notebook.step("raise NotImplementedError")
    notebook.step("return np.tanh(x_t @ W.T")
    assert "its cell did not run to the end" in text(notebook.check())  # nobody listened yet
    notebook.step("return np.tanh(x_t @ W.T")
    assert "never closed" in text(notebook.check())


def test_a_cell_with_more_in_it_and_other_spaces_is_the_same_version(notebook: Notebook) -> None:
    notebook.run(f"%time\nX = 1\n\n\ndef rnn_step(x_t, h_prev, W, U, b):\n\n    {RIGHT_STEP}   \n")
    assert notebook.check().passed


def test_a_function_from_a_file_is_not_compared_with_cells(notebook: Notebook, kit: Path) -> None:
    notebook.step("raise NotImplementedError")
    source = f"import numpy as np\ndef rnn_step(x_t, h_prev, W, U, b):\n    {RIGHT_STEP}\n"
    (kit / "rnn" / "mine_of_rnn.py").write_text(source, encoding="utf-8")
    notebook.run("import sys; sys.path.insert(0, '.')")
    notebook.run("from mine_of_rnn import rnn_step")
    assert notebook.check().passed


def test_after_a_restart_it_says_which_cell_to_run(notebook: Notebook) -> None:
    result = notebook.check()
    assert "has not been run since the kernel started" in text(result)
    assert "Run the cell of rnn_step" in text(result)
    notebook.run("def rnn_stepp(x_t):\n    return x_t")
    assert "but there is rnn_stepp" in text(notebook.check())


def test_an_endless_loop_ends_whatever_it_catches(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_calls, "SECONDS", 0.3)
    began = time.process_time()  # of this process: how busy the machine is does not count
    notebook.step("while True:\n    try:\n        pass\n    except:\n        pass")
    result = notebook.check()
    assert result.grade.status == "timed_out"
    assert time.process_time() - began < 3  # not once for each case
    notebook.step(RIGHT_STEP)
    assert notebook.check().passed


def test_an_interrupt_gives_the_same_box(notebook: Notebook) -> None:
    notebook.step("raise KeyboardInterrupt")
    assert notebook.check().grade.status == "timed_out"
    notebook.step("exit_code = 1\nraise SystemExit(exit_code)")
    assert notebook.check().grade.status == "raised"


def test_the_case_that_failed_can_be_used(notebook: Notebook) -> None:
    notebook.step('print("W has", W.shape)\n' + NO_BIAS)
    result = notebook.check()
    assert "Printed in this case: W has (" in text(result)
    assert text(result).count("W has") == 1
    assert (result.got != result.expected).any()
    notebook.shell.user_ns["result"] = result
    assert notebook.run("(rnn_step(**result.inputs) == result.got).all()")
    result.inputs["b"][:] = 0
    assert result.inputs["b"].any()
    notebook.step('print("W has", W.shape)\n' + RIGHT_STEP)
    assert "W has" not in text(notebook.check())


def test_the_mark_is_what_nbgrader_reads(notebook: Notebook) -> None:
    notebook.step(NO_BIAS)
    result = notebook.check()
    assert result._repr_mimebundle_()["text/plain"] == repr(result)
    notebook.shell.kernel = object()
    try:
        shown = result._repr_mimebundle_()
    finally:
        del notebook.shell.kernel
    assert float(shown["text/plain"]) == 0.0
    assert "The bias is left out" in shown["text/html"]
