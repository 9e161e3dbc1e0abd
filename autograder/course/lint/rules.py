"""The rules that a course must keep. Run in a process of its own (`autograder.course.lint`), where the
course's code is loaded.
"""

from __future__ import annotations

import ast
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.course.authoring import Exercise, Misconception
from autograder.course.build import build_exercise
from autograder.course.discover import Course, CourseUnit, load_course
from autograder.course.lint.problem import Finding, Tell
from autograder.course.lint.separation import inseparable, inseparable_pairs
from autograder.course.lint.solutions import solution_lines
from autograder.course.pair_work import pairs_of
from autograder.course.run_locally import call_recorded, record_cases
from autograder.data.answer_key import ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.judge.compare import compare
from autograder.sandbox import processors

_SECRET = b"lint draws the hidden cases from a secret of its own"
_KEPT = {".py", ".md", ".svg", ".png"}


def findings(
    course: Course,
    pairs: bool = True,
    processes: int = 1,
    tell: Tell = lambda what, done, total: None,
) -> Iterator[Finding]:
    """The findings of a course that is loaded in this process."""
    yield from stray_files(course)
    for item in course.misconceptions:
        yield from unfinished(item, course)
    course = replace(
        course, misconceptions=tuple(item for item in course.misconceptions if _replaceable(item))
    )
    keys: dict[str, ExerciseKey] = {}
    total = sum(len(unit.exercises) for unit in course.units)
    for unit in course.units:
        for exercise in unit.exercises:
            key = keys[exercise.slug] = build_exercise(course, exercise, _SECRET)
            yield from unclear(exercise)
            yield from told(exercise, unit)
            yield from unsound(exercise, key)
            yield from inseparable(course, key)
            tell("exercises, and each mistake in them", len(keys), total)
    for item in course.misconceptions:
        yield from uncaught(item, keys)
    if pairs:
        yield from _pairs(course, keys, processes, tell)


def _pairs(
    course: Course, keys: dict[str, ExerciseKey], processes: int, tell: Tell
) -> Iterator[Finding]:
    total, done = sum(len(pairs_of(course, key)) for key in keys.values()), 0
    for key in keys.values():

        def count(pairs: int) -> None:
            nonlocal done
            done += pairs
            tell("pairs of mistakes", done, total)

        yield from inseparable_pairs(course, key, processes, count)


def unclear(exercise: Exercise) -> Iterator[Finding]:
    """What an exercise lacks in words, cases or criteria."""
    where = exercise.slug
    if len(exercise.prompt) < 40:
        yield Finding(
            "prompt",
            where,
            "The prompt is missing or too short. A learner should read what to write and "
            "with which shapes. Write the stub's docstring.",
        )
    if not exercise.hints or any(not hint.strip() for hint in exercise.hints):
        yield Finding(
            "hints",
            where,
            "A hint is missing or empty. There should be some, from a nudge to nearly there. "
            "Write them in `hints`.",
        )
    names = [criterion.name for criterion in exercise.criteria]
    if names[:1] != [RIGHT_VALUES]:
        yield Finding(
            "criteria",
            where,
            f"The first criterion is {names[:1]}. It should be {RIGHT_VALUES!r}, for the "
            "others count only once it holds. Put it first.",
        )
    for name in sorted(set(names) ^ {case.criterion for case in exercise.cases}):
        yield Finding(
            "criteria",
            where,
            f"{name!r} is a criterion without a case, or a case's criterion that is not "
            "listed. Each should have both. Compare `criteria` with the cases.",
        )
    for visible, word in ((True, "visible"), (False, "hidden")):
        if not any(
            case.visible is visible and case.criterion == RIGHT_VALUES for case in exercise.cases
        ):
            yield Finding(
                "cases",
                where,
                f"No {word} case looks at the right values. There should be one. Add {word}(…).",
            )
    for name, times in Counter(case.name for case in exercise.cases).items():
        if times > 1:
            yield Finding(
                "cases",
                where,
                f"{times} cases are named {name!r}. Names should be unique, since cases are "
                "drawn by them. Rename one.",
            )


def told(exercise: Exercise, unit: CourseUnit) -> Iterator[Finding]:
    """Lines of the solution in what learners get to read."""
    lesson = unit.folder / "lesson.md"
    texts = {
        "the stub": exercise.stub_source,
        "a hint": "\n".join(exercise.hints),
        "the lesson": lesson.read_text(encoding="utf-8") if lesson.is_file() else "",
    }
    for what, text in texts.items():
        bare = "".join(text.split())
        for line in solution_lines(exercise.reference):
            if line in bare:
                yield Finding(
                    "solution",
                    exercise.slug,
                    f"The line `{line}` of the solution stands in {what}. "
                    "Learners should find it themselves. Say it in words.",
                )


