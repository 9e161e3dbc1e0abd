"""A widget for tests of the notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from quizzes.sessions import Progress
from quizzes.types import Functions


@pytest.fixture
def widget(examples: Any, reference_functions: Functions) -> Iterator[Any]:
    pytest.importorskip("anywidget")
    from quizzes.surfaces.widget import quiz

    made = quiz("examples", bank=examples, functions=reference_functions, progress=Progress(None))
    yield made
    made.close()
