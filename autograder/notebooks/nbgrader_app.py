"""nbgrader's own application for a course: it finds and reads the course's configuration."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.apps.baseapp import NbGrader


def nbgrader_app(root: Path, handler: logging.Handler) -> Any:
    """Set nbgrader up for the course in `root`, as its commands do.

    What it logs goes to `handler` and nowhere else.
    """
    log = logging.getLogger("autograder.notebooks.nbgrader")
    log.propagate = False
    log.handlers = [handler]
    app = NbGrader(log=log)
    app.load_cwd_config = False
    app.initialize([], root=str(root))
    return app


def make_gradebook(root: Path) -> None:
    """Create an empty gradebook where the course's configuration says.

    No later command has to call ``alembic`` then.
    """
    coursedir = nbgrader_app(root, logging.NullHandler()).coursedir
    with alembic_on_path(), Gradebook(coursedir.db_url, coursedir.course_id):
        pass


def gradebook_address(root: Path) -> str:
    """The database address of the course's gradebook, from its configuration."""
    return str(nbgrader_app(root, logging.NullHandler()).coursedir.db_url)


@contextmanager
def alembic_on_path() -> Iterator[None]:
    """Let nbgrader find ``alembic``, which it starts by name when it creates a gradebook.

    The program is in the interpreter's folder, which is not always on the path.
    """
    usual = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([usual, str(Path(sys.executable).parent)])
    try:
        yield
    finally:
        os.environ["PATH"] = usual
