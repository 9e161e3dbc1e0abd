"""Discover a course (a folder with ``reference`` and ``exercises``) and build its answer keys.

The course's packages are imported in a process of their own whose path starts at the course's root,
so that a second course never collides with the first: `build_keys` starts it and reads the keys
back as data.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from autograder.course.authoring import Exercise, Misconception, Recipe, Unit
from autograder.course.patch import Places, holders, patched, wrong_versions
from autograder.course.run_locally import call_recorded, record_cases
from autograder.data.answer_key import AnswerKey, Case, ExerciseKey, KnownMisconception, Signature
from autograder.judge.compare import compare
from autograder.judge.paired_cases import expected_of_pair

VISIBLE_SECRET = b"visible cases are the same for everybody"


class CourseError(Exception):
    """The course cannot be loaded or built. Says which file, what was seen and what was
    expected.
    """


@dataclass(frozen=True)
class CourseUnit:
    """One folder of exercises, in the order in which learners meet them."""

    slug: str
    title: str
    order: int
    summary: str
    folder: Path
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class Course:
    """All that a course's folder holds."""

    root: Path
    units: tuple[CourseUnit, ...]
    misconceptions: tuple[Misconception, ...]

    def unit(self, slug: str) -> CourseUnit:
        for unit in self.units:
            if unit.slug == slug:
                return unit
        raise CourseError(
            f"no unit {slug!r} in {self.root}; there are"
            f" {', '.join(unit.slug for unit in self.units)}"
        )


def default_root() -> Path:
    """The clone that this installation belongs to. Raises `CourseError` for an installed wheel,
    which holds no course.
    """
    root = Path(__file__).resolve().parents[2]
    if (root / "exercises").is_dir() and (root / "reference").is_dir():
        return root
    raise CourseError(
        "this is a learner's installation, without the course's sources. To make a course, clone"
        " the repository and run `pip install -e '.[teach]'` in it, or pass --from FOLDER with"
        " `reference/` and `exercises/`."
    )


def load_course(root: Path) -> Course:
    """Import the course under `root` into *this* process and collect what its modules hold.

    The first entry of ``sys.path`` becomes the root; call it in a process that is meant for that.
    """
    root = root.resolve()
    for name in ("reference", "exercises"):
        if not (root / name).is_dir():
            raise CourseError(
                f"{root} has no folder {name}/; a course has `reference/` and `exercises/`"
            )
        loaded = sys.modules.get(name)
        if loaded is not None and Path(str(loaded.__file__)).resolve().parent.parent != root:
            raise CourseError(f"{name} of another course is loaded already, from {loaded.__file__}")
    if sys.path[:1] != [str(root)]:
        sys.path.insert(0, str(root))
    _gather_reference(importlib.import_module("reference"))
    package = importlib.import_module("exercises")
    units: list[CourseUnit] = []
    misconceptions: list[Misconception] = []
    for info in pkgutil.iter_modules(package.__path__):
        if not info.ispkg:
            continue
        module = importlib.import_module(f"exercises.{info.name}")
        found = list(_modules(module))
        misconceptions += [item for each in found for item in _instances(each, Misconception)]
        unit = getattr(module, "UNIT", None)
        exercises = [item for each in found for item in _instances(each, Exercise)]
        if exercises and not isinstance(unit, Unit):
            raise CourseError(
                f"{module.__file__} has exercises but no UNIT = Unit(title=…, order=…)"
            )
        if isinstance(unit, Unit) and exercises:
            ordered = tuple(sorted(exercises, key=lambda exercise: (exercise.order, exercise.slug)))
            units.append(
                CourseUnit(
                    info.name,
                    unit.title,
                    unit.order,
                    unit.summary,
                    Path(str(module.__file__)).parent,
                    ordered,
                )
            )
    _refuse_doubles([exercise.slug for unit in units for exercise in unit.exercises], "exercise")
    _refuse_doubles([f"{item.slug} in {item.replaces}" for item in misconceptions], "misconception")
    return Course(
        root,
        tuple(sorted(units, key=lambda unit: (unit.order, unit.slug))),
        tuple(sorted(misconceptions, key=lambda item: (item.slug, item.replaces))),
    )


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for info in pkgutil.iter_modules(package.__path__):
        if not info.name.startswith("_"):
            yield importlib.import_module(f"{package.__name__}.{info.name}")


