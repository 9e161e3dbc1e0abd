"""Submissions of an exercise that were wrong and not named, those with equal results together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.course.drafts import wrong_version
from autograder.course.suggest import same_as
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Job, Run
from autograder.grade import mark
from autograder.judge.compare import compare
from autograder.judge.messages import seen
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission, UnreadableSubmission, read_submission

KINDS = (".py", ".ipynb")
"""The files that are read of a folder of submissions."""


@dataclass
class UnnamedGroup:
    """Wrong functions that did the same in every case.

    Parameters
    ----------
    signature
        What they did.
    evidence
        What is seen of it in a visible case; empty where only hidden cases show it.
    files
        The submissions.
    draft
        The source of a function ``wrong``, from the shortest of them.
    """

    signature: Signature
    evidence: str
    files: list[Path] = field(default_factory=list)
    draft: str = ""


@dataclass(frozen=True)
class Unnamed:
    """What was found in a folder of submissions.

    Parameters
    ----------
    groups
        The largest first.
    wrong
        How many submissions have a wrong function, named or not.
    unreadable
        How many files could not be read.
    """

    groups: tuple[UnnamedGroup, ...]
    wrong: int
    unreadable: int


def unnamed(
    files: Sequence[Path], key: AnswerKey, slug: str, allow_unsafe: bool = False
) -> Unnamed:
    """Run submissions, and group those whose mistake in an exercise has no name.

    Parameters
    ----------
    files
        Notebooks and Python files.
    key
        The answer key of the exercise's unit.
    slug
        The exercise.
    allow_unsafe
        Run them although this machine isolates them only by limits.

    Raises
    ------
    PermissionError
        This machine cannot isolate submissions and `allow_unsafe` is not given.
    """
    exercise = key.exercise(slug)
    assert exercise is not None, slug
    submissions: dict[str, tuple[Path, Submission]] = {}
    unreadable: list[Path] = []
    groups: list[UnnamedGroup] = []
    wrong = 0
    with Sandbox(allow_unsafe=allow_unsafe) as sandbox:
        for run in sandbox.run_many(_jobs(files, key, submissions, unreadable)):
            path, submission = submissions.pop(run.name)
            result = mark(submission, key, run).exercises[key.exercises.index(exercise)]
            task = next(task for task in run.tasks if task.slug == slug)
            if result.status not in ("wrong", "raised") or task.found != "defined":
                continue
            wrong += 1
            if result.diagnosis is not None and not result.diagnosis.identities:
                _add(groups, exercise, task.runs, path, submission)
    for group in groups:
        group.files.sort()
    groups.sort(key=lambda group: (-len(group.files), group.files))
    return Unnamed(tuple(groups), wrong, len(unreadable))


def submission_files(folder: Path) -> list[Path]:
    """The notebooks and Python files below a folder, or the file itself."""
    if folder.is_file():
        return [folder]
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in KINDS and path.is_file() and ".ipynb_checkpoints" not in path.parts
    )


def _jobs(
    files: Iterable[Path],
    key: AnswerKey,
    submissions: dict[str, tuple[Path, Submission]],
    unreadable: list[Path],
) -> Iterator[Job]:
    keys: Mapping[str, AnswerKey] = {key.unit: key}
    for number, path in enumerate(files):
        try:
            found = read_submission(path, keys, None, str(path))
        except UnreadableSubmission:
            unreadable.append(path)
            continue
        for submission in found:
            submissions[str(number)] = path, submission
            yield replace(submission.job(key), name=str(number))


def _add(
    groups: list[UnnamedGroup],
    exercise: ExerciseKey,
    runs: Sequence[Run],
    path: Path,
    submission: Submission,
) -> None:
    """Put one submission into the group that does the same, or into one of its own."""
    group = next((group for group in groups if same_as(group.signature, runs, exercise)), None)
    if group is None:
        group = _new_group(exercise, runs, len(groups))
        groups.append(group)
    group.files.append(path)
    source = _draft(submission, exercise.slug)
    if source and (not group.draft or len(source) < len(group.draft)):
        group.draft = source


def _new_group(exercise: ExerciseKey, runs: Sequence[Run], number: int) -> UnnamedGroup:
    wrong: list[Run | None] = []
    evidence = ""
    for case, run in zip(exercise.cases, runs, strict=True):
        difference = compare(case, run, exercise.tolerance, exercise.returns)
        wrong.append(run if difference else None)
        if difference and case.visible and not evidence:
            evidence = seen(case, difference)
    identity = Identity(f"submissions-{number}", exercise.slug)
    return UnnamedGroup(Signature((identity,), tuple(wrong)), evidence)


def _draft(submission: Submission, slug: str) -> str:
    """The function of a submission as ``wrong``; empty where its source cannot be read."""
    for chunk in reversed(submission.chunks):
        try:
            return wrong_version(chunk.source, slug)
        except (KeyError, SyntaxError, ValueError):
            continue
    return ""
