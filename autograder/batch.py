"""Grade a list of files: each ends with a grade or with a problem that a person is told about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.grade import grade_many
from autograder.judge.pairs import PairSource
from autograder.sandbox import Sandbox
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import Submission, UnreadableSubmission, read_submission


@dataclass(frozen=True)
class Graded:
    """What became of one file: its grades (one a unit), or the problem that kept it from being
    read.
    """

    path: Path
    name: str
    grades: tuple[Grade, ...] = ()
    problem: str = ""
    isolation: str = ""


def grade_files(
    paths: Sequence[Path],
    keys: Mapping[str, AnswerKey],
    folder: CourseFolder | None = None,
    unit: str | None = None,
    jobs: int | None = None,
    follow_through: bool = True,
    allow_unsafe: bool = False,
    pairs: PairSource | None = None,
) -> Iterator[Graded]:
    """Grade files on all workers and yield the results in the order of `paths`, each as soon as
    those before it are done.

    Raises `PermissionError` when this machine cannot isolate and `allow_unsafe` is not given.
    """
    expected: dict[int, int] = {}
    grades: dict[int, dict[str, Grade]] = {}
    problems: dict[int, str] = {}

    def submissions() -> Iterator[tuple[tuple[int, str], Submission]]:
        for number, path in enumerate(paths):
            name = (folder.learner_of(path) if folder else None) or str(path)
            try:
                found = read_submission(path, keys, unit, name)
            except UnreadableSubmission as error:
                problems[number] = str(error)
                continue
            expected[number] = len(found)
            for submission in found:
                yield (number, submission.unit), submission

    with Sandbox(workers=jobs, allow_unsafe=allow_unsafe) as sandbox:
        done = 0
        for (number, slug), grade in grade_many(
            submissions(), keys, sandbox, follow_through, pairs
        ):
            grades.setdefault(number, {})[slug] = grade
            while done in problems or (
                done in expected and len(grades.get(done, {})) == expected[done]
            ):
                yield _graded(
                    paths[done],
                    folder,
                    keys,
                    grades.pop(done, {}),
                    problems.get(done, ""),
                    sandbox.level,
                )
                done += 1
        for number in range(done, len(paths)):
            yield _graded(
                paths[number],
                folder,
                keys,
                grades.pop(number, {}),
                problems.get(number, ""),
                sandbox.level,
            )


def _graded(
    path: Path,
    folder: CourseFolder | None,
    keys: Mapping[str, AnswerKey],
    grades: dict[str, Grade],
    problem: str,
    isolation: str,
) -> Graded:
    name = (folder.learner_of(path) if folder else None) or str(path)
    return Graded(
        path, name, tuple(grades[unit] for unit in keys if unit in grades), problem, isolation
    )
