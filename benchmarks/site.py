"""What a learner waits for on the course's web page: its size, and the time to the first answer.

    python benchmarks/site.py --pyodide FOLDER     # writes benchmarks/results/site.md
    python benchmarks/site.py --pyodide FOLDER --quick

FOLDER holds Pyodide with NumPy (`.ci/run` shows where to get it). Chromium opens the site from this
machine: a cold start has an empty profile, a warm one has what the browser kept.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from autograder.cli import app
from autograder.notebooks.release.new_course import new_course
from autograder.site.pyodide import CORE
from autograder.site.serve import server
from tests.quizzes.chromium import chromium, open_page
from tests.site.notebook_page import QUIET, Notebook, refusing

RESULT = ROOT / "benchmarks" / "results" / "site.md"
UNIT = "gates"
WRONG = "def sigmoid(z):\n    return np.tanh(z)"
CHECKS = 10
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"

RUN_AGAIN = """(async () => {
    const began = performance.now();
    await jupyterapp.commands.execute('notebook:run-cell');
    return performance.now() - began;
})()"""


@dataclass(frozen=True)
class Times:
    """Seconds from the address to the first paint of a lesson, the notebook, the first cell that
    ran, and a named mistake; and the seconds of one more check.
    """

    lesson: float
    notebook: float
    ready: float
    named: float
    check: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pyodide", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="one round; prints only")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if not chromium():
        sys.exit("Chromium is not installed")
    loads = [os.getloadavg()[0]]
    cold, warm = [], []
    with tempfile.TemporaryDirectory(prefix="gatewise-site-") as work:
        site = make(Path(work), arguments.pyodide)
        with server(site) as running:
            threading.Thread(target=running.serve_forever, daemon=True).start()
            address = f"http://localhost:{running.server_address[1]}/"
            for number in range(1 if arguments.quick else arguments.rounds):
                profile = Path(work) / f"profile-{number}"
                cold.append(times(profile, address))
                (profile / "DevToolsActivePort").unlink(missing_ok=True)
                warm.append(times(profile, address))
                loads.append(os.getloadavg()[0])
            running.shutdown()
        text = page(sizes(site), cold, warm, loads)
    print(text)
    if not arguments.quick:
        RESULT.write_text(text, encoding="utf-8")


def make(work: Path, pyodide: Path) -> Path:
    """The site of the whole course."""
    new_course(ROOT, work / "course")
    words = ["course", "site", str(work / "course"), "--pyodide", str(pyodide)]
    app([*words, "--out", str(work / "site")], standalone_mode=False)
    return work / "site"


def times(profile: Path, address: str) -> Times:
    """Open a lesson and its notebook, run a cell, and check a wrong function."""
    with refusing() as (option, asked), open_page(profile, option, *QUIET) as page:
        page.call("Page.enable")
        page.call("Page.navigate", url=f"{address}lessons/{UNIT}/index.html")
        lesson = page.until(PAINT) / 1000
        notebook = Notebook(page, address, UNIT)
        began = time.perf_counter()
        notebook.open()
        opened = time.perf_counter() - began
        notebook.run("setup")
        ready = time.perf_counter() - began
        notebook.write("sigmoid", WRONG)
        notebook.run("sigmoid")
        assert "tanh in place" in notebook.run("sigmoid-grade")
        named = time.perf_counter() - began
        notebook.start("sigmoid-grade")
        checks = [page.run(RUN_AGAIN) / 1000 for _ in range(CHECKS)]
        assert asked == [], "the site asked another one"
    return Times(lesson, opened, ready, named, median(checks))


def sizes(site: Path) -> dict[str, int]:
    """The bytes of each part of the site."""
    found = dict.fromkeys(
        ("JupyterLite", "Pyodide, the core", "NumPy and the kernel's packages", "course"), 0
    )
    for path in site.rglob("*"):
        place = path.relative_to(site)
        if not path.is_file():
            continue
        if place.parts[:2] == ("static", "pyodide"):
            part = "Pyodide, the core" if path.name in CORE else "NumPy and the kernel's packages"
        elif place.parts[0] in ("files", "lessons", "pypi") or place.name == "index.html":
            part = "course"
        else:
            part = "JupyterLite"
        found[part] += path.stat().st_size
    return found


def page(sizes: dict[str, int], cold: list[Times], warm: list[Times], loads: list[float]) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    browser = subprocess.run(
        [str(chromium()), "--version"], capture_output=True, text=True, check=True
    ).stdout
    [version] = re.findall(r"[\d.]+", browser)[:1]
    rows = "".join(
        f"| {words} | {spread([getattr(each, name) for each in cold])} |"
        f" {spread([getattr(each, name) for each in warm])} |\n"
        for name, words in (
            ("lesson", "a lesson: first paint"),
            ("notebook", "the notebook is shown"),
            ("ready", "its first cell has run"),
            ("named", "a wrong gate is named"),
            ("check", f"one more check (median of {CHECKS})"),
        )
    )
    parts = "".join(f"| {part} | {size / 1e6:.1f} |\n" for part, size in sizes.items())
    return f"""# The course as a web page

Made by `python benchmarks/site.py` at {commit}: Chromium {version} without a window, on
{platform.system()}, {platform.machine()}, {os.cpu_count()} cores, with the site on the same
machine, so that no network is in the figures. Other programs kept the machine at a load average of
{min(loads):.1f} to {max(loads):.1f}.

Seconds, median (least to most) of {len(cold)} rounds. Cold is an empty browser, warm is the same
browser started again. All but the lesson are counted from opening the notebook's address.

| | cold | warm |
|---|---|---|
{rows}
The aim is a name within 20 s cold and a check within 0.4 s, on two quiet cores.

| part of the site | MB |
|---|---|
{parts}| together | {sum(sizes.values()) / 1e6:.1f} |

Without `--pyodide` the site is smaller by the two parts of Pyodide, which browsers then load from
its usual distribution. A browser loads only what it needs of JupyterLite.
"""


def said(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def spread(values: list[float]) -> str:
    """The median and the range.

    >>> spread([1.0, 3.0, 2.0])
    '2.0 (1.0 to 3.0)'
    """
    digits = 1 if median(values) >= 1 else 2
    return f"{median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


if __name__ == "__main__":
    main()
