"""One-edit mutants of right code in many styles: is the edited line found?"""

from __future__ import annotations

import ast
import contextlib
import io
import warnings
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from autograder.course.mutation import Edit, TooLong, at_most, drawn_edits
from autograder.course.run_locally import fresh, record_cases
from autograder.data.answer_key import AnswerKey, Case, ExerciseKey
from autograder.data.location import Location
from autograder.data.runs import Chunk, TaskRun
from autograder.judge.locate import locate
from autograder.judge.locate.cases import most_telling
from autograder.tracing.job import trace_here
from autograder.tracing.wrap import wrap
from benchmarks.naming.keys import Keys, exercises
from tests.diagnosis.handed_in import differences_of

Verdict = Literal["line", "neighbour", "wrong", "silent"]
LEFT_OUT = ("init_lstm", "count_parameters")


@dataclass(frozen=True)
class Told:
    """What is said of one mutant."""

    style: str
    unit: str
    exercise: str
    edit: Edit
    verdict: Verdict
    location: Location | None


ROOT = Path(__file__).resolve().parents[2]
STYLES = {
    "Styles that the rules were made with": ROOT / "benchmarks" / "naming" / "right_styles",
    "Styles of the tests": ROOT / "tests" / "diagnosis" / "right_styles",
}


def mutants_of_right_code(keys: Keys, most: int, every: int) -> dict[str, list[Told]]:
    """Mutants of the right code of the project, or of every so many of its files."""
    return {
        where: list(mutants(keys, sorted(folder.glob("*.py"))[::every], most))
        for where, folder in STYLES.items()
    }


def mutants(keys: Keys, styles: Sequence[Path], most: int) -> Iterator[Told]:
    """Locate the edits of mutants whose values are wrong, `most` of each right function."""
    for path in styles:
        source = path.read_text(encoding="utf-8")
        for key, exercise in exercises(keys):
            if exercise.slug in LEFT_OUT or not _defines(source, exercise.slug):
                continue
            seed = zlib.crc32(f"{path.stem} {exercise.slug}".encode())
            for edit in drawn_edits(source, exercise.slug, most, seed):
                told = _told(path.stem, key, exercise, edit)
                if told is not None:
                    yield told


def _defines(source: str, slug: str) -> bool:
    return any(
        isinstance(node, ast.FunctionDef) and node.name == slug for node in ast.parse(source).body
    )


def _told(style: str, key: AnswerKey, exercise: ExerciseKey, edit: Edit) -> Told | None:
    """What is said of a mutant; ``None`` where its values are right, or where it raises."""
    silent = io.StringIO()  # some styles print
    try:
        with (
            at_most(3),
            np.errstate(all="ignore"),
            contextlib.redirect_stdout(silent),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            case = wrong_case(key, exercise, edit.source)
            if case is None:
                return None
            location = locate_in(key, exercise, case, edit.source)
    except TooLong:
        return None
    return Told(
        style, key.unit, exercise.slug, edit, verdict(edit.source, edit, location), location
    )


def wrong_case(key: AnswerKey, exercise: ExerciseKey, source: str) -> Case | None:
    """The case to look at: one whose values are wrong while nothing is raised."""
    namespace: dict[str, Any] = {}
    try:
        exec(compile(source, "<mutant>", "exec", dont_inherit=True), namespace)
    except Exception:
        return None
    runs = record_cases(namespace[exercise.slug], exercise.cases)
    run = TaskRun(exercise.slug, "defined", runs)
    differences = differences_of(exercise, run.runs)
    if any(item.outcome == "raised" for item in run.runs[:3]):
        return None
    failing = [
        case
        for case, difference, item in zip(exercise.cases, differences, run.runs, strict=True)
        if difference is not None and item.outcome == "returned"
    ]
    return next(iter(most_telling(exercise, failing, key.recorded)), None)


def locate_in(key: AnswerKey, exercise: ExerciseKey, case: Case, source: str) -> Location | None:
    """The place that is found in source that runs in this process."""
    return located_and_counted(key, exercise, case, source)[0]


def located_and_counted(
    key: AnswerKey, exercise: ExerciseKey, case: Case, source: str
) -> tuple[Location | None, int]:
    """The place, and how many expressions the call computed."""
    wrapped = wrap([Chunk("<mutant>", source)], exercise.slug)
    arguments = [fresh(value) for value in case.inputs.values()]
    trace = trace_here(wrapped, {"__name__": "mutant"}, exercise.slug, arguments)
    truth = key.recorded.trace(exercise.slug, case.name, case.visible)
    if trace is None or truth is None:
        return None, 0
    return locate(exercise, case, truth, trace), len(trace.events)


# --- was it the place? ---


def verdict(source: str, edit: Edit, location: Location | None) -> Verdict:
    """Whether the edited line was found, a statement next to it in the flow of data, or another."""
    if location is None:
        return "silent"
    statements = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]
    there = _statement(statements, location.line, location.end_line)
    edited = _statement(statements, edit.first, edit.last)
    same_lines = location.line <= edit.last and edit.first <= location.end_line
    if same_lines and there is edited:
        return "line"
    if there is None or edited is None:
        return "wrong"
    return "neighbour" if _next_to(there, edited, statements) else "wrong"