def unsound(exercise: Exercise, key: ExerciseKey) -> Iterator[Finding]:
    """A reference that fails its own cases, or a stub that does not just say that it is
    unwritten.
    """
    for case, run in zip(key.cases, record_cases(exercise.reference, key.cases), strict=True):
        difference = compare(case, run, key.tolerance)
        if difference is not None:
            yield Finding(
                "reference",
                key.slug,
                f"The reference fails its own case {case.name!r} ({difference.kind}). It should get"
                " full marks every time. Look for randomness, state or a changed input.",
            )
    runs = [call_recorded(exercise.stub, case.inputs) for case in key.cases]
    if any((run.outcome, run.error) != ("raised", "NotImplementedError") for run in runs):
        yield Finding(
            "stub",
            key.slug,
            "The stub does something else than raise NotImplementedError. An exercise "
            "should be handed out unsolved. Empty its body.",
        )
    function = ast.parse(exercise.stub_source).body[0]
    body = function.body if isinstance(function, ast.FunctionDef) else []
    if len(body) != 2 or not isinstance(body[1], ast.Raise):
        yield Finding(
            "stub",
            key.slug,
            "The stub holds more than a docstring and one raise. Whatever else is in it is "
            "part of a solution. Take it out.",
        )


def unfinished(item: Misconception, course: Course) -> Iterator[Finding]:
    """What a misconception lacks in words, or names that do not exist."""
    where = f"{item.slug} in {item.replaces}"
    for name in ("title", "explanation", "hint"):
        if not getattr(item, name).strip():
            yield Finding(
                "misconception",
                where,
                f"Its {name} is empty. A learner should read title, explanation and "
                "hint. Write it.",
            )
    if not _replaceable(item):
        yield Finding(
            "misconception",
            where,
            f"The reference has no function {item.replaces!r}. A wrong version "
            "should replace one. Correct `replaces`.",
        )
    slugs = {other.slug for other in course.misconceptions}
    for slug in item.same_as:
        if slug not in slugs:
            yield Finding(
                "misconception",
                where,
                f"It is declared to be the same as {slug!r}, which should exist and "
                "does not. Correct `same_as`.",
            )


def _replaceable(item: Misconception) -> bool:
    return callable(getattr(sys.modules["reference"], item.replaces, None))


def uncaught(item: Misconception, keys: dict[str, ExerciseKey]) -> Iterator[Finding]:
    """A misconception that loses nothing in its own exercise, or only in cases that learners
    see.
    """
    key, where = keys.get(item.replaces), f"{item.slug} in {item.replaces}"
    if key is None:
        return
    signature = next(
        (signature for signature in key.signatures if signature.misconceptions == (item.identity,)),
        None,
    )
    if signature is None:
        yield Finding(
            "uncaught",
            where,
            "It gets full marks. Every known mistake should lose some. Add a case in "
            "which it shows, or drop it if it is no mistake.",
        )
    elif not any(
        run is not None and not case.visible
        for case, run in zip(key.cases, signature.runs, strict=True)
    ):
        yield Finding(
            "uncaught",
            where,
            "Only visible cases catch it, whose answers can be read off. A hidden case "
            "should catch it too. Add one.",
        )


def stray_files(course: Course) -> Iterator[Finding]:
    """Files that belong to nothing: not a module of the course, a lesson or a picture; modules that
    hold nothing.
    """
    for path in sorted((course.root / "exercises").rglob("*")):
        place = str(path.relative_to(course.root))
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        if path.suffix not in _KEPT or path.name.startswith("."):
            yield Finding(
                "stray file",
                place,
                "It is neither a module, a lesson nor a picture. Nothing else should "
                "lie here, for it is easily handed out. Delete it or move it elsewhere.",
            )
        elif path.suffix == ".py" and not path.name.startswith("_"):
            module = ".".join(path.relative_to(course.root).with_suffix("").parts)
            values = vars(sys.modules[module]).values() if module in sys.modules else ()
            if not any(_holds(value) for value in values):
                yield Finding(
                    "stray file",
                    place,
                    "It holds no exercise and no misconception. Files without an "
                    "underscore in front should. Rename it, or add what is missing.",
                )


def _holds(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(_holds(item) for item in value)
    return isinstance(value, (Exercise, Misconception))


def _say(what: str, done: int, total: int) -> None:
    print(json.dumps([what, done, total]), flush=True)


def _main() -> None:
    request = json.loads(sys.stdin.read())
    course = load_course(Path(request["root"]))
    found = [vars(finding) for finding in findings(course, request["pairs"], processors(), _say)]
    Path(request["out"]).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    _main()
