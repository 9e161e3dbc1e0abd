"""A PostgreSQL server of our own, from Debian's package, on loopback and in a folder of its own."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy

ORDINARY = 65534
"""The user that runs the server where the tests are run as root: PostgreSQL refuses root."""
PASSWORD = "a-password-for-tests"


def programs() -> Path | None:
    """The folder with ``initdb``, ``None`` where PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def missing() -> str:
    """What these tests lack; empty where nothing is missing."""
    if importlib.util.find_spec("psycopg2") is None:
        return "psycopg2 is not installed (pip install psycopg2-binary)"
    return "" if programs() else "PostgreSQL is not installed (apt-get install postgresql)"


@dataclass
class Server:
    """A server that can be stopped and started again."""

    bin: Path
    folder: Path
    port: int
    admin: str = "postgres"
    _names: int = field(default=0, init=False)

    def address(self, database: str, user: str = "", password: str = PASSWORD) -> str:
        """The address of a database, as nbgrader's ``db_url`` takes it."""
        who = f"{user or self.admin}:{password}"
        return f"postgresql+psycopg2://{who}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        self._control("start", "-l", str(self.folder / "log"))

    def stop(self) -> None:
        self._control("stop", "-m", "immediate")

    def execute(self, *statements: str, database: str = "postgres") -> list[Any]:
        """Run statements as the administrator, each by itself. Returns the last one's rows."""
        engine = sqlalchemy.create_engine(self.address(database), isolation_level="AUTOCOMMIT")
        rows: list[Any] = []
        try:
            with engine.connect() as connection:
                for statement in statements:
                    result = connection.exec_driver_sql(statement)
                    rows = list(result) if result.returns_rows else []
        finally:
            engine.dispose()
        return rows

    def new_database(self, template: str = "template1") -> str:
        """Create a database, empty or as a copy of another, and return its name."""
        self._names += 1
        name = f"grades{self._names}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def _control(self, *arguments: str) -> None:
        run_unprivileged(
            [str(self.bin / "pg_ctl"), "-w", "-D", str(self.folder / "data"), *arguments]
        )


def use(folder: Path, address: str) -> None:
    """Let a course keep its gradebook at an address."""
    (folder / "gradebook.db").unlink(missing_ok=True)
    config = folder / "nbgrader_config.py"
    config.write_text(config.read_text() + f"\nc.CourseDirectory.db_url = {address!r}\n")


def run_unprivileged(command: list[str]) -> None:
    """Run a program as an ordinary user, also where the tests are run as root."""
    who: dict[str, Any] = (
        {"user": ORDINARY, "group": ORDINARY, "extra_groups": []} if os.geteuid() == 0 else {}
    )
    # The server inherits what it is started with, so nothing may wait for the end of a pipe.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/", timeout=60, **who
        )
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")


@contextmanager
def running_server() -> Iterator[Server]:
    """A new server, for as long as the block lasts."""
    found = programs()
    assert found is not None
    folder = Path(tempfile.mkdtemp(prefix="gatewise-postgres-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, ORDINARY, ORDINARY)
        secret = folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        run_unprivileged(
            [
                *(str(found / "initdb"), "-D", str(folder / "data"), "-U", "postgres"),
                *("--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync", "--locale=C.UTF-8"),
            ]
        )
        port = free_port()
        with open(folder / "data" / "postgresql.conf", "a", encoding="utf-8") as file:
            file.write(
                f"listen_addresses = '127.0.0.1'\nport = {port}\nfsync = off\n"
                f"unix_socket_directories = '{folder}'\nshared_buffers = 16MB\n"
            )
        server = Server(found, folder, port)
        server.start()
        try:
            yield server
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
