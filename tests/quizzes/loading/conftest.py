"""What the tests of this folder share."""

from __future__ import annotations

import pytest


@pytest.fixture
def no_other_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice bank is not read again for each test of a small file."""
    monkeypatch.setattr("quizzes.loading.checking.practice_files", lambda root: ())