def _gather_reference(package: ModuleType) -> None:
    """Let ``reference`` itself hold each public function of its modules, so that a new one needs no
    entry in a list.
    """
    for module in _modules(package):
        for name, value in list(vars(module).items()):
            own = (
                isinstance(value, FunctionType)
                and value.__module__ == module.__name__
                and not name.startswith("_")
            )
            if own and not callable(getattr(package, name, None)):
                setattr(package, name, value)


def _instances(module: ModuleType, kind: type) -> Iterator[Any]:
    for value in vars(module).values():
        if isinstance(value, kind):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from (item for item in value if isinstance(item, kind))


def _refuse_doubles(names: list[str], what: str) -> None:
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise CourseError(
            f"more than one {what} is named {', '.join(doubles)}; names are unique over the course"
        )


# --- building keys ---------------------------------------------


def case_rng(secret: bytes, exercise: str, case: str) -> np.random.Generator:
    """The generator of one case: it depends on the secret, the exercise's slug and the case's name,
    and nothing else.
    """
    digest = hashlib.sha256(b"\0".join([secret, exercise.encode(), case.encode()])).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


def draw_case(exercise: Exercise, recipe: Recipe, secret: bytes) -> Mapping[str, Any]:
    inputs = recipe.draw(
        case_rng(
            VISIBLE_SECRET if recipe.visible else secret,
            exercise.slug,
            recipe.paired_with or recipe.name,
        )
    )
    if tuple(inputs) != exercise.parameters:
        raise CourseError(
            f"{exercise.slug}, case {recipe.name!r}: the inputs are {', '.join(inputs)}; "
            f"the stub takes {', '.join(exercise.parameters)}, in this order"
        )
    return inputs


def build_key(course: Course, unit: CourseUnit, secret: bytes) -> AnswerKey:
    """The answer key of one unit: every case drawn and run through the reference, alone and with
    each mistake in it.
    """
    exercises = tuple(build_exercise(course, exercise, secret) for exercise in unit.exercises)
    named = {
        identity
        for exercise in exercises
        for signature in exercise.signatures
        for identity in signature.misconceptions
    }
    misconceptions = tuple(
        KnownMisconception(
            item.slug, item.replaces, item.title, item.explanation, item.hint, item.same_as
        )
        for item in course.misconceptions
        if (item.slug, item.replaces) in named
    )
    return AnswerKey(unit.slug, unit.title, exercises, misconceptions)


def build_exercise(course: Course, exercise: Exercise, secret: bytes) -> ExerciseKey:
    cases: list[Case] = []
    for recipe in exercise.cases:
        inputs = draw_case(exercise, recipe, secret)
        if recipe.paired_with:
            expected = expected_of_pair(_other_case(exercise, recipe, cases), recipe.judge)
            cases.append(
                Case(
                    recipe.name,
                    recipe.criterion,
                    recipe.visible,
                    recipe.judge,
                    inputs,
                    expected,
                    recipe.paired_with,
                )
            )
            continue
        run = call_recorded(exercise.reference, inputs, exercise.expect)
        if run.outcome != "returned":
            raise CourseError(
                f"{exercise.slug}, case {recipe.name!r}: the reference itself raises {run.error}:"
                f" {run.message}"
            )
        cases.append(
            Case(recipe.name, recipe.criterion, recipe.visible, recipe.judge, inputs, run.value)
        )
    reached = functions_reached(exercise, cases, {item.replaces for item in course.misconceptions})
    places = {name: holders(getattr(sys.modules["reference"], name)) for name in reached}
    signatures = [
        signature_of(exercise, cases, (item,), places)
        for item in course.misconceptions
        if item.replaces in reached
    ]
    return ExerciseKey(
        exercise.slug,
        float(exercise.points),
        exercise.criteria,
        exercise.rtol,
        exercise.atol,
        exercise.prompt,
        exercise.stub_source,
        exercise.hints,
        exercise.builds_on,
        return_names(exercise),
        tuple(cases),
        tuple(
            signature for signature in signatures if any(run is not None for run in signature.runs)
        ),
    )


