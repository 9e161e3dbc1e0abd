"""`gatewise watch` in a real terminal: saves, keys, and how it ends."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from tests.learner.conftest import NO_BIAS, RIGHT_STEP, fresh_kit, kit, write

__all__ = ["fresh_kit", "kit"]
pexpect = pytest.importorskip("pexpect", reason="there is no terminal to act")


@pytest.fixture
def terminal(kit: Path) -> Iterator[Any]:
    command = str(Path(sys.executable).with_name("gatewise"))
    environment = dict(os.environ) | {"TERM": "xterm-256color"}
    child = pexpect.spawn(
        command,
        ["watch"],
        cwd=kit,
        env=environment,
        dimensions=(50, 100),
        encoding="utf-8",
        timeout=300,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a test may run without
    )
    yield child
    child.close(force=True)


def test_saves_and_keys(terminal: Any, kit: Path) -> None:
    path = kit / "rnn" / "rnn.py"
    terminal.expect("rnn_step.*to write.*quit")
    write(path, "rnn_step", NO_BIAS)
    terminal.expect("The bias is left out.*quit")
    terminal.send("h")
    terminal.expect("hint 1 of.*quit")
    write(path, "rnn_step", RIGHT_STEP)
    terminal.expect("rnn_step is right.*rnn_sequence.*quit")
    terminal.send("n")
    terminal.expect("rnn_memory_gradient.*to write.*quit")
    terminal.send("l")
    terminal.expect("output_gate.*Any key goes back")
    terminal.send("x")
    terminal.expect("rnn_memory_gradient.*quit")
    terminal.send("q")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_control_c_ends_it(terminal: Any) -> None:
    terminal.expect("to write.*quit")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert (terminal.exitstatus, terminal.signalstatus) == (0, None)
    assert "Traceback" not in terminal.before


def test_a_folder_without_a_unit(tmp_path: Path) -> None:
    (tmp_path / "a" / "b" / "c" / "d").mkdir(parents=True)
    done = CliRunner().invoke(app, ["watch", str(tmp_path / "a" / "b" / "c" / "d")])
    assert done.exit_code == 2
    assert "Go to the folder of the kit" in done.stderr


def test_a_unit_that_lost_its_key(kit: Path) -> None:
    (kit / "rnn" / "rnn.public.key").write_bytes(b"broken")
    shutil.rmtree(kit / "gates")
    done = CliRunner().invoke(app, ["watch", str(kit)])
    assert done.exit_code == 2
    assert "ask for a new kit" in done.stderr
