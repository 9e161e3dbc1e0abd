"""The quiz in a real terminal and through a real pipe."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
@pytest.mark.parametrize("key", [b"\x03", b"\x04", b"q\n"])
def test_a_real_terminal_ends_kindly(tmp_path: Path, key: Any) -> None:
    terminal, other = pty.openpty()
    environment = {
        **os.environ,
        "GATEWISE_DATA": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
        "COLUMNS": "100",
    }
    code = (
        "import fcntl, signal, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); signal.alarm(60);"
        " signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run"
        " in the background\nfrom quizzes import run_quiz; run_quiz('gates', limit=2)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=other,
        stdout=other,
        stderr=other,
        env=environment,
        start_new_session=True,
    ) as quiz:
        os.close(other)
        shown = b""
        with contextlib.suppress(OSError):  # Linux says so when the other side has ended
            for sent in (b"a\n", key):
                while not shown.endswith(b"> ") and (read := os.read(terminal, 4096)):
                    shown += read
                os.write(terminal, sent)
                shown += b"\n"
            # A signal between the prompt and the reading is seen at the next key: press again, as
            # people do, but not once it says that it stops: that would end Python too early.
            while True:
                if not select.select([terminal], [], [], 10)[0]:
                    if b"Stopped" not in shown:
                        os.write(terminal, key)
                elif read := os.read(terminal, 4096):
                    shown += read
                else:
                    break
    os.close(terminal)
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode())

    assert quiz.returncode == 0, text
    assert "Stopped at question 2 of 2." in text
    assert "on 1 question." in text
    assert "Traceback" not in text


def test_through_a_real_pipe_without_a_terminal(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "GATEWISE_DATA": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    code = (
        "from quizzes import run_quiz; s = run_quiz('gates', limit=2); print('answered',"
        " s.answered)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        input="a\na\n",
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        encoding="utf-8",
        check=True,
    )

    assert "answered" in done.stdout
    assert "\x1b[" not in done.stdout
    assert done.stderr == ""
    assert json.loads((tmp_path / "quiz.json").read_text())["schema"] == 1
