"""Find why an exception arose: the rules in their order, the first that fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.causes import Cause, Fact
from autograder.data.runs import Run
from autograder.data.scene import Scene
from autograder.data.text import clean
from autograder.judge.exceptions import (
    arrays,
    calls,
    indices,
    iterators,
    joins,
    kinds,
    names,
    nothing,
    read_only,
)
from autograder.judge.exceptions.axes import axes_of
from autograder.judge.exceptions.clue import (
    Clue,
    find_node,
    function_at,
    parse_around,
    source_line,
    statements_at,
)

RULES: tuple[Callable[[Clue], Fact | None], ...] = (
    *names.RULES,
    *iterators.RULES,
    *nothing.RULES,
    *calls.RULES,
    *joins.RULES,
    *read_only.RULES,
    *kinds.RULES,
    *indices.RULES,
    *arrays.RULES,
)

_NOWHERE = Scene("", 0, 0, 0, 0, 0, {}, ())


def find_cause(key: ExerciseKey, case: Case, run: Run, sources: Mapping[str, str]) -> Cause | None:
    """Find why a run raised.

    Parameters
    ----------
    key, case, run
        The exercise, the case, and what the function did in it.
    sources
        The learner's source by chunk.

    Returns
    -------
    Cause or None
        ``None`` where it did not raise. Whatever the source holds, nothing is raised here.
    """
    if run.outcome != "raised":
        return None
    source = sources.get(run.chunk, "")
    clue = _clue(key, case, run, source)
    fact = next((fact for rule in RULES if (fact := _tried(rule, clue)) is not None), None)
    return Cause(run.chunk, run.line, clean(source_line(source, run.line), 200), fact)


def _tried(rule: Callable[[Clue], Fact | None], clue: Clue) -> Fact | None:
    """What a rule says; nothing where the source is of a kind that it did not expect."""
    try:
        return rule(clue)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None


def _clue(key: ExerciseKey, case: Case, run: Run, source: str) -> Clue:
    scene, axes = run.scene or _NOWHERE, axes_of(key.prompt, case)
    clue = Clue(key.slug, run.error, run.message, scene, axes)
    tree = parse_around(source, run.line) if run.line else None
    if tree is None:
        return clue
    around = list(statements_at(tree, run.line))
    return Clue(
        key.slug,
        run.error,
        run.message,
        scene,
        axes,
        find_node(tree, scene),
        around[-1] if around else None,
        function_at(tree, run.line),
        tree,
    )
