"""What a learner waits for: `gatewise check`, `check(fn)` in a notebook and `gatewise --help`.

    python benchmarks/learner.py              # writes benchmarks/results/learner.md
    python benchmarks/learner.py --quick      # few rounds, prints only

Commands are compared with `python -c "import numpy"` in the same rounds: CPU seconds of all their
processes. A check in a notebook is called again and again in one process. `gatewise watch` runs in
a terminal of its own: on the clock, from the end of a save until its whole screen has come.
"""

from __future__ import annotations

import argparse
import os
import platform
import pty
import resource
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as everywhere else, modules are compiled once

import numpy as np

from autograder import check
from autograder.course.discover import load_course
from autograder.learner.keys import load_key
from autograder.notebooks.release.new_course import new_course
from tests.learner.conftest import write

RESULT = ROOT / "benchmarks" / "results" / "learner.md"
GATEWISE = [sys.executable, "-c", "from autograder.cli import main; main()"]
RIGHT = "return np.tanh(x_t @ W.T + h_prev @ U.T + b)"
BODIES = {
    "right": RIGHT,
    "with a known misconception": "return x_t @ W.T + h_prev @ U.T + b",
    "with a mistake that is located": RIGHT.replace("h_prev @", "0.5 * h_prev @"),
}
LOAD = os.getloadavg()[0]
ABOVE_NUMPY, HELP, LOCATED = 0.25, 0.25, 1.25
WARM = 10.0
FROM_SAVE = 150.0
"""The aims: CPU seconds above NumPy's, CPU seconds, and milliseconds."""
LAST_WORD = b"quit"
"""Each screen of `gatewise watch` ends with it."""
QUIET = 0.3
"""Seconds without a word after which nothing more comes of a save."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few rounds; prints only")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory(prefix="gatewise-learner-") as work:
        os.environ["GATEWISE_DATA"] = work
        made = new_course(ROOT, Path(work) / "course")
        kit = made.folder.root / "kit"
        text = heading(3 if quick else 15) + cold(kit, 3 if quick else 15)
        text += warm(kit, 3 if quick else 30)
        text += from_save(kit, 3 if quick else 30)
    print(text)
    if not quick:
        RESULT.write_text(text)


def cold(kit: Path, rounds: int) -> str:
    """The table of commands, each started anew."""
    commands = {'`python -c "import numpy"`': [sys.executable, "-c", "import numpy"]}
    commands["`gatewise --help`"] = [*GATEWISE, "--help"]
    for name, body in BODIES.items():
        folder = shutil.copytree(kit / "rnn", kit.parent / f"kit {name}" / "rnn")
        write(folder / "rnn.py", "rnn_step", body)
        commands[f"`gatewise check`, a function {name}"] = [*GATEWISE, "check", str(folder)]
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            seconds = cpu_of(partial(run, command))
            if number:  # the first round compiles modules
                spent[name].append(seconds)
    numpy = median(spent['`python -c "import numpy"`'])
    lines = ["| command | CPU s | above NumPy | aim | held |", "|---|---|---|---|---|"]
    for name, values in spent.items():
        value = median(values)
        above, aim, held = f"{value - numpy:.2f}", "", ""
        if "check" in name:
            most = LOCATED if "located" in name else ABOVE_NUMPY
            aim, held = f"{most} above", worded(value - numpy <= most)
        elif "help" in name:
            aim, held = f"{HELP}", worded(value <= HELP)
        lines.append(f"| {name} | {value:.2f} | {above} | {aim} | {held} |")
    return "\n".join(lines) + "\n\n"


def warm(kit: Path, rounds: int) -> str:
    """The table of checks in one process, of a right function each."""
    lines = [
        f"`check(function)` of a right function again and again; the aim is at most {WARM:g} ms.",
        "",
        "| unit | slowest exercise | CPU ms, the first time | CPU ms, again | held |",
        "|---|---|---|---|---|",
    ]
    units = load_course(ROOT).units
    right = {exercise.slug: exercise.reference for unit in units for exercise in unit.exercises}
    for path in sorted(kit.glob("*/*.public.key")):
        key = load_key(path)
        found = []
        for exercise in key.exercises:
            function: Callable[..., object] = right[exercise.slug]
            load_key.__globals__["_loaded"].cache_clear()
            times = [milliseconds(partial(checked, function, path.parent)) for _ in range(rounds)]
            found.append((median(times[1:]), times[0], exercise.slug))
        again, first, slug = max(found)
        held = worded(again <= WARM)
        lines.append(f"| {key.unit} | `{slug}` | {first:.1f} | {again:.1f} | {held} |")
    return "\n".join(lines) + "\n"


def from_save(kit: Path, rounds: int) -> str:
    """The table of saves, each shown by one `gatewise watch`."""
    folder = shutil.copytree(kit / "rnn", kit.parent / "kit to watch" / "rnn")
    ours, terminal = pty.openpty()
    command = [*GATEWISE, "watch", str(folder)]
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal)
    spent: dict[str, list[float]] = {name: [] for name in BODIES}
    try:
        wait_for_screen(ours)
        for number in range(rounds + 1):
            for name, body in BODIES.items():
                while select.select([ours], [], [], QUIET)[0]:  # nothing of the save before
                    os.read(ours, 65536)
                write(folder / "rnn.py", "rnn_step", body)
                began = time.perf_counter()
                wait_for_screen(ours)
                if number:  # the first round loads what a wrong function needs
                    spent[name].append((time.perf_counter() - began) * 1000)
    finally:
        process.terminate()
        process.wait(30)
    text = (
        "\n`gatewise watch` from save to screen, on the clock; the aim is at most"
        f" {FROM_SAVE:.0f} ms.\n\n| saved | median ms | slowest ms | held |\n|---|---|---|---|\n"
    )
    for name, found in spent.items():
        held = worded(median(found) <= FROM_SAVE)
        text += f"| a function {name} | {median(found):.0f} | {max(found):.0f} | {held} |\n"
    return text


def wait_for_screen(terminal: int, seconds: float = 30) -> None:
    """Read what a terminal shows until a screen is whole."""
    seen = b""
    while LAST_WORD not in seen:
        if not select.select([terminal], [], [], seconds)[0]:
            raise TimeoutError(f"no screen came: {seen[-500:]!r}")
        seen += os.read(terminal, 65536)


def checked(function: Callable[..., object], folder: Path) -> None:
    result = check(function, folder=folder)
    assert result.passed, result


def run(command: list[str]) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def cpu_of(do: Callable[[], None]) -> float:
    """CPU seconds of the processes that a call starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    do()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def milliseconds(do: Callable[[], None]) -> float:
    start = time.process_time()
    do()
    return (time.process_time() - start) * 1000


def worded(held: bool) -> str:
    return "yes" if held else "**no**"


def heading(rounds: int) -> str:
    return f"""# What a learner waits for

Made by `python benchmarks/learner.py`: Python {platform.python_version()}, NumPy {np.__version__},
{platform.system()}, {platform.machine()}, {os.cpu_count()} cores; the load average was {LOAD:.1f}.
Medians over {rounds} rounds in which all commands took turns; CPU time of all their processes.


"""


if __name__ == "__main__":
    main()
