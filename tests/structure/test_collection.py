"""Every process of a parallel run must collect the same tests in the same order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_names_of_tests_do_not_depend_on_the_order_of_sets() -> None:
    collected = [
        subprocess.run(
            [sys.executable, "-m", "pytest", "-m", "", "-n", "0", "--collect-only", "-q"],
            cwd=ROOT,
            env=dict(os.environ) | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()[:-1]
        for seed in ("1", "2")
    ]
    assert len(collected[0]) > 2000
    assert collected[0] == collected[1]
