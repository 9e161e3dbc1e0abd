"""What it costs to grade a class, from its files to gradebook and feedback pages: nbgrader's own
commands and ours, on the same submissions in one run.

    python benchmarks/course.py              # writes benchmarks/results/course.md
    python benchmarks/course.py --quick      # few submissions, prints only

Both take turns. What one submission costs is a slope: the CPU time of a large class less that of a
small one. What it costs to start is what is left. Every run begins with a class that was never
graded, and holds each sample equally often. What other programs disturb is measured again.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from autograder.commands.demo import nbgrader
from autograder.notebooks.intake.python_file import python_cells
from autograder.notebooks.release.new_course import new_course
from autograder.submission.course_folder import CourseFolder
from benchmarks.costs import QUIET, TRIES, Cost, on_cores, run, undisturbed
from benchmarks.peers.whole_way import Part, parts

RESULT = ROOT / "benchmarks" / "results" / "course.md"
UNIT = "gates"
LEFT_OUT = ("grace", "hana", "mallory")
"""Two samples that run until a clock stops them, and one that searches the whole disk and writes
into the sockets of nbgrader's kernel, which then hangs."""
STOCK = """c = get_config()
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.root = {root!r}
"""
MANY = (1000, 2000)
"""Sizes of large classes."""
WORKERS = {
    "ours": "one worker",
    "one core": "one worker, on one core",
    "two": "two workers",
}
UNGRADED = "ungraded.db"
"""A copy of the gradebook before anything was graded."""
GATEWISE = [sys.executable, "-c", "from autograder.cli import main; main()"]
LOAD = os.getloadavg()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few submissions; prints only")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    rounds = 1 if arguments.quick else arguments.rounds
    stock_sizes = (2, 6) if arguments.quick else (9, 18)
    our_sizes = (9, 63) if arguments.quick else (27, 270)
    with tempfile.TemporaryDirectory(prefix="gatewise-course-", ignore_cleanup_errors=True) as work:
        made = new_course(ROOT, Path(work) / "course", units=(UNIT,))
        nbgrader(made.folder.root, "generate_assignment", UNIT)
        stock = {size: with_class(made.folder, size, stock=True) for size in stock_sizes}
        ours = {size: with_class(made.folder, size) for size in our_sizes}
        by_stock(stock[stock_sizes[0]])  # what is made once for a course is not counted
        by_us(ours[our_sizes[0]], 1)
        costs: dict[tuple[str, int], list[Cost]] = {}
        for number in range(rounds):
            for which in (0, 1):
                here = ours[our_sizes[which]]
                for name, way in (
                    ("stock", partial(by_stock, stock[stock_sizes[which]])),
                    ("ours", partial(by_us, here, 1)),
                    ("one core", partial(by_us, here, 1, 1)),
                    ("two", partial(by_us, here, 2)),
                ):
                    costs.setdefault((name, which), []).append(undisturbed(way))
            print(f"round {number + 1} of {rounds} done", flush=True)
        many = {} if arguments.quick else {size: with_class(made.folder, size) for size in MANY}
        large = [undisturbed(partial(by_us, root, 2)) for root in many.values()]
        again = {size: undisturbed(partial(once_more, root, 2)) for size, root in many.items()}
        text = heading(rounds, stock_sizes, our_sizes)
        text += table(costs, stock_sizes, our_sizes)
        text += workers(costs, our_sizes)
        text += large_classes(large, again)
        text += spent(parts(ours[our_sizes[0]]))
        print(text, flush=True)
        if not arguments.quick:
            RESULT.write_text(text)


