"""Files of an LMS, written by us in the formats that docs/lms.md names."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from autograder.lms.cells import CsvFile, read_csv
from autograder.lms.roster import Person, Roster
from autograder.report.counted import CountedMarks

PARTICIPANTS = """\ufeff"First name","Last name","Email address",Groups,Roles
Ada,Lovelace,ada@uni.example,,Student
"Grace Brewster",Hopper,grace@uni.example,A,Student
Zoë,O'Brien,zoe@uni.example,,Student
Tea,Cher,tea@uni.example,,Teacher
"""
"""Moodle's list of participants."""

GRADEBOOK = '''\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,\
gates (4711),Week 2 (4712),Final Score
,,,,,,Manual Posting,
    Points Possible,,,,,10.0,8.0,(read only)
"Lovelace, Ada",501,S1,ada@uni.example,LSTM,,,
"Hopper, Grace Brewster",502,S2,grace@uni.example,"LSTM, ""B""",3.0,,30
"O'Brien, Zoë",503,S3,zoe@uni.example,LSTM,,,
"Student, Test",999,,abc123,LSTM,,,
'''.replace("\n", "\r\n")
"""The gradebook that Canvas exports: a row about posting, one of points, and its test student."""

WORKSHEET = '''Identifier,"Full name","Email address",Status,Grade,"Maximum grade",\
"Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 101","Ada Lovelace",ada@uni.example,Submitted,,10.00,Yes,\
"Thursday, 26 November 2026, 10:00 AM",-,
"Participant 102","Grace Brewster Hopper",grace@uni.example,Submitted,,10.00,Yes,\
"Friday, 27 November 2026, 9:00 AM",-,
"Participant 103","Zoë O'Brien",zoe@uni.example,Submitted,,10.00,Yes,\
"Thursday, 26 November 2026, 10:00 AM",-,"line 1
line ""2"""
'''
"""The grading worksheet of Moodle. Its file ends in a cell with two lines."""

CLASS = Roster(
    (
        Person("ada", "Ada Lovelace", "ada@uni.example", "501"),
        Person("grace", "Grace Brewster Hopper", "grace@uni.example", "502"),
        Person("zoe", "Zoë O'Brien", "zoe@uni.example", "503"),
    )
)


def csv_file(text: str) -> CsvFile:
    return read_csv(text.encode(), "sample.csv")


def marks(**scores: float | None) -> dict[str, CountedMarks]:
    """The marks of some learners, out of ten."""
    return {learner: CountedMarks(score, 10.0) for learner, score in scores.items()}


def write_zip(
    path: Path,
    files: Mapping[str, bytes],
    times: Mapping[str, tuple[int, int, int, int, int, int]] | None = None,
) -> Path:
    """A zip with these files, at the times that are given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            time = (times or {}).get(name, (2026, 11, 26, 10, 0, 0))
            info = zipfile.ZipInfo(name, time)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return path


def there(folder: Path) -> dict[str, bytes]:
    submitted = folder / "submitted"
    return {
        str(path.relative_to(submitted)): path.read_bytes()
        for path in sorted(submitted.rglob("*"))
        if path.is_file()
    }
