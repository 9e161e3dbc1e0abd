"""When learners see a result, in Gradescope's words."""

from __future__ import annotations

from enum import StrEnum


class Visibility(StrEnum):
    """What Gradescope's ``visibility`` field may hold."""

    visible = "visible"
    after_due_date = "after_due_date"
    after_published = "after_published"
    hidden = "hidden"
