"""What the reference goes through is recorded beside the reference that is in use."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from autograder.course.build import draw_case
from autograder.course.discover import load_course
from autograder.course.recorded import RecordedReference
from tests.conftest import UnitKey

ROOT = Path(__file__).resolve().parents[2]


def test_a_key_holds_what_the_reference_goes_through_in_every_case_of_values(
    unit_key: UnitKey,
) -> None:
    key = unit_key("cell")
    for exercise in key.exercises:
        for case in exercise.cases:
            trace = key.recorded.trace(exercise.slug, case.name, case.visible)
            assert (trace is not None) == (case.judge == "values")
            if trace is None or isinstance(case.expected, tuple):
                continue
            values = trace.events[trace.outputs[0][1]].values
            assert values is not None
            assert np.allclose(values, case.expected.ravel(), rtol=1e-4)


def test_the_reference_in_use_stays_as_it_is() -> None:
    load_course(ROOT)
    names = [name for name in sys.modules if name.split(".")[0] == "reference"]
    before = {name: sys.modules[name] for name in names}
    recorded = RecordedReference()
    assert {name: sys.modules[name] for name in names} == before
    step = sys.modules["reference"].sigmoid
    assert step(0.0) == 0.5
    trace = recorded.trace("sigmoid", {"z": np.array([0.5, -2.0])})
    assert trace is not None
    assert "np.exp(-np.abs(z))" in [site.text for site in trace.sites]


def test_a_call_that_raises_has_no_trace() -> None:
    load_course(ROOT)
    assert RecordedReference().trace("sigmoid", {"z": "text"}) is None


def test_the_reference_of_every_exercise_is_recorded() -> None:
    """Also of a unit whose functions the package does not name. Counts are not located."""
    course = load_course(ROOT)
    recorded = RecordedReference()
    for unit in course.units:
        for exercise in unit.exercises:
            inputs = draw_case(exercise, exercise.cases[0], b"a test")
            if any(isinstance(value, (np.ndarray, dict)) for value in inputs.values()):
                assert recorded.trace(exercise.slug, inputs) is not None, exercise.slug
