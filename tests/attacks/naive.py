"""A grader as they are often written: one process, answers in reach, verdict by comparing. Payloads
must fool it.

``python naive.py STYLE PAYLOAD SETTING`` prints ``full marks`` or ``no marks``. It shows that a
payload is a real attack: what it does to this program, it must not do to ours.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np


def reference(x_t: Any, h_prev: Any, W: Any, U: Any, b: Any) -> Any:
    return 1 / (1 + np.exp(-(x_t @ W.T + h_prev @ U.T + b)))


def inputs(seed: int) -> list[Any]:
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in ((3, 4), (3, 2), (2, 4), (2, 2), (2,))]


def judge(result: Any, expected: Any) -> bool:
    return bool(np.abs(result - expected).max() < 1e-6)


def load(payload: Path, setting: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "handed_in"}
    exec(setting, namespace)
    exec(compile(payload.read_text(), str(payload), "exec"), namespace)
    return namespace


def passes(style: str, payload: Path, setting: str) -> bool:
    if style == "environment":
        os.environ["GATEWISE_TEST_SECRET"] = "answers"
    if style == "descriptors":
        os.dup2(os.open(__file__, os.O_RDONLY), 50)
    if style == "earlier":
        load(payload, setting)
    learner = load(payload, setting)
    if style in ("environment", "descriptors", "earlier"):
        return bool(learner["attack"]())
    function = learner["forget_gate"]
    if style == "visible":
        return all(
            judge(function(*map(np.array, case)), np.array(answer))
            for case, answer in zip(
                learner["VISIBLE_INPUTS"], learner["VISIBLE_ANSWERS"], strict=True
            )
        )
    given = inputs(1)
    if style == "memory":
        expected = reference(*given)
        cases = [expected]
        return judge(function(*given), cases[0])
    result = function(*given)
    expected = reference(*given)
    if style == "assert_allclose":
        np.testing.assert_allclose(result, expected)
        return True
    if style == "assert_allclose_mutable":
        np.testing.assert_allclose(result, expected)
        return not judge(result, reference(*inputs(1)))
    if style == "allclose":
        return bool(np.allclose(result, expected))
    if style == "equal":
        return bool(np.all(result == expected))
    if style == "tolerance":
        return not (np.abs(result - expected) > 1e-6).any()
    return judge(result, expected)  # harness, once


def fooled(style: str, payload: Path, setting: str) -> bool:
    """The styles in which another process runs the submission and this one believes it."""
    runner = [sys.executable, __file__, f"run {style}", str(payload), setting]
    done = subprocess.run(runner, capture_output=True)
    if style == "exit code":
        return done.returncode == 0
    if style == "json":
        return bool(json.loads(done.stdout.splitlines()[-1])["passed"])
    pickle.loads(done.stdout)
    return False  # `pickle_that_runs` has printed by now


class Frames:
    """The end of a channel in the learner's process, as ours has it."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor, self.nonce, self.number = descriptor, bytes(16), 0

    def send(self, kind: int, body: bytes) -> None:
        os.write(
            self.descriptor, struct.pack("<16sIBI", self.nonce, self.number, kind, len(body)) + body
        )
        self.number += 1


def believed(payload: Path, setting: str) -> list[Any]:
    """All answers that come through the channel, taken as they are: no order, no size and no kind
    is checked.
    """
    resource.setrlimit(
        resource.RLIMIT_AS, (1 << 30, 1 << 30)
    )  # it may well ask for more than the machine has
    read_end, write_end = os.pipe()
    runner = [sys.executable, __file__, f"run frames {write_end}", str(payload), setting]
    answers = []
    with subprocess.Popen(runner, pass_fds=[write_end]) as process, open(read_end, "rb") as channel:
        try:
            os.close(write_end)
            while head := channel.read(25):
                *_, length = struct.unpack("<16sIBI", head)
                answers.append(read_value(channel.read(length)[struct.calcsize("<II?I") :]))
        finally:
            process.kill()
    return answers


def read_value(data: bytes) -> Any:
    if data[:1] == b"a":
        array = np.zeros(struct.unpack_from(f"<{data[3]}Q", data, 4))
        array.reshape(-1)[:] = np.frombuffer(data, offset=4 + 8 * data[3])
        return array
    return {b"T": True, b"F": False}.get(data[:1])


def run(style: str, payload: Path, setting: str) -> None:
    if style.startswith("run frames"):
        os.dup2(int(style.split()[-1]), 3)
        frames = Frames(3)
        through = load(payload, setting)["attack"]()
        frames.send(5, struct.pack("<II?I", 0, 0, False, 0) + (b"T" if through else b"F"))
        return
    result = load(payload, setting)["forget_gate"](*inputs(1))
    if style == "run pickle":
        sys.stdout.buffer.write(pickle.dumps(result))
        return
    passed = judge(result, reference(*inputs(1)))
    if style == "run json":
        print(json.dumps({"passed": passed}))
    sys.exit(0 if passed else 1)


def main() -> None:
    style, payload, setting = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    if style.startswith("run "):
        run(style, payload, setting)
    elif style == "frames":
        print("no marks" if believed(payload, setting) == [False] else "misled")
    elif style in ("json", "pickle", "exit code"):
        print("full marks" if fooled(style, payload, setting) else "no marks")
    else:
        print("full marks" if passes(style, payload, setting) else "no marks")


if __name__ == "__main__":
    main()
