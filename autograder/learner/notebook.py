"""`check(forget_gate)` in a notebook: run the visible cases in the learner's own kernel.

The result is for learning only. Marks come from the sandbox and the hidden cases.
"""

from __future__ import annotations

import contextlib
import difflib
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.grades import ExerciseGrade, Explanation, Status
from autograder.data.runs import Run, TaskRun
from autograder.grade import mark_exercise
from autograder.judge.messages.notebooks import (
    explain_not_above,
    explain_not_defined,
    explain_not_run,
    run_first,
    saved_before,
)
from autograder.judge.pairs import PairSource
from autograder.judge.score import no_marks
from autograder.learner.afterwards import with_afterwards
from autograder.learner.attempts import Attempts
from autograder.learner.check_result import CheckResult
from autograder.learner.kernel import (
    displays,
    functions_of_cells,
    functions_of_file,
    line_of_definition,
    newer_version,
    remember_errors,
    saved_differently,
    shell,
)
from autograder.learner.keys import NoPublicKey, find_exercise
from autograder.learner.laboratory import KernelLaboratory
from autograder.learner.learner_functions import is_written
from autograder.learner.local_calls import call_cases
from autograder.learner.missing import missing_key
from autograder.learner.own_source import chunk_names, own_functions
from autograder.learner.pairs import KitPairs
from autograder.learner.shown_case import case_of, run_of

_IN_THIS_KERNEL = Attempts()
"""How often the same went wrong, as long as the kernel runs."""


def check(
    function: Callable[..., Any] | str,
    exercise: str | None = None,
    folder: str | Path | None = None,
) -> CheckResult:
    """Check your function against the visible cases of its exercise.

    Parameters
    ----------
    function
        Your function, under the name that the exercise asks for, or that name: then there is an
        answer where the function is not defined, too.
    exercise
        The exercise's name, when the function has another name.
    folder
        Where to look for the ``.public.key`` file that came with the notebook. The default is the
        notebook's own folder, or that of the Python file which defines the function.

    Returns
    -------
    CheckResult
        What was seen and what to try next. A notebook shows it when it is the last line of a cell.

    Raises
    ------
    TypeError
        When `function` is not callable. Pass the function itself, ``check(f)``, and not its result,
        ``check(f())``.
    autograder.learner.keys.NoPublicKey
        When neither the folder nor one above it has a key for this exercise.
    """
    remember_errors()
    namespace = sys._getframe(1).f_globals
    found = namespace.get(function) if isinstance(function, str) else function
    if isinstance(function, str):
        slug = exercise or function
    elif callable(function):
        slug = exercise or str(getattr(function, "__name__", type(function).__name__))
    else:
        raise TypeError(
            "check takes the function itself, as in check(forget_gate); this is"
            f" {type(function).__name__}. Leave out the parentheses after the function's name."
        )
    try:
        key, chosen = _find(slug, folder, found)
    except NoPublicKey as error:
        if namespace.get("__name__") == "__main__" and not displays():
            sys.exit(str(error))  # as of `python gates.py`: the sentence without a traceback
        raise
    newer = newer_version(found, slug)
    if newer is not None:
        return _not_checked(chosen, "raised", explain_not_run(slug, newer.error))
    if not callable(found):
        return _not_checked(chosen, "not_attempted", _not_defined(slug, key, namespace))
    result = _checked(found, chosen, key, KitPairs(Path(folder or ".")))
    return replace(result, grade=_IN_THIS_KERNEL.counted(result.grade))


def _not_defined(slug: str, key: AnswerKey, namespace: Mapping[str, Any]) -> Explanation:
    """Explain that nothing has the name of an exercise: in a notebook, or in a Python file."""
    file = Path(str(namespace.get("__file__", "")))
    in_a_file = shell() is None and file.is_file()
    names = functions_of_file(namespace, file) if in_a_file else functions_of_cells(namespace)
    close = difflib.get_close_matches(slug, names, 1)
    others = [name for name in close if key.exercise(name) is None]
    if in_a_file:
        return explain_not_above(slug, file.name, line_of_definition(slug, file), others)
    return explain_not_defined(slug, others)


def _find(slug: str, folder: str | Path | None, function: Any) -> tuple[AnswerKey, ExerciseKey]:
    """The key of an exercise: in the folder that was given, here, or beside the function's file."""
    code = getattr(function, "__code__", None)
    file = Path(code.co_filename) if code is not None else None
    places = [Path(folder or ".")]
    if folder is None and file is not None and file.is_file():
        places.append(file.parent)
    for place in places[:-1]:
        with contextlib.suppress(NoPublicKey):
            return find_exercise(slug, place)
    try:
        return find_exercise(slug, places[-1])
    except NoPublicKey as error:
        raise (missing_key(places[-1]) or error) from None


def _not_checked(exercise: ExerciseKey, status: Status, said: Explanation) -> CheckResult:
    return CheckResult(no_marks(exercise, status, said), exercise.cases[0])


def _checked(
    function: Callable[..., Any],
    exercise: ExerciseKey,
    key: AnswerKey,
    pairs: PairSource | None = None,
) -> CheckResult:
    if not is_written(function, exercise.stub):
        skipped = (Run("skipped"),) * len(exercise.cases)
        stub = TaskRun(exercise.slug, "stub", skipped)
        return CheckResult(mark_exercise(exercise, key, stub)[0], exercise.cases[0])
    files = chunk_names(function)
    did = call_cases(
        function, exercise.cases, lambda f, case: call_recorded(f, case.inputs, chunk_names=files)
    )
    task = TaskRun(exercise.slug, "defined", did.runs, uses=own_functions(function))
    laboratory = KernelLaboratory(function)
    graded = mark_exercise(exercise, key, task, pairs=pairs, laboratory=laboratory)[0]
    case = case_of(exercise, graded)
    notes: tuple[str, ...] = ()
    graded = with_afterwards(
        graded, exercise, lambda calls: [call_recorded(function, call) for call in calls]
    )
    if graded.status == "passed":
        saved = saved_differently(function, exercise.slug)
        notes = (saved_before(exercise.slug, saved[0].name, saved[1]),) if saved else ()
    else:
        graded = replace(graded, printed=did.texts.get(case.name, ""))
    cell = did.unknown in ("np", "numpy") or key.exercise(did.unknown) is not None
    if cell and shell() is not None:
        said = replace(graded.explanation, next_step=run_first(did.unknown))
        graded = replace(graded, explanation=said)
    return CheckResult(graded, case, run_of(case, exercise, task), notes)


def check_function(
    function: Callable[..., Any],
    exercise: ExerciseKey,
    key: AnswerKey,
    pairs: PairSource | None = None,
) -> ExerciseGrade:
    """Run a function in this process on the cases of an exercise, and mark it.

    Parameters
    ----------
    function
        The learner's function. It is not run while it is still the stub.
    exercise
        The exercise's key, from a public key.
    key
        The key of its unit, which names misconceptions.
    pairs
        Where signatures of two misconceptions at once come from.
    """
    return _checked(function, exercise, key, pairs).grade
