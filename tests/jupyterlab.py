"""A JupyterLab of its own, and what a learner does in it, in a real Chromium."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.quizzes.chromium import Page

DARK = "JupyterLab Dark"
_FOLDERS = {
    "HOME": "",
    "JUPYTER_CONFIG_DIR": "config",
    "JUPYTER_DATA_DIR": "data",
    "JUPYTER_RUNTIME_DIR": "runtime",
    "IPYTHONDIR": "ipython",
    "GATEWISE_DATA": "gatewise",
}
_SETTINGS = "config/lab/user-settings/@jupyterlab/apputils-extension"


@contextmanager
def running_lab(home: Path) -> Iterator[str]:
    """The address of a JupyterLab that shows the folder ``work`` in a home of its own."""
    environment = dict(os.environ) | {name: str(home / place) for name, place in _FOLDERS.items()}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ServerApp.token=t", "--ServerApp.port=0", "--LabApp.expose_app_in_browser=True"]
    command += [f"--ServerApp.root_dir={home / 'work'}"]
    settings = home / _SETTINGS / "notification.jupyterlab-settings"
    settings.parent.mkdir(parents=True)
    settings.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    with (home / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + 90
        while not (address := _address(home / "runtime")):
            assert time.monotonic() < end, (home / "log").read_text()[-2000:]
            assert process.poll() is None, (home / "log").read_text()[-2000:]
            time.sleep(0.1)
        yield f"{address}lab"
    finally:
        process.terminate()
        process.wait(timeout=60)


def _address(runtime: Path) -> str | None:
    """The address of the server that has written its file there, once that is whole."""
    for found in runtime.glob("jpserver-*.json"):
        with suppress(ValueError):
            return str(json.loads(found.read_text())["url"])
    return None


class Notebook:
    """A notebook that is open in a page, with a kernel that waits."""

    def __init__(self, page: Page, lab: str, path: str) -> None:
        self.page = page
        self._panel = (
            "[...jupyterapp.shell.widgets('main')].find(panel =>"
            f" panel.context?.path === {json.dumps(path)})"
        )
        page.call("Page.enable")
        page.call("Page.navigate", url=f"{lab}/tree/{path}?token=t")
        self._wait()

    def _wait(self) -> None:
        self.page.until(  # without waiting for a promise: the page may load itself once more
            "window.jupyterapp?.restored.then(() => { window.restored = true; }), window.restored"
        )
        self.page.until("document.querySelectorAll('.jp-Notebook .jp-Cell').length > 1")
        self.page.until(f"{self._panel}?.sessionContext?.session?.kernel?.status === 'idle'")

    def _cell(self, name: str) -> str:
        return f"{self._panel}.content.widgets.find(cell => cell.model.id === {json.dumps(name)})"

    def write(self, name: str, source: str) -> None:
        """Put a source into a cell."""
        self.page.run(f"{self._cell(name)}.model.sharedModel.setSource({json.dumps(source)})")

    def add(self, name: str, source: str) -> None:
        """Add a cell at the end."""
        cell = {"cell_type": "code", "id": name, "source": source, "metadata": {}, "outputs": []}
        self.page.run(
            f"{self._panel}.content.model.sharedModel.addCell({json.dumps(cell)}); 0",
        )
        self.page.until(f"{self._cell(name)} && true")

    def run(self, name: str, seconds: float = 60) -> str:
        """Run a cell, wait until it has ended, and return the text of its output."""
        self.page.run(
            f"(async () => {{ const notebook = {self._panel}.content;"
            f" const cell = {self._cell(name)};"
            " await notebook.scrollToCell(cell, 'center');"
            " notebook.activeCellIndex = notebook.widgets.indexOf(cell); notebook.deselectAll();"
            " window.ended = false; jupyterapp.commands.execute('notebook:run-cell')"
            ".then(() => { window.ended = true; }); return true; })()"
        )
        self.page.until("window.ended", seconds)
        time.sleep(0.3)
        return self.output(name)

    def output(self, name: str) -> str:
        """The text below a cell."""
        return str(self.page.run(f"{self._cell(name)}.outputArea?.node.innerText ?? ''"))

    def below(self, name: str, selector: str) -> Any:
        """How many elements below a cell match a selector and are visible."""
        return self.page.run(
            f"[...{self._cell(name)}.outputArea.node.querySelectorAll({json.dumps(selector)})]"
            ".filter(found => found.checkVisibility()).length"
        )

    def show(self, name: str) -> None:
        """Bring the output of a cell into view."""
        self.page.run(
            f"{self._cell(name)}.outputArea.node.scrollIntoView({{block: 'center'}}); true"
        )
        time.sleep(0.5)

    def theme(self, name: str) -> None:
        """Change JupyterLab's theme."""
        self.page.run(
            f"jupyterapp.commands.execute('apputils:change-theme', {{theme: {json.dumps(name)}}})"
        )
        light = json.dumps("false" if name == DARK else "true")
        self.page.until(f"document.body.dataset.jpThemeLight === {light}")
        time.sleep(0.5)

    def close_sidebar(self) -> None:
        """Leave the notebook the whole width."""
        self.page.run("jupyterapp.shell.collapseLeft?.(); true")

    def reopen(self) -> None:
        """Save, end the kernel, and load the page anew."""
        self.page.run(f"{self._panel}.context.save().then(() => true)")
        self.page.run(f"{self._panel}.sessionContext.shutdown().then(() => true)")
        self.page.run("window.before = true")
        self.page.call("Page.reload")
        self.page.until("!window.before && window.jupyterapp && true")
        self._wait()
        time.sleep(1)

    def width(self, pixels: int, height: int = 1000) -> None:
        """Make the window as wide."""
        self.page.call(
            "Emulation.setDeviceMetricsOverride",
            width=pixels,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        time.sleep(0.5)
