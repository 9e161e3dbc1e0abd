"""The questions themselves: a folder enters; YAML files and files of drawn numbers leave as paths.

The nearest questions count: those of the kit that a folder belongs to, else those of the course
that it belongs to, else those of the clone that this package comes from. An installed package has
none: questions belong to a course, and come with its kit.
"""

from pathlib import Path

BANK = Path(__file__).parent
"""The bank of this clone: the folders `practice/` and `graded/`, which no wheel holds."""

PRACTICE = Path("quizzes", "bank", "practice")
"""Where the practice questions of a course are, below its root."""

QUESTIONS = "quiz-questions"
"""The folder with questions in a kit, and in each unit's folder."""

NUMBERS = "drawn.json"
"""The file with drawn numbers beside questions, for places without a reference."""

DRAWN = BANK / "practice" / NUMBERS
"""Numbers of the practice bank's computed questions, drawn with the reference at hand."""

_ABOVE = 3
"""How many folders above are looked at for a kit or a course."""


def practice_files(start: Path | None = None) -> list[Path]:
    """Return the YAML files of the nearest practice questions, by name.

    Parameters
    ----------
    start
        Where to look first; the folder in which the program runs without it.
    """
    found: dict[str, Path] = {}
    for folder in _nearest(start):
        for file in sorted(folder.glob("*.yaml")):
            found.setdefault(file.name, file)
    return [found[name] for name in sorted(found)]


def number_files(start: Path | None = None) -> list[Path]:
    """Return the files of drawn numbers that belong to `practice_files`, the nearest first."""
    files = [folder / NUMBERS for folder in _nearest(start)]
    return [file for file in files if file.is_file()]


def bank_files(root: Path | None = None) -> list[Path]:
    """Return every YAML file of a course's bank: practice, and graded samples where there are any.

    Parameters
    ----------
    root
        The course's root; the nearest practice questions without it.
    """
    if root is not None:
        practice = root / PRACTICE
        return [*sorted(practice.glob("*.yaml")), *sorted(practice.parent.glob("graded/*.yaml"))]
    files = practice_files()
    graded = {file.parent.with_name("graded") for file in files}
    return [*files, *(file for folder in sorted(graded) for file in sorted(folder.glob("*.yaml")))]


def _nearest(start: Path | None) -> list[Path]:
    """Return the folders that hold the nearest questions."""
    here = (start or Path.cwd()).resolve()
    if _has_topics(here / PRACTICE):
        return [here / PRACTICE]  # a class made inside a course has the same questions
    above = [here, *here.parents[:_ABOVE]]
    in_a_kit = [place / QUESTIONS for place in above if _has_topics(place / QUESTIONS)]
    in_a_kit += _of_units(here) if not in_a_kit else []
    in_a_course = [place / PRACTICE for place in above if _has_topics(place / PRACTICE)][:1]
    return in_a_kit or in_a_course or [BANK / "practice"]


def _of_units(here: Path) -> list[Path]:
    below = [*here.glob(f"*/{QUESTIONS}"), *here.glob(f"*/*/{QUESTIONS}")]
    return [folder for folder in sorted(below) if _has_topics(folder)]


def _has_topics(folder: Path) -> bool:
    return any(folder.glob("*.yaml"))


__all__ = [
    "BANK",
    "DRAWN",
    "NUMBERS",
    "PRACTICE",
    "QUESTIONS",
    "bank_files",
    "number_files",
    "practice_files",
]
