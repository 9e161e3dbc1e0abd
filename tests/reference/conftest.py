"""Fixtures of several of these tests: PyTorch's numbers, kept in the repository or fresh."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

GOLDEN = Path(__file__).parent / "golden"
Cases = dict[str, dict[str, np.ndarray]]


@pytest.fixture(scope="session")
def golden_cases() -> Cases:
    """PyTorch's numbers as they are kept in the repository."""
    cases: Cases = defaultdict(dict)
    with np.load(GOLDEN / "torch.npz") as file:
        for key in file.files:
            case, name = key.split(":")
            cases[case][name] = file[key]
    return dict(cases)


@pytest.fixture(scope="session")
def torch_script() -> ModuleType:
    """The script that made them; needs PyTorch."""
    pytest.importorskip(
        "torch",
        reason=(
            "PyTorch is not installed (extra `oracle`); its kept numbers are compared all the same"
        ),
    )
    spec = importlib.util.spec_from_file_location(
        "make_torch_golden", GOLDEN / "make_torch_golden.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session", params=["kept numbers", "live with seed 1", "live with seed 50"])
def torch_cases(request: pytest.FixtureRequest) -> Cases:
    """PyTorch's numbers: those in the repository, and fresh ones where PyTorch is installed."""
    cases: Cases
    if request.param == "kept numbers":
        cases = request.getfixturevalue("golden_cases")
    else:
        seed = int(request.param.rsplit(" ", 1)[1])
        cases = request.getfixturevalue("torch_script").compute(seed)
    return cases
