"""How fast and how safe our grading is, beside nbgrader, otter and pytest: the same submissions, in
one run.

    python benchmarks/grading.py         # writes benchmarks/results/grading.md; about ten minutes
    python benchmarks/grading.py --quick    # few rounds, no attacks, prints only

All graders take turns, submission after submission, so that whatever else the machine does falls
on all alike. The peers are installed in environments of their own, below ``--environments``, and
kept there.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from autograder.course.process import build_keys
from autograder.data.answer_key import AnswerKey
from benchmarks.peers import attacks, graders, material, ours
from benchmarks.peers.contender import Contender
from benchmarks.peers.ours import FORK_ALONE, OURS

RESULT = ROOT / "benchmarks" / "results" / "grading.md"
LOAD = os.getloadavg()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--quick", action="store_true", help="few rounds and no attacks; prints only"
    )
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument(
        "--environments", type=Path, default=Path(tempfile.gettempdir()) / "gatewise-benchmark"
    )
    arguments = parser.parse_args()
    rounds = 2 if arguments.quick else arguments.rounds
    bins = graders.install(arguments.environments)
    key = build_keys(ROOT, os.urandom(32), ("gates",))["gates"]
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="gatewise-grading-") as work:
        contenders = start(bins, Path(work), key, stack)
        measure(contenders, key, rounds)
        text = heading(rounds) + costs(contenders) + bounds(contenders)
        text += throughput(key, 60 if arguments.quick else 5_000)
        text += cold(key, contenders, rounds)
        text += whole_way(key, Path(work), 4 if arguments.quick else 20)
        if not arguments.quick:
            text += attacks.table(contenders, key, Path(work))
    print(text)
    if not arguments.quick:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(text)


def start(bins: dict[str, Path], work: Path, key: AnswerKey, stack: ExitStack) -> list[Contender]:
    for name in ("nbgrader", "otter", "pytest"):
        (work / name).mkdir()
    levels = [
        Contender(name, ours.grader(ours.sandbox_at(layers, stack), key), 10)
        for name, layers in ours.LEVELS.items()
    ]
    peers = {
        "pytest, in-process": graders.pytest_grader(bins, work / "pytest", key),
        "nbgrader autograde, warm batch": graders.nbgrader_grader(
            bins, work / "nbgrader", key, stack
        ),
        "otter run": graders.otter_grader(bins, work / "otter", key),
    }
    return [*levels, *(Contender(name, grade, 1) for name, grade in peers.items())]


def measure(contenders: list[Contender], key: AnswerKey, rounds: int) -> None:
    """Let everybody take turns. The first round warms up and is not counted. All must give full
    marks.
    """
    answers = material.perfect(key)
    for number in range(rounds + 1):
        turn = number % len(contenders)
        for contender in contenders[turn:] + contenders[:turn]:
            results = [contender.grade(f"perfect{number}", answers) for _ in range(contender.turn)]
            for result in results:
                got = sum(result.scores.values())
                assert abs(got - key.max_score) < 1e-6, (
                    f"{contender.name} gave {got} of {key.max_score}: {result}"
                )
            if number:
                contender.results += results
        print(f"round {number} of {rounds} done", flush=True)


def heading(rounds: int) -> str:
    import numpy

    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    commit = asked.stdout.strip() or "no commit"
    return f"""# Grading compared with other graders

Made by `python benchmarks/grading.py` at {commit}: Python {platform.python_version()},
NumPy {numpy.__version__}, {platform.system()} {platform.release()}, {platform.machine()},
{os.cpu_count()} cores. {priority()} Every grader gets correct submissions for the five exercises
of `gates`, with the same cases. The figures are medians over {rounds} rounds in which all took
turns (ours: ten submissions a turn). A warm-up round is not counted.

- **ours** is the sandboxed run. Its CPU time adds up the forks, the warm process and the trusted
  side. *C (fork alone)* is the same fork without limits, Landlock, seccomp or namespaces.
- *Peak* is the memory of a grader's largest process. For ours that is the fork; the trusted side's
  is given below the table.
- **nbgrader** grades in one warm process, as in a batch, with its stock preprocessors.
- **otter** is the command `otter run`.
- **pytest** starts one process for each submission, which imports it and compares in that process.

