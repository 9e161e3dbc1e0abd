"""Who may import whom (ARCHITECTURE.md): read from the source, so that a lazy import inside a
function counts too.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@cache
def imports(path: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """The import statements of a file, which is parsed once for all tests."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(node for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)))


def imported(path: Path) -> Iterator[str]:
    """The dotted names of the modules that a file imports."""
    for node in imports(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif node.level == 0 and node.module:
            yield node.module


def modules_below(folder: str) -> list[Path]:
    """The modules below a folder of the project, of which there must be some."""
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found, f"there are no modules in {folder}"
    return found


def offenders(folder: str, *forbidden: str, but: tuple[str, ...] = ()) -> list[str]:
    """Files below `folder` (leaving out those below one of `but`) that import something under one
    of `forbidden`.
    """
    assert all((ROOT / place).exists() for place in but), "a place that has moved forbids nothing"
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules_below(folder)
        if not path.relative_to(ROOT).as_posix().startswith(but or ("\0",))
        for name in imported(path)
        if name.split(".")[0] in forbidden or name in forbidden
    ]


def test_the_reference_imports_numpy_alone() -> None:
    allowed = set(sys.stdlib_module_names) | {"numpy", "reference"}
    assert [
        (path.name, name)
        for path in modules_below("reference")
        for name in imported(path)
        if name.split(".")[0] not in allowed
    ] == []


def test_exercises_import_the_reference_numpy_and_authoring_names() -> None:
    allowed = set(sys.stdlib_module_names) | {"numpy", "reference", "exercises"}
    assert [
        (path.name, name)
        for path in modules_below("exercises")
        for name in imported(path)
        if name.split(".")[0] not in allowed
        and name not in ("autograder", "autograder.data.answer_key")
    ] == []


def test_quizzes_import_no_autograder_and_no_course() -> None:
    assert offenders("quizzes", "autograder", "reference", "exercises") == []


def test_the_engine_never_names_the_course() -> None:
    assert offenders("autograder", "reference", "exercises", "lstm_lab") == []
    assert offenders("quizzes", "lstm_lab") == []
    course = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "autograder").rglob("*")
        if path.is_file() and path.suffix != ".pyc" and b"lstm" in path.read_bytes().lower()
    ]
    assert course == [], "a course says such things in its own files or in course.toml"


def test_the_tools_of_the_course_hold_nothing_of_it() -> None:
    assert offenders("lstm_lab", "reference", "exercises", "quizzes") == []


def test_only_the_command_line_imports_quizzes() -> None:
    assert (
        offenders("autograder", "quizzes", but=("autograder/cli.py", "autograder/commands/")) == []
    )


def test_notebook_formats_stay_under_notebooks() -> None:
    assert (
        offenders(
            "autograder",
            "nbformat",
            "nbgrader",
            "nbconvert",
            "jupytext",
            but=("autograder/notebooks/",),
        )
        == []
    )


def test_what_runs_beside_learners_code_imports_none_of_ours() -> None:
    assert (
        offenders(
            "autograder/sandbox/inside",
            "autograder",
            "quizzes",
            "reference",
            "exercises",
            "pydantic",
        )
        == []
    )


def of_ours(path: Path, modules: Mapping[str, Path]) -> set[str]:
    """The modules of ours that a file needs, also those for types alone or inside a function."""
    found: set[str] = set()
    for node in imports(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        else:
            package = ".".join(path.relative_to(ROOT).parts[: -node.level]) if node.level else ""
            start = ".".join(filter(None, (package, node.module)))
            found |= {
                name if (name := f"{start}.{alias.name}") in modules else start
                for alias in node.names
            }
    return found & modules.keys()


def test_no_two_modules_need_each_other() -> None:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for folder in ("autograder", "quizzes", "reference", "exercises", "lstm_lab", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
    }
    needs = {name: of_ours(path, modules) - {name} for name, path in modules.items()}
    assert needs["autograder.sandbox.inside.zygote"] >= {
        "autograder.sandbox.inside.seccomp",
        "autograder.sandbox.inside.session",
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


STAGES: Mapping[str, set[str]] = {
    "data": set(),
    "sandbox": {"data"},
    "submission": {"data"},
    "tracing": {"data"},
    "judge": {"data"},
    "course": {"data", "judge", "sandbox", "tracing"},
    "laboratory": {"data", "judge", "sandbox", "submission", "tracing"},
    "grade": {"data", "judge", "laboratory", "sandbox", "submission"},
    "batch": {"data", "grade", "judge", "sandbox", "submission"},
    "report": {"data", "judge", "submission"},
    "alike": {"data", "report"},
    "learner": {
        "course",
        "data",
        "grade",
        "judge",
        "laboratory",
        "report",
        "sandbox",
        "submission",
        "tracing",
    },
    "cluster": {"data", "sandbox"},
    "lms": {"data", "learner", "report", "submission"},
    "site": {"course", "learner", "submission"},
    "notebooks": {
        "batch",
        "course",
        "data",
        "grade",
        "judge",
        "learner",
        "report",
        "sandbox",
        "submission",
    },
}
"""What each stage of the autograder may import; commands and cli may import all."""


def stage_of(name: str) -> str:
    """The folder, or the module at the top, that a dotted name of ours belongs to."""
    return name.split(".")[1] if name.count(".") else ""


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_none_but_earlier_ones(stage: str) -> None:
    place = ROOT / "autograder" / stage
    files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    needs = {
        (path.relative_to(ROOT).as_posix(), stage_of(name))
        for path in files
        for name in imported(path)
        if name.split(".")[0] == "autograder"
    }
    assert files
    assert {(path, need) for path, need in needs if need not in {*STAGES[stage], stage}} == set()


NOTEBOOKS: Mapping[str, set[str]] = {
    "release": set(),
    "intake": set(),
    "quizzes": {"release", "intake"},
    "gradebook": {"release", "intake", "quizzes"},
}
"""What each folder of `autograder.notebooks` may import of the others."""


@pytest.mark.parametrize("folder", NOTEBOOKS)
def test_a_folder_of_notebooks_imports_none_but_earlier_ones(folder: str) -> None:
    files = sorted((ROOT / "autograder" / "notebooks" / folder).glob("*.py"))
    needs = {
        (path.name, name.split(".")[2])
        for path in files
        for name in imported(path)
        if name.startswith("autograder.notebooks.")
    }
    assert len(files) > 2
    allowed = {*NOTEBOOKS[folder], folder, "config", "nbgrader_app"}
    assert {(path, need) for path, need in needs if need not in allowed} == set()


def test_every_part_of_the_autograder_is_a_stage_or_a_command() -> None:
    parts = {
        path.stem if path.is_file() else path.name
        for path in (ROOT / "autograder").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert parts == {*STAGES, "__init__", "commands", "cli"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "autograder" / "judge").rglob("*.py")), ids=lambda path: path.stem
)
def test_judging_does_no_input_or_output(path: Path) -> None:
    assert {name.split(".")[0] for name in imported(path)} & {
        "os",
        "io",
        "pathlib",
        "subprocess",
        "socket",
        "sys",
        "logging",
    } == set()


def test_a_learners_check_loads_nothing_that_takes_long() -> None:
    heavy = ("nbformat", "nbgrader", "IPython", "jinja2", "pydantic", "ruamel")
    code = (
        "import sys, autograder.report.json, autograder.report.terminal\n"
        "from autograder import check\nfrom autograder.learner import check_file\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
