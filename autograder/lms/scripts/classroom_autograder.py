"""Grade a repository of Classroom 50 with Gatewise, on the visible cases.

Classroom 50's runner starts this in the learner's checkout. Beside it lie the unit's public key and
the wheel of Gatewise. It writes ``result.json`` there. Where the grader could not decide, it writes
none and fails, and the runner reports an error instead of a score.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Install Gatewise apart from the learner's files, and grade. Returns the exit status."""
    [wheel] = HERE.glob("gatewise-*.whl")
    with tempfile.TemporaryDirectory(prefix="gatewise-") as place:
        scripts = Path(place) / ("Scripts" if sys.platform == "win32" else "bin")
        # -I: a module of the learner's, called venv or pip, must not be taken for Python's own.
        subprocess.run([sys.executable, "-I", "-m", "venv", place], check=True)
        pip = [str(scripts / "python"), "-I", "-m", "pip"]
        subprocess.run([*pip, "install", "-q", str(wheel)], check=True)
        command = [str(scripts / "gatewise"), "grade", ".", "--keys", str(HERE)]
        command += ["--format", "classroom", "--out", "result.json"]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
