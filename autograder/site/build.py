"""Make the site of a course: static files for any web server."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from autograder.course.kit_pairs import SUFFIX as PAIRS
from autograder.course.questions import QUESTIONS
from autograder.learner.keys import INSTALLED, NoPublicKey
from autograder.learner.keys import SUFFIX as KEY
from autograder.learner.work import kit_facts
from autograder.site.jupyterlite import WHEELS, Lite, SiteError, build, pyodide_version
from autograder.site.lesson import Lesson, read_lesson
from autograder.site.pages import Pages
from autograder.site.pyodide import Pyodide, read_pyodide
from autograder.site.wheels import data_wheel, packed_wheel
from autograder.submission.course_folder import CourseFolder, NotACourse

MARK = ".gatewise-site"
"""The file by which we know a folder that we made, and may replace."""
PACKED = ("comm", "ipywidgets")
"""What explorer and experiment need as well, of what Pyodide does not have."""
FILES = "files"
"""The folder of the site with what the notebooks can show; its name is JupyterLite's."""
QUIZ = f"{FILES}/quiz"
"""The folder of the site with the pages of questions (`quizzes.surfaces.frame`)."""
KEYS = (f"*{KEY}", f"*{PAIRS}")
"""The names of what `check` needs of a unit."""
ICONS = (
    "favicon.ico",
    "static/favicons/favicon-notebook.ico",
    "static/favicons/favicon-busy-1.ico",
)
"""What browsers and JupyterLite ask for, and JupyterLite's build does not make."""

WriteQuizzes = Callable[[Path, Sequence[str]], Mapping[str, str]]
"""Writes the pages of these topics into a new folder, and returns the titles of those it wrote."""


@dataclass(frozen=True)
class Site:
    """A site that was made: its folder, its units, and the size of all files in bytes."""

    folder: Path
    units: tuple[str, ...]
    size: int
    pyodide: str
    offline: bool


