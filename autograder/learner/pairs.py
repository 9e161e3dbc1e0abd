"""Two misconceptions at once, looked up in the files that came with the kit."""

from __future__ import annotations

from pathlib import Path

from autograder.data.answer_key import ExerciseKey
from autograder.data.misconceptions import Signature
from autograder.data.runs import TaskRun
from autograder.judge.pairs import Pair


class KitPairs:
    """A `PairSource` that reads the files beside the public keys.

    A file is opened when a wrong answer asks for it, and only the part of that exercise is read.
    Without a file no pair is named.

    Parameters
    ----------
    folder
        Where to look, as for public keys: here, in the folders here, and above.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def matching(
        self, key: ExerciseKey, run: TaskRun, among: tuple[Pair, ...] | None = None
    ) -> tuple[Signature, ...]:
        """See `PairSource.matching`."""
        from autograder.course.kit_pairs import SUFFIX, read_table
        from autograder.learner.keys import files_nearby

        for path in files_nearby(self._folder, SUFFIX):
            table = read_table(path, key)
            if table is not None:
                return table.matching(key, run, among)
        return ()
