"""Code that people wrote: is what is wrong named, and what is right in another style left in
peace?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.course.run_locally import record_cases
from autograder.data.diagnosis import Diagnosis
from autograder.data.runs import TaskRun
from autograder.grade import mark
from autograder.judge.diagnose import diagnose
from autograder.judge.pairs import PairSource
from autograder.sandbox import Sandbox
from autograder.submission.read import read_submission
from benchmarks.naming.keys import Keys, exercises
from tests.diagnosis.handed_in import differences_of
from tests.diagnosis.wrong_styles.afterwards import WRITTEN as AFTERWARDS
from tests.diagnosis.wrong_styles.first import WRITTEN as FIRST
from tests.diagnosis.wrong_styles.named import NAMED


def wrong_styles(keys: Keys, source: PairSource) -> dict[str, Counter[str]]:
    """What is said of wrong code, written before and after the course's mistakes were complete."""
    return {
        when: Counter(
            verdict
            for name, slug, code in written
            if (verdict := _verdict(keys, source, name, slug, code))
        )
        for when, written in (("before", FIRST), ("afterwards", AFTERWARDS))
    }


def _verdict(keys: Keys, source: PairSource, name: str, slug: str, code: str) -> str:
    """What is said of one; empty where it turns out to be right."""
    key, exercise = next(both for both in exercises(keys) if both[1].slug == slug)
    function = _defined(slug, code)
    run = TaskRun(slug, "defined", record_cases(function, exercise.cases))
    differences = differences_of(exercise, run.runs)
    if not any(differences):
        return ""
    said = diagnose(exercise, run, differences, key.misconceptions, source)
    if not said.misconceptions:
        return "relation" if said.pattern else "silent"
    if _told(said) != NAMED.get(slug, {}).get(name, ""):
        return "wrong"
    return "two" if len(said.misconceptions) == 2 else "one"


def _defined(slug: str, code: str) -> Callable[..., Any]:
    namespace: dict[str, Any] = {}
    exec(compile(code, "<submission>", "exec"), namespace)
    function: Callable[..., Any] = namespace[slug]
    return function


def _told(said: Diagnosis) -> str:
    return " + ".join(f"{identity.slug}@{identity.function}" for identity in said.identities)


def right_styles(keys: Keys) -> tuple[int, int, int]:
    """Files, exercises in them, and those that lost a mark or were told of a mistake."""
    files = sorted(
        (Path(__file__).resolve().parents[2] / "tests" / "diagnosis" / "right_styles").glob("*.py")
    )
    count = lost = 0
    with Sandbox(workers=1, allow_unsafe=True) as sandbox:
        for path in files:
            for submission in read_submission(path, keys):
                key = keys[submission.unit]
                for exercise in mark(submission, key, sandbox.run(submission.job(key))).exercises:
                    if exercise.status != "not_attempted":
                        count += 1
                        lost += exercise.score != exercise.max_score or bool(
                            exercise.misconceptions
                        )
    return len(files), count, lost
