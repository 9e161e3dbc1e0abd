"""Trouble with the gradebook or the disk, as one plain sentence."""

from __future__ import annotations

import errno
import functools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbgrader
import sqlalchemy
from alembic.script import ScriptDirectory
from sqlalchemy import exc
from sqlalchemy.engine import make_url

from autograder.notebooks.gradebook.database_words import KEPT, LOCK_WAIT, meaning

_DISK = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk space of this user is used up",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk fails",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}
"""What stops a run, whatever the submission."""
_CLOSED = {errno.EACCES: "permission is denied", errno.EPERM: "the system does not permit it"}
"""What stops a run where it concerns the course's own files."""

CONNECT_WAIT = 10
"""Seconds to wait for a server."""
_LIBPQ = ("psycopg2", "psycopg")
"""Drivers that take the settings of PostgreSQL's own library."""
_PACKAGES = {"psycopg2": "psycopg2-binary"}
"""What to install for a driver, where that has another name."""


class CourseTrouble(RuntimeError):
    """Gradebook or disk keep a command from going on. Says why in a sentence, and what to do."""


def check_gradebook(address: str, write: bool = True) -> None:
    """Check that a gradebook can be used, before anything is run.

    Parameters
    ----------
    address
        The database address from the course's configuration (``CourseDirectory.db_url``).
    write
        Whether marks will be written.

    Raises
    ------
    CourseTrouble
        When it is locked, read-only, damaged or of another version, or its driver is missing.
    """
    with plain_trouble(address):
        engine = _engine(address)
        try:
            with engine.connect() as connection:
                if engine.dialect.name == "sqlite":
                    _check_sqlite(connection, address, write)
                tables = set(sqlalchemy.inspect(connection).get_table_names())
                if write and tables and engine.dialect.name == "postgresql":
                    _check_postgresql(connection, address, tables)
                if "alembic_version" in tables:
                    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
                    _check_version(address, [row[0] for row in found])
        finally:
            engine.dispose()


def gradebook_exists(address: str) -> bool:
    """Whether there may be a gradebook at an address; of SQLite's, whether there is a file."""
    try:
        url = make_url(address)
    except exc.ArgumentError:
        return True
    if url.get_backend_name() != "sqlite" or not url.database or url.query:
        return True
    return Path(url.database).exists()


def database_engine(address: str, **options: Any) -> Any:
    """SQLAlchemy's engine for a gradebook, which waits `LOCK_WAIT` seconds where it is locked."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        options.setdefault("connect_args", {"timeout": LOCK_WAIT})
    elif url.get_dialect().driver in _LIBPQ:
        wait = {
            "connect_timeout": str(CONNECT_WAIT),
            "options": f"-c lock_timeout={int(LOCK_WAIT * 1000)}",
        }
        own = {name: value for name, value in wait.items() if name not in url.query}
        options.setdefault("connect_args", own)
    return sqlalchemy.create_engine(address, **options)


def _engine(address: str) -> Any:
    try:
        return database_engine(address)
    except exc.NoSuchModuleError as error:
        raise CourseTrouble(
            f"the gradebook's address {shown_address(address)} names a kind of database that is not"
            " known here. Correct CourseDirectory.db_url in nbgrader_config.py."
        ) from error
    except exc.ArgumentError as error:
        raise CourseTrouble(
            "the gradebook's address is no address of a database. Correct CourseDirectory.db_url in"
            " nbgrader_config.py, for instance sqlite:///gradebook.db."
        ) from error
    except ImportError as error:
        missing = getattr(error, "name", None) or str(error)
        raise CourseTrouble(
            f"the gradebook at {shown_address(address)} needs the Python package {missing}, which"
            f" is not installed. Install it beside gatewise: pip install"
            f" {_PACKAGES.get(missing, missing)}."
        ) from error


def _check_sqlite(connection: Any, address: str, write: bool) -> None:
    """Take the lock that writing needs and give it back; look for damage."""
    if write:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar()
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        # a read-only file lets a transaction begin and refuses the first change
        connection.exec_driver_sql(f"PRAGMA user_version = {int(version)}")
        connection.exec_driver_sql("ROLLBACK")
    state = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if state != "ok":
        raise CourseTrouble(_database_sentence("malformed", address))


def _check_postgresql(connection: Any, address: str, tables: Iterable[str]) -> None:
    """Take the locks that writing needs, which asks for the rights too, and give them back."""
    if connection.exec_driver_sql("SHOW transaction_read_only").scalar() == "on":
        raise CourseTrouble(_database_sentence("in a read-only transaction", address))
    names = ", ".join(f'"{name}"' for name in sorted(tables))
    connection.exec_driver_sql(f"LOCK TABLE {names} IN ROW EXCLUSIVE MODE")
    connection.rollback()


def _check_version(address: str, found: list[str]) -> None:
    """Compare the gradebook's version with those that the installed nbgrader knows."""
    known, newest = versions()
    if not set(found) <= known:
        raise CourseTrouble(
            f"the gradebook {shown_address(address)} was made by a newer nbgrader than the"
            f" installed one ({nbgrader.__version__}). Install that nbgrader, then run the same"
            " command again."
        )
    if set(found) != {newest}:
        raise CourseTrouble(_database_sentence("no such column", address))


@functools.cache
def versions() -> tuple[frozenset[str], str]:
    """The versions of a gradebook that the installed nbgrader knows, and the newest of them.

    Raises
    ------
    alembic.util.exc.CommandError
        There is more than one that is the newest.
    """
    scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
    known = frozenset(script.revision for script in scripts.walk_revisions())
    return known, scripts.get_current_head() or ""


@contextmanager
def plain_trouble(address: str) -> Iterator[None]:
    """Turn trouble with gradebook or disk into `CourseTrouble`.

    `address` is the database address of the gradebook. Other errors pass through.
    """
    try:
        yield
    except exc.SQLAlchemyError as error:
        raise CourseTrouble(_database_sentence(_said(error), address)) from error
    except OSError as error:
        reason = (_DISK | _CLOSED).get(error.errno or 0)
        if reason is None:
            raise
        raise CourseTrouble(_disk_sentence(error, reason)) from error


def trouble_in(error: BaseException | None, address: str) -> CourseTrouble | None:
    """What of an error, or of those that led to it, concerns the whole course and no submission.

    `address` is the database address of the gradebook.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and (reason := _DISK.get(error.errno or 0)):
            return CourseTrouble(_disk_sentence(error, reason))
        if isinstance(error, exc.OperationalError) or type(error) is exc.DatabaseError:
            return CourseTrouble(_database_sentence(_said(error), address))
        error = error.__cause__ or error.__context__
    return None


def shown_address(address: str) -> str:
    """A database address without its password; of SQLite, the file alone."""
    try:
        url = make_url(address)
    except exc.ArgumentError:
        return "(not an address)"
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    if "password" in url.query:
        url = url.update_query_dict({"password": "***"})
    return url.render_as_string(hide_password=True)


def _disk_sentence(error: OSError, reason: str) -> str:
    name = f" {error.filename}" if error.filename else " a file of the course"
    return f"cannot write{name}, because {reason}. {KEPT}"


def _said(error: exc.SQLAlchemyError) -> str:
    """What the database itself said, without the query and SQLAlchemy's advice."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


def _database_sentence(said: str, address: str) -> str:
    place = f"the gradebook {shown_address(address)}"
    if meant := meaning(said):
        return f"{place} {meant}"
    return f"{place} cannot be used: {said.split(' (Background', 1)[0].rstrip('.')}. {KEPT}"