def with_class(course: CourseFolder, size: int, stock: bool = False) -> Path:
    """A copy of the course with so many submissions: the sample class, again and again."""
    name = f"{'stock' if stock else 'ours'}-{size}"
    root = shutil.copytree(course.root, course.root.parent / name)
    shutil.copy(root / "gradebook.db", root / UNGRADED)
    config = root / "nbgrader_config.py"
    if stock:
        config.write_text(STOCK.format(root=str(root)))
    released = root / "release" / UNIT
    notebook = json.loads((released / f"{UNIT}.ipynb").read_text())
    slugs = [exercise.slug for exercise in course.load_keys()[UNIT].exercises]
    samples = [
        path
        for path in sorted((ROOT / "tests/submissions" / UNIT / "notebooks").glob("*.py"))
        if path.stem not in LEFT_OUT
    ]
    for number in range(size):
        folder = root / "submitted" / f"learner{number:04}" / UNIT
        shutil.copytree(released, folder)
        source = samples[number % len(samples)].read_text()
        cells = python_cells(source, notebook["cells"], slugs)
        for cell in cells:  # no two submissions are the same
            if cell["metadata"].get("nbgrader", {}).get("solution"):
                cell["source"] = f"{cell['source']}\n# my own, number {number}"
        filled = notebook | {"cells": cells}
        (folder / f"{UNIT}.ipynb").write_text(json.dumps(filled))
    return root


def by_stock(folder: Path) -> Cost:
    """nbgrader's own commands, one after the other, on the whole class."""
    begin_again(folder)
    command = [sys.executable, "-m", "nbgrader"]
    return run([*command, "autograde", UNIT], folder) + run(
        [*command, "generate_feedback", UNIT], folder
    )


def by_us(folder: Path, jobs: int, cores: int | None = None) -> Cost:
    """Our command, with feedback pages, on so many cores."""
    begin_again(folder)
    with on_cores(cores):
        return once_more(folder, jobs)


def once_more(folder: Path, jobs: int) -> Cost:
    """Our command, on a class as it is."""
    command = [*GATEWISE, "course", "grade", str(folder), "--feedback", "--jobs", str(jobs)]
    return run(command, ROOT)


def begin_again(folder: Path) -> None:
    """Put all that grading leaves aside.

    It is not deleted: for minutes after many files were deleted, ext4 looks long for the place of
    a new one.
    """
    aside = Path(tempfile.mkdtemp(prefix="aside-", dir=folder.parent))
    for step in ("autograded", "feedback", "grades"):
        if (folder / step).exists():
            (folder / step).rename(aside / step)
    shutil.copy(folder / UNGRADED, folder / "gradebook.db")


def slope(costs: Sequence[Sequence[Cost]], sizes: tuple[int, int]) -> tuple[float, float]:
    """CPU seconds that one submission more costs, and those that starting costs."""
    small, large = (median(cost.cpu for cost in of_size) for of_size in costs)
    more = (large - small) / (sizes[1] - sizes[0])
    return more, small - sizes[0] * more


def heading(rounds: int, stock_sizes: tuple[int, int], our_sizes: tuple[int, int]) -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    now, level = os.getloadavg()[0], os.nice(0)
    return f"""# Grading a class, from files to gradebook and feedback pages

Made by `python benchmarks/course.py` at {asked.stdout.strip() or "no commit"}: Python
{platform.python_version()}, {platform.system()} {platform.release()}, {platform.machine()},
{os.cpu_count()} cores{f", at nice level {level}" if level else ""}. The load average was
{LOAD[0]:.1f} when it began and {now:.1f} when it ended. What ran while other programs used more
than {QUIET:.1f} of a core was measured again, up to {TRIES} times, and the quietest run counts.
The submissions are the sample class of `{UNIT}` again and again, without two that run until a
clock stops them and one that searches the whole disk. A comment in each cell makes each submission
another text; nothing that is found out about one is used for the next. Medians over {rounds}
rounds, in which all took turns. Every run began with a class that was never graded.

- **nbgrader** is `nbgrader autograde` and then `nbgrader generate_feedback`, with a stock
  configuration, each once for the whole class. It runs the visible cells in a kernel.
- **ours** is `gatewise course grade --feedback --jobs 1`: hidden cases in the sandbox, diagnosis,
  gradebook, notebook and page.
- CPU is that of all processes together. A submission is the slope between a class of
  {stock_sizes[0]} and one of {stock_sizes[1]} (nbgrader), {our_sizes[0]} and {our_sizes[1]} (ours).

"""


