"""JupyterLite: its settings for a course, and its own build in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.site.pyodide import PACKAGES
from autograder.site.wheels import labextension

APPS = ("notebooks", "lab", "tree", "edit")
KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSIONS = (
    ("jupyterlite-pyodide-kernel", KERNEL),
    ("jupyterlab_widgets", "@jupyter-widgets/jupyterlab-manager"),
)
"""The extensions of the site, each with the package that brings it. No other that is installed here
gets in: nbgrader's would offer what the browser cannot do."""
WHEELS = "pypi"
"""The folder of the site that holds wheels; its name is JupyterLite's."""
_TO_THE_SITE = "../" * 4
"""From the script that runs the kernel, in the folder of its extension, to the site's own folder.
Pyodide loads a wheel relative to that script."""
SETTINGS = {
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 5},
    "@jupyterlab/notebook-extension:panel": {"toolbar": [{"name": "interrupt", "disabled": True}]},
}
"""What JupyterLab is told: to be light or dark as the system is, to ask nobody for news, to save
every five seconds, and to show no button that would interrupt Python: none can, in a browser."""


class SiteError(RuntimeError):
    """The site cannot be built. Says why, and what to do."""


@dataclass(frozen=True)
class Lite:
    """What JupyterLite's build gets.

    ``folder`` holds the notebooks in ``contents/`` and wheels in ``pypi/``; the settings are
    written there. ``title`` is what the browser's tab says, and ``offline`` is whether the site
    holds Pyodide itself.
    """

    folder: Path
    title: str
    offline: bool

    @property
    def wheels(self) -> list[str]:
        """The names of the wheels."""
        return sorted(path.name for path in (self.folder / WHEELS).glob("*.whl"))

    def settings(self) -> dict[str, Any]:
        """The content of ``jupyter-lite.json``: what the browser reads first."""
        kernel: dict[str, Any] = {
            "disablePyPIFallback": self.offline,
            "loadPyodideOptions": {
                "packages": [
                    *PACKAGES,
                    *(f"{_TO_THE_SITE}{WHEELS}/{name}" for name in self.wheels),
                ]
            },
        }
        if self.offline:
            kernel["pyodideUrl"] = "./static/pyodide/pyodide.js"
        data = {
            "appName": self.title,
            "exposeAppInBrowser": True,
            "litePluginSettings": {f"{KERNEL}:kernel": kernel},
        }
        return {"jupyter-lite-schema-version": 0, "jupyter-config-data": data}


def pyodide_version() -> str:
    """The version of Pyodide that the installed kernel was made for, such as ``0.27.6``.

    Raises `SiteError` where its description has no version.
    """
    schema = labextension(*EXTENSIONS[0]) / "static" / "schema" / "kernel.v0.schema.json"
    found = re.search(r"/pyodide/v([\d.]+)/", schema.read_text(encoding="utf-8"))
    if found is None:
        raise SiteError(
            f"{schema} names no version of Pyodide. Install the extra `site` of Gatewise again."
        )
    return found[1]


def build(lite: Lite, target: Path) -> None:
    """Run JupyterLite's build.

    Parameters
    ----------
    lite
        What it gets. The folder also holds what the build keeps for itself.
    target
        The new folder for what it makes.

    Raises
    ------
    SiteError
        With the end of what the build said, when it failed.
    """
    config = {
        "apps": list(APPS),
        "cache_dir": str(lite.folder / "cache"),
        "contents": [str(lite.folder / "contents")],
        "federated_extensions": [str(labextension(*extension)) for extension in EXTENSIONS],
        "ignore_sys_prefix": True,
        "lite_dir": str(lite.folder),
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": str(target),
    }
    _write(lite.folder / "jupyter_lite_config.json", {"LiteBuildConfig": config})
    _write(lite.folder / "jupyter-lite.json", lite.settings())
    _write(lite.folder / "overrides.json", SETTINGS)
    _run([sys.executable, "-m", "jupyterlite_core", "build"], lite.folder)


def _run(command: Sequence[str], folder: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("JUPYTERLITE_")
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise SiteError(f"JupyterLite's build ended with status {done.returncode}:\n{said}")


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
