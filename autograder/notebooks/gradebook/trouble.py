"""Trouble with the gradebook or the disk, as one plain sentence."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbgrader
import sqlalchemy
from alembic.script import ScriptDirectory
from sqlalchemy import exc
from sqlalchemy.engine import make_url

LOCK_WAIT = 10
"""Seconds to wait for a gradebook that another program is writing to."""

_KEPT = "What was graded is kept; run the same command again to go on."

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

_DATABASE = (
    (
        ("is locked",),
        f"is locked: another program was writing to it for longer than {LOCK_WAIT} seconds. Close"
        f" that program (formgrader, say). {_KEPT}",
    ),
    (
        ("readonly", "read-only"),
        f"is read-only, so no mark can be written. Make the file and its folder writable. {_KEPT}",
    ),
    (
        ("disk is full",),
        f"cannot be written, because the disk is full. Free some space. {_KEPT}",
    ),
    (
        ("not a database", "malformed", "is encrypted"),
        "is damaged. Restore a copy of it; or move it away, and grade again into a new one, which"
        " holds no marks by hand and no due dates.",
    ),
    (
        ("unable to open",),
        "cannot be opened. Its folder must be there, and be readable and writable.",
    ),
    (
        ("no such table", "no such column", "has no column"),
        "has another form than this nbgrader expects. Make a copy of it, then run `nbgrader db"
        " upgrade` in the course's folder.",
    ),
)
"""What the messages of databases mean."""


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
    if make_url(address).get_backend_name() == "sqlite":
        options.setdefault("connect_args", {"timeout": LOCK_WAIT})
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
            f" is not installed. Install it beside gatewise."
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


def _check_version(address: str, found: list[str]) -> None:
    """Compare the gradebook's version with those that the installed nbgrader knows."""
    scripts = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic"))
    known = {script.revision for script in scripts.walk_revisions()}
    if not set(found) <= known:
        raise CourseTrouble(
            f"the gradebook {shown_address(address)} was made by a newer nbgrader than the"
            f" installed one ({nbgrader.__version__}). Install that nbgrader, then run the same"
            " command again."
        )
    if set(found) != set(scripts.get_heads()):
        raise CourseTrouble(_database_sentence("no such column", address))


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
    return url.render_as_string(hide_password=True)


def _disk_sentence(error: OSError, reason: str) -> str:
    name = f" {error.filename}" if error.filename else " a file of the course"
    return f"cannot write{name}, because {reason}. {_KEPT}"


def _said(error: exc.SQLAlchemyError) -> str:
    """What the database itself said, without the query and SQLAlchemy's advice."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


def _database_sentence(said: str, address: str) -> str:
    place = f"the gradebook {shown_address(address)}"
    for signs, meaning in _DATABASE:
        if any(sign in said for sign in signs):
            return f"{place} {meaning}"
    return f"{place} cannot be used: {said.split(' (Background', 1)[0].rstrip('.')}. {_KEPT}"
