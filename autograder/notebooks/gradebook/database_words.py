"""What databases say when something is wrong, and what that means for a gradebook."""

from __future__ import annotations

import re

LOCK_WAIT = 10
"""Seconds to wait for a gradebook that another program is writing to."""

KEPT = "What was graded is kept; run the same command again to go on."

_ADDRESS = "CourseDirectory.db_url in nbgrader_config.py"
_LOCKED = (
    f"is locked: another program was writing to it for longer than {LOCK_WAIT} seconds. Close that"
    f" program (formgrader, say). {KEPT}"
)
_FULL = f"cannot be written, because the disk is full. Free some space. {KEPT}"
_OTHER_FORM = (
    "has another form than this nbgrader expects. Make a copy of it, then run `nbgrader db upgrade`"
    " in the course's folder."
)

_SERVER = (
    (
        r"Connection refused|Is the server running",
        f"cannot be reached: no server answers there. Start the server, or correct {_ADDRESS}."
        f" {KEPT}",
    ),
    (
        r"could not translate host name",
        f"cannot be reached: the name of its host is not known. Correct {_ADDRESS}.",
    ),
    (
        r"timeout expired|timed out|is unreachable|No route to host",
        f"cannot be reached: its server does not answer. Look whether it is up, or correct"
        f" {_ADDRESS}. {KEPT}",
    ),
    (
        r"authentication failed|no password supplied|pg_hba|FATAL: +role .* does not exist",
        f"refused the user's name or password. Correct them in {_ADDRESS}, or in ~/.pgpass.",
    ),
    (
        r"FATAL: +database .* does not exist",
        f"is not there: the server has no database of that name. Create it with `createdb`, or"
        f" correct {_ADDRESS}.",
    ),
    (r"lock timeout|deadlock detected", _LOCKED),
    (
        r"permission denied|must be owner|in a read-only transaction",
        "is read-only for this user, so no mark can be written. Let the user own the database, or"
        f" grant all rights on its schema and tables. {KEPT}",
    ),
    (
        r"too many clients|remaining connection slots",
        f"has no connection left. Close another program, or let the server have more. {KEPT}",
    ),
    (
        r"connection .*closed|closed the connection|terminating connection|the database system is",
        f"stopped answering. Wait until its server is up again. {KEPT}",
    ),
    (r"No space left on device", _FULL),
    (r"(relation|column) .* does not exist", _OTHER_FORM),
)
"""What PostgreSQL says."""

_SQLITE = (
    (r"is locked", _LOCKED),
    (
        r"readonly|read-only",
        f"is read-only, so no mark can be written. Make the file and its folder writable. {KEPT}",
    ),
    (r"disk is full", _FULL),
    (
        r"not a database|malformed|is encrypted",
        "is damaged. Restore a copy of it; or move it away, and grade again into a new one, which"
        " holds no marks by hand and no due dates.",
    ),
    (
        r"unable to open",
        "cannot be opened. Its folder must be there, and be readable and writable.",
    ),
    (r"no such table|no such column|has no column", _OTHER_FORM),
)
"""What SQLite says."""


def meaning(said: str) -> str:
    """What a message of a database means, as the rest of a sentence; empty where it is not known.

    >>> meaning("database is locked").partition(":")[0]
    'is locked'
    """
    for signs, meant in (*_SERVER, *_SQLITE):
        if re.search(signs, said):
            return meant
    return ""
