"""Make the files with which Gradescope and Classroom 50 run the grader.

The wheel of Gatewise travels with them. Gradescope's machine gets the full key of one unit and the
course's code, which works out two misconceptions at once, and neither the course's secret nor the
key of another unit. Classroom 50 gets the public key.
"""

from __future__ import annotations

import shutil
import zipfile
from importlib.resources import files
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.learner.keys import SUFFIX
from autograder.lms.visibility import Visibility
from autograder.submission.course_folder import CourseFolder

CODE = ("reference", "exercises")
"""The folders of a course's code."""
_SCRIPTS = files("autograder.lms") / "scripts"


def gradescope_zip(
    course: CourseFolder, key: AnswerKey, wheel: Path, visibility: Visibility, target: Path
) -> Path:
    """Write the zip that is uploaded under “Configure Autograder”.

    Parameters
    ----------
    course
        The course.
    key
        The full answer key of the unit.
    wheel
        The wheel of Gatewise.
    visibility
        When learners see the result.
    target
        The zip to write; its path is returned.
    """
    run = (_SCRIPTS / "run_autograder").read_text(encoding="utf-8")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "setup.sh", (_SCRIPTS / "setup.sh").read_bytes(), executable=True)
        text = run.replace("VISIBILITY", visibility.value)
        _add(archive, "run_autograder", text.encode("utf-8"), executable=True)
        _add(archive, f"course/secrets/keys/{key.unit}.key", key.to_bytes())
        _add(archive, "course/secrets/keys/order", f"{key.unit}\n".encode())
        for path in course_code(course.origin):
            _add(archive, f"course/{path.relative_to(course.origin)}", path.read_bytes())
        _add(archive, wheel.name, wheel.read_bytes())
    return target


def course_code(root: Path) -> list[Path]:
    """The modules of a course: its reference, exercises and misconceptions."""
    return sorted(path for name in CODE for path in (root / name).rglob("*.py"))


def classroom_folder(key: AnswerKey, wheel: Path, target: Path) -> Path:
    """Write what goes into ``CLASSROOM/autograders/ASSIGNMENT/``.

    Parameters
    ----------
    key
        The answer key of the unit, of which only the public part is written.
    wheel
        The wheel of Gatewise.
    target
        The folder to write; its path is returned.
    """
    target.mkdir(parents=True, exist_ok=True)
    script = (_SCRIPTS / "classroom_autograder.py").read_bytes()
    (target / "autograder.py").write_bytes(script)
    key.public().save(target / f"{key.unit}{SUFFIX}")
    shutil.copyfile(wheel, target / wheel.name)
    return target


def _add(archive: zipfile.ZipFile, name: str, data: bytes, executable: bool = False) -> None:
    """Add a file that its owner alone may read, and run where it is `executable`."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (0o100700 if executable else 0o100600) << 16
    archive.writestr(info, data)
