"""What each grader does with some of the attacks in ``tests/attacks/payloads``."""

from __future__ import annotations

import shutil
import socket
import time
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from benchmarks.peers import material
from benchmarks.peers.contender import Contender
from benchmarks.peers.graders import Result
from benchmarks.peers.ours import LEVELS, OURS

PAYLOADS = Path(__file__).resolve().parents[2] / "tests" / "attacks" / "payloads"
CHOSEN = (
    "patch_testing",
    "walk_the_stack",
    "displayhook",
    "exit_code_zero",
    "read_hidden_key",
    "copy_a_classmate",
    "overwrite_a_classmate",
    "connect_tcp",
    "daemon",
    "crash_by_ctypes",
    "loop_forever",
)
SLUG = "forget_gate"


def table(contenders: list[Contender], key: AnswerKey, work: Path) -> str:
    """One row an attack: the marks of the attacked exercise, what else it did, how long it held up
    the grader.
    """
    shown = [item for item in contenders if item.name == OURS or item.name not in LEVELS]
    lines = [
        "| attack | " + " | ".join(item.name for item in shown) + " |",
        "|---" * (len(shown) + 1) + "|",
    ]
    for name in CHOSEN:
        cells = [attack(contender, name, key, work) for contender in shown]
        lines.append(f"| `{name}` | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    told = (
        "The attacked exercise is `forget_gate`; the other four are perfect. *harm*: it read,"
        " wrote, called or left behind what it should not have. *lost*: other exercises of the same"
        " hand-in lost their marks.\n\n"
    )
    return told + "\n".join(lines) + "\n"


def attack(contender: Contender, name: str, key: AnswerKey, work: Path) -> str:
    folder = work / "target"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "submitted").mkdir(parents=True)
    victim = material.write(
        folder / "submitted" / "bob.py", "def forget_gate(*arguments):\n    return 1\n"
    )
    material.write(folder / "gates.key", "hidden answers")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)
    work.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        answers = material.perfect(key)
        answers[SLUG] = source(name, folder, server.getsockname()[1])
        result = contender.grade(f"attack-{name}", answers)
        time.sleep(0.4)
        harm = (
            victim.read_text() != "def forget_gate(*arguments):\n    return 1\n"
            or (folder / "evidence").exists()
        )
        harm = harm or (folder / "from_daemon").exists() or called(server)
    return worded(result, key, harm)


def source(name: str, folder: Path, port: int) -> str:
    text = f"TARGET, PORT = {str(folder)!r}, {port}\n" + (PAYLOADS / f"{name}.py").read_text()
    if f"\ndef {SLUG}" not in text:
        text += (
            f"\ndef {SLUG}(*arguments):\n    if attack():\n"
            "        try:\n            open(TARGET + '/evidence', 'w').close()\n"
            "        except OSError:\n            pass\n"
        )
    return text


def called(server: socket.socket) -> bool:
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def worded(result: Result, key: AnswerKey, harm: bool) -> str:
    exercise = key.exercise(SLUG)
    assert exercise is not None
    if not result.scores:
        parts = [result.told or "no marks for anything"]
    else:
        parts = ["**full marks**" if result.scores.get(SLUG, 0) >= exercise.points else "0"]
        if any(
            result.scores.get(item.slug, 0) < item.points
            for item in key.exercises
            if item.slug != SLUG
        ):
            parts.append("lost")
    if harm:
        parts.append("**harm**")
    if result.wall > 3:
        parts.append(f"{result.wall:.0f} s")
    return ", ".join(parts)
