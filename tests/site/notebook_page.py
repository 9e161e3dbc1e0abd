"""A notebook of a course's site in Chromium, for tests and benchmarks."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.quizzes.chromium import Page

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""Chromium then asks for little on its own account."""
ITS_OWN = re.compile(r"(http://)?(?!ajax|fonts)[\w-]+\.google(apis)?\.com[:/]")
"""What Chromium asks for on any page: Google's hosts, without those that serve files of pages."""
DARK = {"name": "prefers-color-scheme", "value": "dark"}
CELL = """(name => panel.content.widgets.find(cell =>
    cell.model.id === name || cell.model.getMetadata('nbgrader')?.grade_id === name))(%s)"""


@contextmanager
def refusing() -> Iterator[tuple[str, list[str]]]:
    """A proxy that refuses all and remembers what it was asked for.

    Yields Chromium's option for it, and the list of addresses. Chromium asks no proxy for what is
    on this machine.
    """
    asked: list[str] = []

    class Refuse(BaseHTTPRequestHandler):
        def refuse(self) -> None:
            if not ITS_OWN.match(self.path):
                asked.append(self.path)
            self.send_error(403)

        do_GET = do_POST = do_HEAD = do_OPTIONS = do_CONNECT = refuse

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Refuse) as proxy:
        thread = threading.Thread(target=proxy.serve_forever)
        thread.start()
        try:
            yield f"--proxy-server=http://127.0.0.1:{proxy.server_address[1]}", asked
        finally:
            proxy.shutdown()
            thread.join()


class Notebook:
    """An open notebook of the site."""

    def __init__(self, page: Page, address: str, unit: str) -> None:
        self.page, self.address, self.unit = page, address, unit

    def cell(self, name: str) -> str:
        """JavaScript for a cell, by its id or the name that nbgrader has for it."""
        return CELL % json.dumps(name)

    def open(self) -> None:
        """Open it, and wait until its kernel was asked for."""
        self.page.call(
            "Page.navigate", url=f"{self.address}notebooks/index.html?path={self.unit}.ipynb"
        )
        self.page.until("window.jupyterapp && jupyterapp.restored.then(() => true)")
        self.page.until(
            "(window.panel = [...jupyterapp.shell.widgets('main')].find(each =>"
            " each.sessionContext?.session?.kernel)) && panel.content.widgets.length > 5"
        )

    def write(self, name: str, source: str) -> None:
        """Write a cell, as if it was typed."""
        cell = self.cell(name)
        self.page.run(f"{cell}.model.sharedModel.setSource({json.dumps(source)})")

    def start(self, name: str) -> None:
        """Start a cell with the keyboard."""
        cell = self.cell(name)
        self.page.run(
            f"panel.content.activeCellIndex = panel.content.widgets.indexOf({cell});"
            " panel.content.deselectAll(); panel.content.mode = 'command';"
            " panel.content.activate();"
            f" {cell}.outputArea.model.clear(); {cell}.model.executionCount = null"
        )
        common = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "modifiers": 2}
        self.page.call("Input.dispatchKeyEvent", type="rawKeyDown", **common)
        self.page.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def run(self, name: str) -> str:
        """Run a cell, and return what it shows."""
        self.start(name)
        cell = self.cell(name)
        self.page.until(f"{cell}.model.executionCount", seconds=300)  # others may use the machine
        return str(self.page.run(f"{cell}.outputArea.node.innerText"))