def _statement(statements: Sequence[ast.stmt], first: int, last: int) -> ast.stmt | None:
    """The innermost statement around some lines."""
    around = [
        node
        for node in statements
        if node.lineno <= first and last <= (node.end_lineno or node.lineno)
    ]
    return min(around, key=lambda node: (node.end_lineno or 0) - node.lineno, default=None)


def _next_to(left: ast.stmt, right: ast.stmt, statements: Sequence[ast.stmt]) -> bool:
    """Whether one of two statements reads what the other one writes, or calls its function."""
    if left is right:
        return True
    for writer, reader in ((left, right), (right, left)):
        if _written(writer) & _read(reader) and _function(writer, statements) is _function(
            reader, statements
        ):
            return True
        function = _function(writer, statements)
        if isinstance(writer, ast.Return) and function and function.name in _read(reader):
            return True
    return False


def _function(node: ast.stmt, statements: Sequence[ast.stmt]) -> ast.FunctionDef | None:
    around = [
        outer
        for outer in statements
        if isinstance(outer, ast.FunctionDef)
        and outer.lineno <= node.lineno <= (outer.end_lineno or 0)
        and outer is not node
    ]
    return max(around, key=lambda outer: outer.lineno, default=None)


def _header(node: ast.stmt) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt):
            yield from ast.walk(child)


def _written(node: ast.stmt) -> set[str]:
    found = set()
    for inner in _header(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            found.add(inner.id)
        elif isinstance(inner, ast.Subscript) and isinstance(inner.ctx, ast.Store):
            root: ast.expr = inner
            while isinstance(root, (ast.Subscript, ast.Attribute)):
                root = root.value
            if isinstance(root, ast.Name):
                found.add(root.id)
    return found


def _read(node: ast.stmt) -> set[str]:
    updated = _written(node) if isinstance(node, ast.AugAssign) else set()
    return updated | {
        name
        for inner in _header(node)
        for name in (
            (inner.id,)
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)
            else (inner.attr,)
            if isinstance(inner, ast.Attribute)
            else ()
        )
    }


def table(told: Sequence[Told]) -> list[str]:
    """A row for each unit and one for all."""
    lines = [
        "| unit | mutants | right line | line or neighbour | wrong place | silent |",
        "|---|---|---|---|---|---|",
    ]
    units = list(dict.fromkeys(item.unit for item in told))
    for unit in (*units, "**all**"):
        of_unit = [item for item in told if unit in (item.unit, "**all**")]
        counted = Counter(item.verdict for item in of_unit)
        total = len(of_unit) or 1
        near = counted["line"] + counted["neighbour"]
        lines.append(
            f"| {unit} | {len(of_unit):,} | {counted['line'] / total:.0%} | {near / total:.0%} |"
            f" {counted['wrong'] / total:.0%} | {counted['silent'] / total:.0%} |"
        )
    return lines
