"""A list of files: results in the order of the files, whichever is done first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from autograder import batch
from autograder.batch import GradingOptions, NamedFile, grade_files
from autograder.data.answer_key import AnswerKey
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Job, JobRun
from tests.judge.made import VALUES, exercise, known, ran, returned

GATE = Identity("gate-wrong", "g")
KEYS = {
    "first": AnswerKey("first", "First", (exercise(slug="f"),), ()),
    "second": AnswerKey(
        "second",
        "Second",
        (
            exercise(slug="g", signatures=(Signature((GATE,), returned(VALUES + 1)),)),
            exercise(
                slug="h",
                builds_on=("g",),
                signatures=(Signature((GATE,), returned(VALUES + 1)),),
            ),
        ),
        (known(GATE),),
    ),
}


class Box:
    """Stands in for the sandbox: what a function returns depends on its source alone."""

    level = "B"
    made: ClassVar[list[dict[str, Any]]] = []
    order: ClassVar[list[str]] = []

    def __init__(self, **options: Any) -> None:
        self.made.append(options)

    def __enter__(self) -> Box:
        return self

    def __exit__(self, *error: object) -> None:
        self.order.append("closed")

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        """The last job first."""
        yield from map(self.run, reversed(list(jobs)))

    def run(self, job: Job) -> JobRun:
        value = VALUES if "right" in job.chunks[0].source else VALUES + 1
        self.order.append(job.chunks[0].name)
        return JobRun(
            job.name, tuple(ran(returned(value), task.slug) for task in job.tasks), isolation="B"
        )


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> type[Box]:
    """The sandbox that `grade_files` makes."""
    monkeypatch.setattr(Box, "made", [])
    monkeypatch.setattr(Box, "order", [])
    monkeypatch.setattr(batch, "Sandbox", Box)
    return Box


def files(folder: Path, **texts: str) -> list[NamedFile]:
    """Python files with these texts, in their order."""
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return [NamedFile(name, folder / f"{name}.py") for name in texts]


F = "def f(x): return 'right'\n"
WRONG = "def f(x): return 1\n"
BOTH = "def g(x): return 'right'\ndef h(x): pass\ndef f(x): pass\n"


def test_results_come_in_the_order_of_the_files(tmp_path: Path, box: type[Box]) -> None:
    found = list(grade_files(files(tmp_path, a=F, b="x = 1\n", c=WRONG, d=F, e="y = 1\n"), KEYS))
    assert [item.name for item in found] == ["a", "b", "c", "d", "e"]
    assert [[grade.score for grade in item.grades] for item in found] == [[1], [], [0], [1], []]
    assert [bool(item.problem) for item in found] == [False, True, False, False, True]
    assert {item.isolation for item in found} == {"B"}
    assert [item.grades[0].submission for item in found if item.grades] == ["a", "c", "d"]


def test_a_file_of_several_units_has_a_grade_for_each_in_the_order_of_the_course(
    tmp_path: Path, box: type[Box]
) -> None:
    (item,) = grade_files(files(tmp_path, both=BOTH), KEYS)
    assert [(grade.unit, grade.score) for grade in item.grades] == [("first", 1), ("second", 2)]
    (item,) = grade_files(files(tmp_path, both=BOTH), KEYS, unit="second")
    assert [grade.unit for grade in item.grades] == ["second"]


def test_problems_alone_need_no_grade(tmp_path: Path, box: type[Box]) -> None:
    missing = [NamedFile("ada", tmp_path / "none.py"), NamedFile("ben", tmp_path / "none.txt")]
    first, second = grade_files(missing, KEYS)
    assert (first.name, second.name) == ("ada", "ben")
    assert "none.py" in first.problem
    assert (first.grades, second.grades) == ((), ())
    assert list(grade_files([], KEYS)) == []


def test_a_result_is_there_as_soon_as_those_before_it_are_done(
    tmp_path: Path, box: type[Box], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second of four files is done first, and then they come one at a time."""
    paths = files(tmp_path, a=F, b=F, c=F, d=F)

    def out_of_order(self: Box, jobs: Iterable[Job]) -> Iterator[JobRun]:
        listed = list(jobs)
        yield from map(self.run, (listed[index] for index in (1, 0, 2, 3)))

    monkeypatch.setattr(box, "run_many", out_of_order)
    results = grade_files(paths, KEYS)
    assert next(results).name == "a"
    assert len(box.order) == 2
    assert next(results).name == "b"
    assert len(box.order) == 2
    assert next(results).name == "c"
    assert len(box.order) == 3
    assert [item.name for item in results] == ["d"]
    assert box.order[-1] == "closed"


def test_a_file_of_two_units_waits_for_both(
    tmp_path: Path, box: type[Box], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path, a=BOTH, b=F)

    def in_order(self: Box, jobs: Iterable[Job]) -> Iterator[JobRun]:
        yield from map(self.run, jobs)

    monkeypatch.setattr(box, "run_many", in_order)
    results = grade_files(paths, KEYS)
    assert len(next(results).grades) == 2
    assert len(box.order) == 2
    assert [len(item.grades) for item in results] == [1]


def test_a_problem_is_reported_as_soon_as_the_files_before_it_are_done(
    tmp_path: Path, box: type[Box], monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path, a=F, b="x = 1\n", c=F)

    def in_order(self: Box, jobs: Iterable[Job]) -> Iterator[JobRun]:
        yield from map(self.run, list(jobs))

    monkeypatch.setattr(box, "run_many", in_order)
    results = grade_files(paths, KEYS)
    assert [next(results).name for _ in range(2)] == ["a", "b"]
    assert len(box.order) == 1
    assert next(results).grades[0].score == 1


def test_the_same_file_twice_is_graded_twice(tmp_path: Path, box: type[Box]) -> None:
    (file,) = files(tmp_path, a=F)
    found = list(grade_files([file, file], KEYS))
    assert [[grade.score for grade in item.grades] for item in found] == [[1], [1]]


def test_options_reach_the_sandbox(tmp_path: Path, box: type[Box]) -> None:
    paths = files(tmp_path, a=F)
    list(grade_files(paths, KEYS))
    list(grade_files(paths, KEYS, options=GradingOptions(jobs=3, allow_unsafe=True)))
    assert box.made == [
        {"workers": None, "allow_unsafe": False},
        {"workers": 3, "allow_unsafe": True},
    ]


def test_options_reach_the_marks(tmp_path: Path, box: type[Box]) -> None:
    paths = files(tmp_path, a="def g(x): pass\ndef h(x): pass\n")
    (given,) = grade_files(paths, KEYS)
    assert given.grades[0].score == 1
    (strict,) = grade_files(paths, KEYS, options=GradingOptions(follow_through=False))
    assert strict.grades[0].score == 0

    asked: list[str] = []

    class Pairs:
        def matching(self, key: Any, run: Any, among: Any = None) -> tuple[Signature, ...]:
            asked.append(key.slug)
            return ()

    list(grade_files(files(tmp_path, a=WRONG), KEYS, pairs=Pairs()))
    assert asked == ["f"]


def test_what_has_not_changed_is_graded_again_only_when_asked() -> None:
    assert GradingOptions() == GradingOptions(None, False, True, False)
