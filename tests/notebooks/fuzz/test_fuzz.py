"""Random mutations of notebooks, folders, names, time stamps and banks through the real commands.

``GATEWISE_FUZZ=10000 pytest -m slow tests/notebooks/fuzz`` makes ten thousand in place of a few
hundred, and ``GATEWISE_FUZZ_SEED=x`` makes others. ``GATEWISE_FUZZ_REAL=1`` starts a process for
each command.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.notebooks.fuzz.batch import Batch

MUTATIONS = int(os.environ.get("GATEWISE_FUZZ", "300"))
SEED = os.environ.get("GATEWISE_FUZZ_SEED", "0")
REAL = bool(os.environ.get("GATEWISE_FUZZ_REAL"))
LEARNERS, BANKS, CHECKED = 70, 30, 5
"""Of one batch: submissions, banks, and submissions that `gatewise check` looks at as well."""


def complaints(root: Path, seed: str, learners: int, banks: int, checked: int) -> list[str]:
    """What must not be and was seen in one batch."""
    batch = Batch(root, seed, real=REAL)
    batch.fill(learners)
    batch.course_grade()
    batch.grade_files()
    batch.check_some(checked)
    batch.report()
    batch.banks(banks)
    if batch.rng.random() < 0.2:
        batch.again()
    return batch.complaints


@pytest.mark.slow
@pytest.mark.parametrize("number", range(max(1, MUTATIONS // (LEARNERS + BANKS))))
def test_every_mutation_ends_in_a_grade_a_line_or_an_error(
    number: int, released: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(released, tmp_path / "course")
    assert complaints(root, f"{SEED}-{number}", LEARNERS, BANKS, CHECKED) == []
    shutil.rmtree(root)


@pytest.mark.slow
def test_a_few_mutations_end_in_a_grade_a_line_or_an_error(released: Path, tmp_path: Path) -> None:
    root = shutil.copytree(released, tmp_path / "course")
    assert complaints(root, "few", 12, 3, 1) == []
