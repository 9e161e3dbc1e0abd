"""How our grading of a submission spends its time, part by part."""

from __future__ import annotations

import logging
import os
import resource
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from autograder.course.pair_files import PairFiles
from autograder.grade import mark
from autograder.notebooks.gradebook.direct.direct import DirectWay
from autograder.notebooks.gradebook.direct.page_rows import page_rows
from autograder.notebooks.gradebook.direct.page_writer import PageWriter
from autograder.notebooks.gradebook.direct.taken import Marked, Taken, take_marked
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.gradebook.recorder import Recorder
from autograder.sandbox import Sandbox
from autograder.submission.course_folder import CourseFolder

REPEATS = 3


@dataclass(frozen=True)
class Part:
    """One step, and its CPU seconds a submission. Those of the ``floor`` nobody can leave out."""

    name: str
    seconds: float
    floor: bool = False


class _Clock:
    """Adds up CPU time by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - began


def parts(folder: Path) -> list[Part]:
    """Grade the class in `folder` once more, step by step, and return what each step took."""
    logging.disable(logging.WARNING)
    course_folder = CourseFolder(folder.resolve())
    course = NbgraderCourse(course_folder, course_folder.load_keys())
    course.make_table()
    clock, forks = _Clock(), 0.0
    submissions = course.submitted_folders(None)
    pairs = PairFiles(course_folder.pairs, course_folder.origin).source()
    with closing(Recorder(course)) as recorder:
        way = DirectWay(course, recorder.engine, recorder.autograde)
        for number in range(REPEATS + 1):
            if number == 1:  # the first time loads what is kept
                clock.seconds.clear()
            taken: list[Taken] = []
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            with Sandbox(workers=1, allow_unsafe=True) as sandbox:
                for submitted in submissions:
                    key = course.keys[submitted.notebook]
                    with clock("reading"):
                        found = submitted.read(course.keys)
                    with clock("the trusted side of the sandbox"):
                        run = sandbox.run(found.job(key))
                    with clock("judging and explaining, what was run already"):
                        grade = mark(found, key, run, True, pairs)
                    marked = Marked(submitted, grade, "", f"{number}")
                    with clock("notebook, its folder and the JSON grade"):
                        released = way.released(submitted)
                        taken.append(take_marked(way.site, released, marked))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            if number:
                forks += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            with clock("rows"):
                for item in taken:
                    list(way.add(item))
                list(way.flush())
            _write_pages(clock, course, recorder, way)
    return _listed(clock, len(submissions) * REPEATS, forks, _writing(folder))


def _listed(clock: _Clock, count: int, forks: float, writing: float) -> list[Part]:
    """What each step took of one submission."""
    return [
        *(Part(name, seconds / count) for name, seconds in clock.seconds.items()),
        Part(
            "the fork and the learner's code, with a share of starting the sandbox",
            forks / count,
            True,
        ),
        Part("of notebook and page: nothing but writing the files", writing, True),
    ]


def _write_pages(clock: _Clock, course: NbgraderCourse, recorder: Recorder, way: DirectWay) -> None:
    submissions = course.submitted_folders(None)
    writer = PageWriter(way.site, course.app)
    first = submissions[0]
    learners = [submitted.learner for submitted in submissions]
    with Session(recorder.engine) as session, clock("reading rows for the page"):
        rows = page_rows(session, first.assignment, first.notebook, learners)
    released = way.released(first)
    assert released is not None
    assert writer.write(first, released, rows[first.learner])  # makes what all pages share
    for submitted in submissions:
        with clock("the page"):
            writer.write(submitted, released, rows[submitted.learner])


def _writing(folder: Path) -> float:
    """CPU seconds of nothing but writing the files of one submission."""
    learner = sorted((folder / "autograded").iterdir())[0].name
    texts = {
        path: path.read_bytes()
        for step in ("autograded", "feedback", "grades")
        for path in (folder / step).rglob("*")
        if path.is_file() and learner in str(path)
    }
    target = folder / "written"
    began = time.process_time()
    for number in range(20):
        for index, data in enumerate(texts.values()):
            place = target / str(number) / str(index)
            os.makedirs(place.parent, exist_ok=True)
            place.write_bytes(data)
    return (time.process_time() - began) / 20
