"""A class that is run in parts on several machines gets the marks that one machine gives."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.batch import GradingOptions
from autograder.cli import app
from autograder.cluster.parts import BadPart, Part, failed, recorded, recorder
from autograder.cluster.travel import pack_source, pack_tasks
from autograder.data.runs import Job, JobRun
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.sandbox import Level, Sandbox, UnsafeIsolation
from autograder.submission.course_folder import CourseFolder
from tests.cluster.test_travel import JOB, RUN, leaves
from tests.notebooks.both_ways import assert_equal
from tests.notebooks.sample_class import RIGHT, UNIT
from tests.notebooks.test_marks_that_count import submit


class Known:
    """A runner that does the same with every job."""

    def __init__(self, level: Level = "A", failure: str = "") -> None:
        self.level: Level = level
        self._failure = failure

    def run(self, job: Job) -> JobRun:
        if self._failure:
            return failed(job, self._failure, self.level)
        return JobRun(job.name, RUN.tasks, RUN.notes, RUN.text, self.level)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        return map(self.run, jobs)


def kept(path: Path, runner: Known, *jobs: Job) -> Path:
    with recorder(runner, path) as keeping:
        assert [run.name for run in keeping.run_many(jobs)] == [job.name for job in jobs]
        assert not path.exists(), "half a file looks like a whole one"
    return path


def test_every_submission_is_in_one_part() -> None:
    items = list(range(100))
    parts = [Part(number, 8).choose(items) for number in range(1, 9)]
    assert sorted(item for part in parts for item in part) == items
    assert {len(part) for part in parts} == {12, 13}


@pytest.mark.parametrize("text", ["", "2", "0/8", "9/8", "1/0", "-1/8", "a/b", "1/2/3", "½"])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(BadPart, match="2/8"):
        Part.read(text)


def test_what_a_job_did_is_known_elsewhere(tmp_path: Path) -> None:
    other = Job("bob", JOB.chunks[1:], JOB.tasks)
    paths = [
        kept(tmp_path / "1.zip", Known(), JOB),
        kept(tmp_path / "2.zip", Known("B"), Job("eve", (), ())),
    ]
    with recorded(paths) as runner:
        assert runner.level == "B"
        assert runner.has(JOB)
        assert not runner.has(other)
        assert repr(runner.run(JOB)) == repr(RUN)
        assert [run.failure for run in runner.run_many([other])] == [
            "what it does is in none of the parts"
        ]


def test_a_fault_of_the_grader_is_not_kept(tmp_path: Path) -> None:
    with recorded([kept(tmp_path / "1.zip", Known(failure="broken"), JOB)]) as runner:
        assert not runner.has(JOB)


def test_a_part_of_a_machine_that_isolates_too_little(tmp_path: Path) -> None:
    path = kept(tmp_path / "1.zip", Known("C"), JOB)
    with pytest.raises(UnsafeIsolation, match="level C"), recorded([path]):
        pass
    with recorded([path], allow_unsafe=True) as runner:
        assert runner.run(JOB).isolation == "C"
    with zipfile.ZipFile(path, "a") as file:
        file.comment = b"gatewise-runs 1 A"  # it claims to be better than its runs are
    with recorded([path]) as runner:
        assert "isolation level C" in runner.run(JOB).failure


def test_damaged_files_are_named(tmp_path: Path) -> None:
    text, empty = tmp_path / "text.zip", tmp_path / "empty.zip"
    text.write_text("no zip")
    with zipfile.ZipFile(empty, "w"):
        pass
    for path in (text, empty, tmp_path / "missing.zip"):
        with pytest.raises(BadPart, match=path.name), recorded([path]):
            pass
    path = kept(tmp_path / "1.zip", Known(), JOB)
    data = bytearray(path.read_bytes())
    data[80] ^= 0xFF
    path.write_bytes(data)
    with recorded([path]) as runner:
        assert "is damaged" in runner.run(JOB).failure


class Seen:
    """A runner that notes what it would send."""

    def __init__(self, sandbox: Sandbox, sent: list[bytes]) -> None:
        self._sandbox, self._sent = sandbox, sent
        self.level: Level = sandbox.level

    def run(self, job: Job) -> JobRun:
        self._sent += [pack_source(job), pack_tasks(job.tasks)]
        return self._sandbox.run(job)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        return map(self.run, jobs)


def test_no_expected_value_is_in_what_a_whole_grading_sends(submitted: CourseFolder) -> None:
    """Also not where a wrong exercise is run again, recorded or with changes."""
    sent: list[bytes] = []

    @contextmanager
    def runner() -> Iterator[Seen]:
        with Sandbox() as sandbox:
            yield Seen(sandbox, sent)

    shutil.rmtree(submitted.root / "submitted" / "fay")
    results = grade_course(submitted.root, options=GradingOptions(runner=runner))
    assert len(results) == 6
    assert len(sent) > 2 * 6, "wrong exercises are looked at more closely"
    key = submitted.load_keys()[UNIT]
    hidden = {
        leaf
        for exercise in key.exercises
        for case in exercise.cases
        for leaf in leaves(case.expected)
    }
    assert len(hidden) > 20
    assert not [leaf for leaf in hidden for data in sent if leaf in data]


def run(course: Path, *arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["course", arguments[0], str(course), *arguments[1:]])
    assert done.exit_code == status, done.output
    return done.output


@pytest.mark.slow
def test_parts_of_two_machines_make_the_gradebook_of_one(
    submitted: CourseFolder, tmp_path: Path
) -> None:
    calm = shutil.copytree(submitted.root, tmp_path / "calm")
    grade_course(calm, options=GradingOptions(feedback=True))
    parts = []
    for number in (1, 2):
        machine = shutil.copytree(submitted.root, tmp_path / f"machine{number}")
        (machine / "gradebook.db").unlink()
        parts.append(str(tmp_path / f"part-{number}-of-2.zip"))
        said = run(machine, "grade", "--part", f"{number}/2", "--out", parts[-1])
        assert "gatewise course merge" in said
        assert not (machine / "gradebook.db").exists()
    submit(submitted, "new", RIGHT | {"sigmoid": RIGHT["sigmoid"] + "# mine"})
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(Sandbox, "__enter__")  # nothing may be run
        said = run(submitted.root, "merge", *parts, "--feedback", status=1)
    assert "new, gates: in none of these files" in said
    shutil.rmtree(submitted.root / "submitted" / "new")
    assert_equal(calm, submitted.root)
    said = run(submitted.root, "grade", status=1)  # gus needs a person
    assert "7 of 7 had not changed" in said


def test_options_that_do_not_go_together(submitted: CourseFolder, tmp_path: Path) -> None:
    out = str(tmp_path / "x.zip")
    assert "2/8" in run(submitted.root, "grade", "--part", "two", status=2)
    assert "--regrade" in run(submitted.root, "grade", "--part", "1/2", "--regrade", status=2)
    assert "--part" in run(submitted.root, "grade", "--out", out, status=2)
    assert "x.zip" in run(submitted.root, "merge", out, status=2)