def table(
    costs: dict[tuple[str, int], list[Cost]],
    stock_sizes: tuple[int, int],
    our_sizes: tuple[int, int],
) -> str:
    theirs, their_start = slope([costs["stock", 0], costs["stock", 1]], stock_sizes)
    ours, our_start = slope([costs["ours", 0], costs["ours", 1]], our_sizes)
    times = theirs / ours
    held = "yes" if times >= 30 else "**no**"
    return f"""| | CPU a submission, ms | CPU to start, s |
|---|---|---|
| nbgrader | {theirs * 1e3:,.0f} | {their_start:.1f} |
| ours | {ours * 1e3:,.1f} | {our_start:.1f} |

nbgrader takes {times:.0f} times our CPU a submission. The aim was at least 30, and 60 if possible:
held at 30 {held}, at 60 {"yes" if times >= 60 else "**no**"}.

"""


def workers(costs: dict[tuple[str, int], list[Cost]], our_sizes: tuple[int, int]) -> str:
    """What a second worker gives, beside one worker on all cores and on a single one."""
    more = our_sizes[1] - our_sizes[0]
    rates: dict[str, float] = {}
    busy: dict[str, float] = {}
    rows = []
    for name, said in WORKERS.items():
        small, large = costs[name, 0], costs[name, 1]
        cpu = median(cost.cpu for cost in large) - median(cost.cpu for cost in small)
        whole = median(cost.wall for cost in large)
        wall = whole - median(cost.wall for cost in small)
        rates[name], busy[name] = more / wall, cpu / wall
        others = max(cost.others for cost in (*small, *large))
        rows.append(
            f"| {said} | {rates[name]:.1f} | {busy[name]:.2f} | {cpu / more * 1e3:.1f} |"
            f" {whole:.1f} | {others:.2f} |"
        )
    head = (
        f"| | a second | cores busy | CPU ms each | {our_sizes[1]} with start, s | others, cores |"
    )
    lines = "\n".join([head, "|---|---|---|---|---|---|", *rows])
    return f"""{lines}

Starting is left out of all but the time of {our_sizes[1]} submissions; the last column is the most
that other programs used meanwhile. Two workers on two cores have
**{rates["two"] / rates["one core"]:.2f} times the rate of one worker on one core**, and
**{rates["two"] / rates["ours"]:.2f} times** that of one worker with both cores (the aim was 1.7).
One worker uses the second core as well: the process of the next submission is made while one runs.
It keeps {busy["ours"]:.2f} cores busy, so that two busy cores cannot give more than
{2 / busy["ours"]:.2f} times its rate.

"""


def large_classes(many: Sequence[Cost], again: Mapping[int, Cost]) -> str:
    """Whether rate and memory stay the same in a large class, and what a second run costs."""
    rows = [
        f"| {size:,} | {cost.cpu / size * 1e3:.1f} | {size / cost.wall:.1f} | {cost.memory:.0f} |"
        f" {more.cpu:.1f} | {more.wall:.1f} |"
        for cost, (size, more) in zip(many, again.items(), strict=True)
    ]
    if not rows:
        return ""
    head = (
        "| submissions, two workers, start included | CPU a submission, ms | a second |"
        " most memory, MB | again with nothing to do, CPU s | and by the clock, s |"
    )
    return "\n".join([head, "|---|---|---|---|---|---|", *rows]) + "\n\n"


def spent(found: Sequence[Part]) -> str:
    lines = ["| what ours does with a submission | CPU ms |", "|---|---|"]
    lines += [f"| {part.name} | {part.seconds * 1e3:.1f} |" for part in found]
    floor = sum(part.seconds for part in found if part.floor) * 1e3
    return (
        "\n".join(lines)
        + f"""

The floor is what no grader can leave out that runs a submission in a process of its own and leaves
files and rows: {floor:.1f} ms of these.

Where we lose: a class of fewer than ten is dominated by starting Python and loading nbgrader; a
second worker costs another start; and a submission that runs until its clock stops it costs
seconds, as with any grader.
"""
    )


if __name__ == "__main__":
    main()
