"""What to install where a command needs a package that is not there.

The base holds what `gatewise check` needs. `pyproject.toml` says which extra brings what else, and
this module reads it from the metadata of the installed distribution.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

DISTRIBUTION = "gatewise"
EXTRAS = ("lab", "teach", "site", "cluster")
"""From the smallest to the largest: a package is looked for in this order."""


def installed_version() -> str:
    """The version of the installed distribution, or ``unknown`` where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:  # run from a folder that was only put on the path
        return "unknown"


def how_to_install(module: str, learner: bool) -> str | None:
    """The sentence for a person who lacks `module`, or None where it is none of our packages.

    Parameters
    ----------
    module
        The name of the module that could not be imported.
    learner
        Whether the command is one for learners. Instructors and authors get the extra `teach` even
        where `lab` would do, because their next command needs it.
    """
    package = module.partition(".")[0]
    if package == "numpy":
        return f"NumPy is missing in {sys.prefix}. Run: pip install numpy"
    extra = extra_with(package)
    if extra is None:
        return None
    if extra == "lab" and not learner:
        extra = "teach"
    clone = Path(__file__).resolve().parents[2]
    if (clone / "pyproject.toml").is_file():
        command = f'pip install -e "{clone}[{extra}]"'
        return f"this command needs the extra `{extra}`, which is not installed. Run: {command}"
    command = f'pip install "./{DISTRIBUTION}-{installed_version()}-py3-none-any.whl[{extra}]"'
    return (
        f"this command needs the extra `{extra}`, which is not installed."
        f" In the folder with the wheel, run: {command}"
    )


def extra_with(package: str) -> str | None:
    """The smallest extra that brings the top-level `package`, or None."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        lines = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return None
    wanted = _name(package)
    found = {
        match["extra"]
        for line in lines
        if (match := re.match(r"(?P<name>[\w.-]+).*\bextra == ['\"](?P<extra>[\w-]+)['\"]", line))
        # `ruamel-yaml` is imported as `ruamel`
        and wanted in (_name(match["name"]), _name(match["name"]).partition("-")[0])
    }
    return next((extra for extra in EXTRAS if extra in found), None)


def _name(package: str) -> str:
    """A package's name as it is compared: `jupyterlite-core` is imported as `jupyterlite_core`."""
    return re.sub(r"[-_.]+", "-", package).lower()
