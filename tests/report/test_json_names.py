"""A file's name may be any bytes; one that is no text costs no line of JSON, and no other
file's.
"""

from __future__ import annotations

import json
import os

import pytest

from autograder.data.grades import Grade
from autograder.report.json import grade_json, unreadable_json


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"ada.py", "ada.py"), ("josé.py".encode(), "josé.py"), (b"jos\xe9.py", "jos\\udce9.py")],
)
def test_a_name_that_is_no_text_is_written(name: bytes, shown: str) -> None:
    lines = (
        grade_json(Grade(os.fsdecode(name), "gates", (), "A")),
        unreadable_json(os.fsdecode(name), "why", "A"),
    )
    assert [json.loads(line)["submission"] for line in lines] == [shown, shown]