"""


def priority() -> str:
    """What else the machine did, and whether it could get in the way of any grader."""
    load = f"The load average was {LOAD[0]:.1f} when it began"
    if hasattr(os, "sched_getscheduler") and os.sched_getscheduler(0) in (
        os.SCHED_RR,
        os.SCHED_FIFO,
    ):
        return f"{load}, but all graders alike ran before everything else (`chrt --rr 1`)."
    return f"{load}."


def costs(contenders: list[Contender]) -> str:
    lines = ["| grader | wall ms | CPU ms | peak MiB | submissions |", "|---|---|---|---|---|"]
    for item in contenders:
        peak = max(result.peak_mib for result in item.results)
        lines.append(
            f"| {item.name} | {item.wall() * 1e3:,.1f} | {item.cpu() * 1e3:,.1f} | "
            f"{f'{peak:,.0f}' if peak else '–'} | {len(item.results)} |"
        )
    marking = median(result.marking for result in contenders[0].results) * 1e3
    return (
        "\n".join(lines)
        + f"\n\nComparing, diagnosing and scoring take {marking:.1f} ms more in ours.\n\n"
    )


def bounds(contenders: list[Contender]) -> str:
    """What was set as the aim, and whether it holds in this run, whichever way it falls."""
    named = {item.name: item for item in contenders}
    at_a, alone = named[OURS], named[FORK_ALONE]
    times_fork = at_a.cpu() / alone.cpu()
    times_pytest = at_a.cpu() / named["pytest, in-process"].cpu()
    faster = named["nbgrader autograde, warm batch"].wall() / at_a.wall()
    aims = [
        ("CPU, ours at A ÷ the same fork alone", times_fork, "at most 3", times_fork <= 3),
        ("CPU, ours at A ÷ in-process pytest", times_pytest, "at most 0.1", times_pytest <= 0.1),
        ("wall, nbgrader ÷ ours at A", faster, "at least 100", faster >= 100),
    ]
    lines = ["| ratio of medians | measured | aim | held |", "|---|---|---|---|"]
    lines += [
        f"| {what} | {value:.3g} | {aim} | {'yes' if held else '**no**'} |"
        for what, value, aim, held in aims
    ]
    return "\n".join(lines) + "\n\n"


def throughput(key: AnswerKey, count: int) -> str:
    """One go of many submissions, in fifths: the last must be as fast as the first, and nothing may
    pile up.
    """
    answers = material.perfect(key)
    job = ours.submission_of("perfect", answers).job(key)
    lines = [
        (
            "| workers | submissions a second | in each fifth | trusted side, MiB | warm processes,"
            " MiB | descriptors |"
        ),
        "|---|---|---|---|---|---|",
    ]
    for workers in (1, 2):
        with ExitStack() as stack:
            sandbox = ours.sandbox_at(ours.LEVELS[OURS], stack, workers)
            times, kept = [time.perf_counter()], []
            for number, _ in enumerate(sandbox.run_many(job for _ in range(count)), 1):
                if number % (count // 5) == 0:
                    times.append(time.perf_counter())
                    kept.append(ours.kept(sandbox))
        speeds = [count // 5 / (end - start) for start, end in pairwise(times)]
        first, last = kept[0], kept[-1]
        lines.append(
            f"| {workers} | {count / (times[-1] - times[0]):.0f} |"
            f" {', '.join(f'{item:.0f}' for item in speeds)} | {first.trusted_mib:.1f} →"
            f" {last.trusted_mib:.1f} | {first.warm_mib:.1f} → {last.warm_mib:.1f} |"
            f" {first.descriptors} → {last.descriptors} |"
        )
    told = (
        f"The sandboxed run of {count:,} submissions in one go, at level A; arrows lead from the"
        " end of the first fifth to the end of the last. One worker keeps more than one core busy:"
        " while a submission runs, the fork for the next one is made."
    )
    return f"{told}\n\n" + "\n".join(lines) + "\n\n"


def cold(key: AnswerKey, contenders: list[Contender], rounds: int) -> str:
    """The first submission of all, where nothing is warm yet, and what else we lose by."""
    answers, seconds, warm = material.perfect(key), [], 0.0
    for _ in range(rounds):
        began = time.perf_counter()
        with ExitStack() as stack:
            sandbox = ours.sandbox_at(ours.LEVELS[OURS], stack)
            ours.grader(sandbox, key)("cold", answers)
            seconds.append(time.perf_counter() - began)
            warm = ours.kept(sandbox).warm_mib
    pytest = next(item for item in contenders if item.name.startswith("pytest"))
    return (
        "A single submission with nothing warm, for which Python and NumPy are loaded and all"
        f" layers probed: {median(seconds) * 1e3:,.0f} ms, beside {pytest.wall() * 1e3:,.0f} ms"
        f" with pytest.\n\nWhere we lose: a worker holds up to {warm:.0f} MiB while a class is"
        " graded, where pytest holds nothing; a second worker on two cores gains little or"
        " nothing; and a submission has NumPy and what of the standard library is loaded"
        " beforehand, but no file and no other package, which all three peers would give it.\n\n"
    )


def whole_way(key: AnswerKey, work: Path, count: int) -> str:
    """`gatewise course grade` from files to the gradebook, a command of its own each time."""
    course = work / "course"
    gatewise = [sys.executable, "-c", "from autograder.cli import main; main()"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    generate = [sys.executable, "-m", "nbgrader", "generate_assignment", "gates"]
    for words, folder in (([*gatewise, "course", "new", str(course)], ROOT), (generate, course)):
        done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
        if done.returncode:
            return (
                "The whole way could not be measured:"
                f" {(done.stderr or done.stdout).strip().splitlines()[-1]}\n\n"
            )
    release = json.loads((course / "release" / "gates" / "gates.ipynb").read_text())
    answers = material.perfect(key)
    for cell in release["cells"]:
        slug = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if slug in answers:
            cell["source"] = f"{material.IMPORTS}\n{answers[slug]}"
    for number in range(count):
        material.write(
            course / "submitted" / f"learner{number:03}" / "gates" / "gates.ipynb",
            json.dumps(release),
        )
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        done = subprocess.run(
            [*gatewise, "course", "grade", str(course), "--force"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        seconds.append(time.perf_counter() - began)
    item = median(seconds) / count * 1e3
    return (
        f"The whole way, `gatewise course grade` from {count} notebooks into nbgrader's gradebook,"
        f" with starting Python and loading nbgrader: {median(seconds):.1f} s, or {item:.0f} ms a"
        " submission (median of 3).\n\n"
    )


if __name__ == "__main__":
    main()
