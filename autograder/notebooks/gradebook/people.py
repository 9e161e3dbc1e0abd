"""The people of a course, as nbgrader's gradebook and the submissions name them."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy
from nbgrader.api import Student
from sqlalchemy.orm import Session

from autograder.notebooks.gradebook.trouble import (
    check_gradebook,
    database_engine,
    gradebook_exists,
    plain_trouble,
)
from autograder.notebooks.nbgrader_app import gradebook_address


def names_of_people(root: Path) -> frozenset[str]:
    """Every name of a person that the gradebook holds: first and last names, and addresses.

    Raises `autograder.notebooks.gradebook.trouble.CourseTrouble` where the gradebook cannot be
    read.

    Parameters
    ----------
    root
        The course's directory.
    """
    address = gradebook_address(root)
    with plain_trouble(address):
        if not gradebook_exists(address):
            return frozenset()
        check_gradebook(address, write=False)
        engine = database_engine(address)
        try:
            with Session(engine) as session:
                if not sqlalchemy.inspect(session.connection()).has_table(Student.__tablename__):
                    return frozenset()  # on a server a new gradebook has no tables yet
                rows = session.query(
                    Student.id, Student.first_name, Student.last_name, Student.email
                ).all()
        finally:
            engine.dispose()
    return frozenset(name for row in rows for name in row if name)
