"""Show a folder's files to browsers on this machine."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"


class _Files(SimpleHTTPRequestHandler):
    """The files of a folder, without a line in the terminal for each."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",  # Windows may say otherwise, and no browser runs it then
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".json": "application/json",
        ".svg": "image/svg+xml",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """A web server for the files of a folder, for this machine alone; it serves once started.

    Parameters
    ----------
    folder
        The folder.
    port
        The port; any free one by default.

    Raises
    ------
    OSError
        When another program has the port.
    """
    return ThreadingHTTPServer((HOST, port), partial(_Files, directory=str(folder)))


def address(server: ThreadingHTTPServer) -> str:
    """The address of a server's first page. Browsers treat ``localhost`` like a secure site."""
    return f"http://localhost:{server.server_address[1]}/"
