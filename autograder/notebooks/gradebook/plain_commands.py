"""Let nbgrader's own commands report trouble with gradebook or disk in one sentence.

They would print a traceback of a hundred lines and more, for each submission again, and advise to
upgrade a database that is only locked. nbgrader offers no hook for this.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy
from nbgrader.converters import NbGraderException
from nbgrader.converters.base import BaseConverter
from traitlets.config import Application

from autograder.notebooks.gradebook.trouble import (
    CourseTrouble,
    check_gradebook,
    gradebook_exists,
    trouble_in,
)


def report_trouble_plainly(root: Path) -> None:
    """Make the nbgrader command that reads the configuration of the course in `root` do so.

    It checks the gradebook before it converts anything. Trouble that begins later is logged, or
    printed, as a sentence.
    """
    _check_before_converting()
    if not Application.initialized():
        return
    app = Application.instance()
    if not any(isinstance(known, PlainTrouble) for known in app.log.filters):
        app.log.addFilter(PlainTrouble(app, root))
    if not getattr(sys.excepthook, "reports_trouble", False):
        sys.excepthook = _hook(app, root)


class PlainTrouble(logging.Filter):
    """Puts a sentence in place of the log lines about trouble, which nbgrader logs in pieces."""

    def __init__(self, app: Any, root: Path) -> None:
        super().__init__()
        self._app, self._root = app, root
        self._said: BaseException | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to log a record, which may be changed."""
        error = sys.exc_info()[1]
        trouble = trouble_in(error, address_of(self._app, self._root)) if error else None
        if trouble is None:
            return True
        said, self._said = self._said, error
        record.msg, record.args = str(trouble), ()
        return error is not said


def address_of(app: Any, root: Path) -> str:
    """The address of the gradebook that an nbgrader command uses."""
    coursedir = getattr(app, "coursedir", None)
    return str(getattr(coursedir, "db_url", "")) or f"sqlite:///{root / 'gradebook.db'}"


def _check_before_converting() -> None:
    usual = BaseConverter.init_notebooks
    if getattr(usual, "checks_gradebook", False):
        return

    def init_notebooks(self: Any) -> None:
        address = self.coursedir.db_url
        try:
            if gradebook_exists(address):
                check_gradebook(address)
        except CourseTrouble as trouble:
            self.log.error(str(trouble))
            raise NbGraderException(str(trouble)) from trouble
        usual(self)

    init_notebooks.checks_gradebook = True  # type: ignore[attr-defined]
    BaseConverter.init_notebooks = init_notebooks


def _hook(app: Any, root: Path) -> Any:
    """What is called for an exception that ends the command."""
    usual = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        trouble = _trouble(error, address_of(app, root))
        if trouble is None:
            usual(kind, error, trace)
        else:
            print(f"{app.name}: {trouble}", file=sys.stderr)

    hook.reports_trouble = True  # type: ignore[attr-defined]
    return hook


def _trouble(error: BaseException, address: str) -> CourseTrouble | None:
    """What an exception says of gradebook and disk: by itself, or when the gradebook is tried."""
    if found := trouble_in(error, address):
        return found
    if isinstance(error, sqlalchemy.exc.SQLAlchemyError | ImportError):
        try:
            check_gradebook(address, write=False)
        except CourseTrouble as trouble:
            return trouble
    return None
