"""Right code in every style of the project: no place in it is ever blamed."""

from __future__ import annotations

import ast
import contextlib
import io
import warnings
from pathlib import Path

import numpy as np
import pytest

from tests.judge.locate.places import case_of, course, located

STYLES = Path(__file__).resolve().parents[2] / "diagnosis" / "right_styles"
FILES = sorted(path.name for path in STYLES.glob("[!v]*.py"))


def written_in(source: str) -> list[str]:
    """The exercises that a file solves, without those that have no one right answer."""
    slugs = {exercise.slug for unit in course().units for exercise in unit.exercises}
    names = {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    return sorted(names & slugs - {"init_lstm", "count_parameters", "count_variants"})


def blamed(name: str) -> list[str]:
    """The exercises of a file in which a place is found."""
    source = (STYLES / name).read_text(encoding="utf-8")
    silent = contextlib.redirect_stdout(io.StringIO())
    with silent, np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [slug for slug in written_in(source) if located(slug, source) is not None]


@pytest.mark.parametrize("name", FILES[::8])
def test_right_code_is_never_blamed(name: str) -> None:
    assert blamed(name) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_right_code_in_every_style_is_never_blamed(name: str) -> None:
    assert blamed(name) == []


def test_the_test_can_fail() -> None:
    case_of("cell_state")
    source = "def cell_state(c_prev, f_t, i_t, g_t):\n    return f_t * c_prev - i_t * g_t\n"
    assert written_in(source) == ["cell_state"]
    assert located("cell_state", source) is not None
