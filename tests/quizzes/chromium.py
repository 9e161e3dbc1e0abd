"""Chromium by its own protocol (https://chromedevtools.github.io/devtools-protocol/): real keys,
and no driver to install.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
CODES = {
    "Tab": 9,
    "Enter": 13,
    " ": 32,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "-": 189,
    ".": 190,
    "/": 191,
}
NAMED = {" ": "Space", "-": "Minus", ".": "Period", "/": "Slash"}
"""Keys whose codes have a name of their own."""
_SHIFT = 8
"""The protocol's number for this modifier."""


def chromium() -> str | None:
    """Where Chromium is, if anywhere."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Page:
    """One tab."""

    def __init__(self, address: str) -> None:
        from websocket import create_connection

        self._socket = create_connection(address, timeout=180, suppress_origin=True)
        self._number = 0

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol and its result."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            heard = json.loads(self._socket.recv())
            if heard.get("id") == self._number:
                if "error" in heard:
                    raise RuntimeError(f"{method}: {heard['error']}")
                return dict(heard["result"])

    def run(self, expression: str) -> Any:
        """The value of some JavaScript, promises awaited."""
        done = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in done:
            raise RuntimeError(
                done["exceptionDetails"].get("exception", {}).get("description", done)
            )
        return done["result"].get("value")

    def until(self, expression: str, seconds: float = 120) -> Any:
        """Wait until some JavaScript gives something true, such as an element, and return its
        value.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if (found := self.run(expression)) not in (None, False, "", 0):
                    return found
            except RuntimeError:
                pass  # the page is just being loaded
            time.sleep(0.1)
        raise TimeoutError(
            f"{expression} did not come true; the page says:"
            f" {self.run('document.body.innerText')[:2000]}"
        )

    def press(self, *keys: str, shift: bool = False) -> None:
        """Press keys one after another, as a person would: names such as Tab, or characters."""
        for key in keys:
            text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
            code = NAMED.get(
                key,
                key if len(key) > 1 else f"Key{key.upper()}" if key.isalpha() else f"Digit{key}",
            )
            number = CODES.get(key, ord(key.upper()) if len(key) == 1 else 0)
            common: dict[str, Any] = {"key": key, "code": code, "windowsVirtualKeyCode": number}
            common["modifiers"] = _SHIFT if shift else 0
            self.call(
                "Input.dispatchKeyEvent",
                type="keyDown" if text else "rawKeyDown",
                **common,
                **({"text": text} if text else {}),
            )
            self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def picture(self, file: Path) -> None:
        """A screenshot."""
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        self._socket.close()


@contextmanager
def open_page(folder: Path, *options: str) -> Iterator[Page]:
    """A new Chromium with an empty tab; its profile lies in `folder`."""
    command = [
        str(chromium()),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}",
        "--window-size=1200,1000",
        *options,
        "about:blank",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        port = _port(folder / "DevToolsActivePort")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=30) as answer:
            tabs = json.loads(answer.read())
        page = Page(next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page"))
        try:
            yield page
        finally:
            page.close()
    finally:
        process.terminate()
        process.wait(timeout=30)


def _port(file: Path, seconds: float = 60) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if file.is_file() and (lines := file.read_text().split()):
            return lines[0]
        time.sleep(0.1)
    raise TimeoutError("Chromium did not say on which port it listens")
