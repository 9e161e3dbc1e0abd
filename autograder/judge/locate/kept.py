"""The known values of a case: the same for every learner, so that they are worked out once."""

from __future__ import annotations

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.trace import Trace
from autograder.judge.locate.pool import Pool


def pool_of(exercise: ExerciseKey, case: Case, truth: Trace) -> Pool:
    """The known values of a case, made once for each trace of the reference."""
    kept: Pool | None = truth.worked_out.get("pool")
    if kept is None:
        kept = Pool(truth, case.inputs, case.expected, exercise.returns)
        truth.worked_out["pool"] = kept
    return kept