def _other_case(exercise: Exercise, recipe: Recipe, cases: Sequence[Case]) -> Case:
    for case in cases:
        if (
            case.name == recipe.paired_with
            and case.visible == recipe.visible
            and case.judge == "values"
        ):
            return case
    raise CourseError(
        f"{exercise.slug}, case {recipe.name!r}: it is held against {recipe.paired_with!r}, which should"
        f" be an earlier {'visible' if recipe.visible else 'hidden'} case that looks at values"
    )


def functions_reached(exercise: Exercise, cases: Sequence[Case], names: set[str]) -> set[str]:
    """The functions of the reference that the exercise's own one calls, itself included: no other
    mistake can show.
    """
    reached: set[str] = set()

    def recorder(name: str) -> Callable[..., Any]:
        original = getattr(sys.modules["reference"], name, None)

        def recording(*args: Any, **kwargs: Any) -> Any:
            reached.add(name)
            return original(*args, **kwargs) if original else None

        return recording

    with ExitStack() as stack:
        for name in sorted(names):
            stack.enter_context(patched(name, recorder(name)))
        function = getattr(sys.modules["reference"], exercise.reference.__name__)
        for case in cases:
            call_recorded(function, case.inputs)
    return reached


def signature_of(
    exercise: Exercise,
    cases: Sequence[Case],
    misconceptions: tuple[Misconception, ...],
    places: Mapping[str, Places] | None = None,
) -> Signature:
    """What the exercise's reference does with these mistakes patched in, which can be combined.

    `places` says where the functions are held, when that was looked up before.
    """
    with ExitStack() as stack:
        for name, wrong in wrong_versions(misconceptions):
            stack.enter_context(patched(name, wrong, places[name] if places else None))
        function = getattr(sys.modules["reference"], exercise.reference.__name__)
        runs = record_cases(function, cases, exercise.expect)
    return Signature(
        tuple((item.slug, item.replaces) for item in misconceptions),
        tuple(
            None if compare(case, run, exercise.rtol, exercise.atol) is None else run
            for case, run in zip(cases, runs, strict=True)
        ),
    )


def return_names(exercise: Exercise) -> tuple[str, ...]:
    """What the stub's docstring calls the values that come back: the names before the colons under
    *Returns*.
    """
    section = re.search(
        r"^Returns\n-+\n(.*?)(?=^\S[^\n]*\n-+\n|\Z)", exercise.prompt, re.MULTILINE | re.DOTALL
    )
    return tuple(re.findall(r"^(\w+) *:", section.group(1), re.MULTILINE)) if section else ()


def build_keys(root: Path, secret: bytes, units: tuple[str, ...] = ()) -> dict[str, AnswerKey]:
    """Build the keys of a course in a process of its own and return them, in the order of the
    course.

    Raises `CourseError` with what that process said when the course cannot be built.
    """
    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        run_in_course(
            root, "autograder.course.build", {"secret": secret.hex(), "units": units, "out": folder}
        )
        return {
            path.stem.split("-", 1)[1]: AnswerKey.load(path)
            for path in sorted(Path(folder).glob("*.key"))
        }


def run_in_course(
    root: Path,
    module: str,
    request: Mapping[str, Any],
    heard: Callable[[str], None] = lambda line: None,
) -> None:
    """Run `module` in a process whose path starts at the course's root, with the request as JSON on
    its standard input.

    The folder where the command is typed is not on that path: it may hold a hand-in with a
    ``numpy.py`` of its own. `heard` is called with each line of its standard output, as it comes.
    Raises `CourseError` with the last line of what that process said on the other channel when it
    fails.
    """
    root = root.resolve()
    environment = dict(os.environ) | {"PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1"}
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors,
        subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=environment,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError), process.stdin:
            process.stdin.write(json.dumps({"root": str(root)} | dict(request)))
        for line in process.stdout:
            heard(line.rstrip("\n"))
        if process.wait():
            errors.seek(0)
            said = errors.read().strip().splitlines()
            raise CourseError(said[-1] if said else f"{module} failed without a word")


def _main() -> None:
    request = json.loads(sys.stdin.read())
    course = load_course(Path(request["root"]))
    units = [course.unit(slug) for slug in request["units"]] or course.units
    for index, unit in enumerate(units):
        key = build_key(course, unit, bytes.fromhex(request["secret"]))
        key.save(Path(request["out"]) / f"{index:02}-{unit.slug}.key")


if __name__ == "__main__":
    _main()
