"""Read an ``.ipynb`` or a ``.py`` file into submissions: chunks of source that the sandbox can run.

Learners' source is parsed and run in the sandbox only. This side reads JSON and the ids of cells,
and searches for the names that a file defines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.data.runs import Chunk, Job
from autograder.submission.file_kinds import not_python
from autograder.submission.notebook import (
    chunks_of_cells,
    grade_id,
    read_cells,
    source_of,
    text_cells,
    unit_of_cells,
)
from autograder.submission.percent import count_cells, split_percent
from autograder.submission.source_file import UnreadableSubmission, read_source, refuse_huge
from autograder.submission.stubs import (
    defined_names,
    imported_names,
    mentioned_names,
    other_spelling,
)

__all__ = ["Submission", "UnreadableSubmission", "grade_id", "read_submission"]


@dataclass(frozen=True)
class Submission:
    """One learner's work for one unit.

    ``name`` is the learner in a course, else the file as it was named. ``problems`` say what its
    author or an instructor should know about how it was read. ``text_cells`` names exercises whose
    function stands in a cell that is not code, and where.
    """

    name: str
    unit: str
    chunks: tuple[Chunk, ...]
    problems: tuple[str, ...] = ()
    text_cells: tuple[tuple[str, str], ...] = ()

    def defines_any(self, slugs: Sequence[str]) -> bool:
        """Whether the code seems to define one of these functions, or to import one."""
        return any(
            defined_names(chunk.source, slugs) or imported_names(chunk.source, slugs)
            for chunk in self.chunks
        )

    def other_spellings(self, slugs: Sequence[str]) -> dict[str, str]:
        """Functions whose names are those of exercises but for capitals and underscores.

        Returns the name that was written, by exercise. Names of other exercises do not count.
        """
        source = "\n".join(chunk.source for chunk in self.chunks)
        found = {slug: other_spelling(source, slug) for slug in slugs}
        return {slug: name for slug, name in found.items() if name and name not in slugs}

    def job(self, key: AnswerKey) -> Job:
        """What the sandbox gets: the source, the stubs and the inputs of `key`, nothing else."""
        return Job(self.name, self.chunks, tuple(exercise.task() for exercise in key.exercises))


def read_submission(
    path: Path, keys: Mapping[str, AnswerKey], unit: str | None = None, name: str | None = None
) -> list[Submission]:
    """Read a file into one `Submission` for each unit that it belongs to.

    Parameters
    ----------
    path
        A notebook or a Python file. A notebook belongs to one unit, a Python file to every unit
        whose functions it defines.
    keys
        The answer keys of the course by unit.
    unit
        Read the file for this unit only.
    name
        What to call the submission (the path by default).

    Raises
    ------
    UnreadableSubmission
        When the file cannot be read, is of no such kind, or belongs to no unit.
    """
    label = name if name is not None else str(path)
    if unit is not None and unit not in keys:
        raise UnreadableSubmission(f"there is no unit {unit!r}; there are {', '.join(keys)}")
    text = read_source(path)
    if path.suffix.lower() == ".ipynb":
        return [_from_notebook(text, path, label, keys, unit)]
    if path.suffix.lower() == ".py":
        if kind := not_python(text):
            raise UnreadableSubmission(f"{path} {kind}")
        return _from_python(text, path, label, keys, unit)
    raise UnreadableSubmission(f"{path} is neither a notebook (.ipynb) nor a Python file (.py)")


def _from_python(
    text: str, path: Path, label: str, keys: Mapping[str, AnswerKey], unit: str | None
) -> list[Submission]:
    refuse_huge(len(text), count_cells(text), path)
    units = (
        [unit]
        if unit
        else [name for name, key in keys.items() if defined_names(text, _slugs(key))]
        or _best_guess(text, path, keys)
    )
    if not units:
        raise UnreadableSubmission(
            f"{path} defines none of the course's functions (such as "
            f"{', '.join(_slugs(next(iter(keys.values())))[:3])}). Check the names, and that each "
            "`def` begins at the left edge."
        )
    chunks = split_percent(text, path.name)
    return [Submission(label, name, chunks) for name in units]


def _from_notebook(
    text: str, path: Path, label: str, keys: Mapping[str, AnswerKey], unit: str | None
) -> Submission:
    cells = read_cells(text, path)
    refuse_huge(0, len(cells), path, sum(len(source_of(cell)) for cell in cells))
    chosen = unit or unit_of_cells(cells, keys)
    if chosen is None:
        text = "\n".join(source_of(cell) for cell in cells)
        chosen = next(iter(_best_guess(text, path, keys)), None)
    if chosen is None:
        raise UnreadableSubmission(
            f"{path} holds no cell of a unit of this course ({', '.join(keys)}). Submit the"
            " notebook that you were given, with your work in its own cells."
        )
    chunks, problems = chunks_of_cells(cells, keys[chosen].exercises)
    refuse_huge(sum(len(chunk.source) for chunk in chunks), len(cells), path)
    return Submission(label, chosen, chunks, problems, text_cells(cells, keys[chosen].exercises))


def _best_guess(text: str, path: Path, keys: Mapping[str, AnswerKey]) -> list[str]:
    """The unit that a file is for, where none of its functions stands at the left edge.

    That is the unit of the file's name, else the one most of whose functions are defined deeper.
    Empty where nothing speaks for any.
    """
    named = path.stem.casefold()
    if named in keys:
        return [named]
    counts = {name: len(mentioned_names(text, _slugs(key))) for name, key in keys.items()}
    best = max(counts, key=lambda name: counts[name], default=None)
    return [best] if best is not None and counts[best] else []


def _slugs(key: AnswerKey) -> list[str]:
    return [exercise.slug for exercise in key.exercises]