def build_site(
    course: CourseFolder,
    target: Path,
    write_quizzes: WriteQuizzes,
    pyodide: Path | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> Site:
    """Make the site of a course from its kit, and from nothing else of it.

    Parameters
    ----------
    course
        The course.
    target
        The folder for the site: a new or empty one, or an earlier site, which is replaced once the
        new one is whole.
    write_quizzes
        What writes the pages of questions.
    pyodide
        A folder with Pyodide, which the site then holds. Without it, browsers load Pyodide from
        where JupyterLite takes it.
    progress
        Called with each step, in a few words.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When the folder is no course, or its kit is not whole.
    autograder.site.pyodide.BadPyodide
        When the folder with Pyodide does not fit.
    autograder.site.jupyterlite.SiteError
        When the folder for the site is in use, or JupyterLite cannot be built.
    """
    refuse_used(target)
    wanted = pyodide_version()
    own = read_pyodide(pyodide, wanted) if pyodide is not None else None
    title, units = _kit(course)
    lessons = tuple(read_lesson(course.kit / unit / f"{unit}.ipynb") for unit in units)
    with tempfile.TemporaryDirectory(prefix="gatewise-site-") as work:
        lite = Lite(Path(work) / "lite", title, offline=own is not None)
        _fill(lite, course.kit, units)
        progress("Building JupyterLite with the notebooks")
        made = Path(work) / "site"
        build(lite, made)
        if own is not None:
            progress(f"Copying Pyodide {own.version}")
            own.copy_to(made / "static" / "pyodide")
        progress("Writing the pages to read")
        _write_pages(made, course.kit, title, lessons, write_quizzes, own)
        size = sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(made, target)
    return Site(target, units, size, own.version if own else wanted, own is not None)


def refuse_used(target: Path) -> None:
    """Raise `SiteError` for a folder that holds something other than an earlier site."""
    if target.exists() and not target.is_dir():
        raise SiteError(f"{target} is a file; a site needs a folder. Give another name to --out.")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise SiteError(
            f"{target} holds files that are no site of Gatewise, and nothing is overwritten. Give"
            " a new folder to --out."
        )


def _kit(course: CourseFolder) -> tuple[str, tuple[str, ...]]:
    """The title and the units of a course's kit. Raises `NotACourse` where it is not whole."""
    if not course.unit_order_path().is_file():
        raise NotACourse(
            f"{course.root} is not a course of Gatewise: it has no answer keys in secrets/keys. "
            "Make a course with `gatewise course new DIR`."
        )
    again = f"Make the kit again with `gatewise course new {course.root} --update`."
    try:
        readme = (course.kit / "README.md").read_text(encoding="utf-8")
        if not any(course.kit.glob("*/*.key")):  # or those of a folder above would do
            raise NoPublicKey(f"no keys in {course.kit}")
        units = kit_facts(course.kit).units
    except (OSError, NoPublicKey) as error:
        raise NotACourse(f"the learners' kit in {course.kit} cannot be read. {again}") from error
    if not units:
        raise NotACourse(f"the learners' kit in {course.kit} lists no units. {again}")
    needed = [course.kit / unit / f"{unit}.ipynb" for unit in units]
    missing = [str(path.relative_to(course.root)) for path in needed if not path.is_file()]
    if missing or not list(course.kit.glob("*.whl")):
        missing = missing or ["kit/*.whl"]
        raise NotACourse(f"the learners' kit has no {', no '.join(missing)}. {again}")
    return readme.partition("\n")[0].lstrip("# ").strip() or "Gatewise", units


def _fill(lite: Lite, kit: Path, units: Sequence[str]) -> None:
    """Copy notebooks, figures and wheels to where JupyterLite finds them.

    All units share one folder, because JupyterLite makes folders a part of the name of the file
    that a learner downloads. The keys and pairs become a wheel. Left out are the exercises as
    Python files, because no editor in the browser checks them, and the files of questions, which
    become pages.
    """
    contents, wheels = lite.folder / "contents", lite.folder / WHEELS
    wheels.mkdir(parents=True)
    for unit in units:
        for path in _files(kit / unit, ("*.py", QUESTIONS, *KEYS)):
            place = contents / path.relative_to(kit / unit)
            if place.exists() and place.read_bytes() != path.read_bytes():
                raise SiteError(
                    f"two units have a file {path.relative_to(kit / unit)}, and a site keeps all"
                    f" units in one folder. Give that of unit {unit} another name."
                )
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    keys = [path for pattern in KEYS for path in sorted(kit.glob(f"*/{pattern}"))]
    chosen = {path.name: path.read_bytes() for path in keys if path.parent.name in units}
    data_wheel(INSTALLED.name, chosen, wheels)
    for wheel in kit.glob("*.whl"):
        shutil.copyfile(wheel, wheels / wheel.name)
    for package in PACKED:
        packed_wheel(package, wheels)


def _files(folder: Path, left_out: Sequence[str]) -> list[Path]:
    """The files below a folder, without hidden ones and what a pattern leaves out."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(
            fnmatch(part, pattern)
            for part in path.relative_to(folder).parts
            for pattern in (".*", *left_out)
        )
    ]


def _write_pages(
    site: Path,
    kit: Path,
    title: str,
    lessons: Sequence[Lesson],
    write_quizzes: WriteQuizzes,
    own: Pyodide | None,
) -> None:
    topics = list(dict.fromkeys(topic for lesson in lessons for topic in lesson.topics))
    (site / QUIZ).mkdir(parents=True)
    quizzes = write_quizzes(site / QUIZ, topics)
    for lesson in lessons:
        for path in _files(kit / lesson.unit, (QUESTIONS, "*.py", "*.ipynb", *KEYS)):
            place = site / "lessons" / lesson.unit / path.relative_to(kit / lesson.unit)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    for icon in ICONS:
        (site / icon).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / "lab" / "favicon.ico", site / icon)
    Pages(title, lessons, quizzes, own is not None).write(site)
    (site / MARK).write_text("Made by `gatewise course site`, which may replace this folder.\n")
    (site / ".nojekyll").touch()  # GitHub Pages then leaves the files as they are
