"""What `check` says of every exercise: solved, and with each misconception of its own.

The same file runs under Python here and under Pyodide in Node::

    python tests/site/verdicts.py ROOT KEYS > verdicts.json
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from pathlib import Path


def verdicts(root: Path, folder: Path) -> dict[str, list[object]]:
    """Check every exercise of the course in `root` with the public keys in `folder`.

    Returns
    -------
    dict
        Status, marks, names and headline, by exercise and misconception.
    """
    from autograder.course.discover import load_course
    from autograder.course.patch import patched
    from autograder.learner.keys import public_keys
    from autograder.learner.notebook import check_function
    from autograder.learner.pairs import KitPairs

    course = load_course(root)
    found: dict[str, list[object]] = {}
    for key in public_keys(folder).values():
        for exercise in key.exercises:
            own = [item for item in course.misconceptions if item.replaces == exercise.slug]
            for item in (None, *own):
                with ExitStack() as stack:
                    if item is not None:
                        stack.enter_context(patched(item.replaces, item.wrong))
                    function = getattr(sys.modules["reference"], exercise.slug)
                    grade = check_function(function, exercise, key, KitPairs(folder))
                found[f"{exercise.slug}: {item.slug if item else 'right'}"] = [
                    grade.status,
                    grade.score,
                    [str(identity) for identity in grade.misconceptions],
                    grade.explanation.headline if grade.explanation else "",
                ]
    return found


if __name__ == "__main__":
    root = Path(sys.argv[1])
    sys.path.insert(0, str(root))
    print(json.dumps(verdicts(root, Path(sys.argv[2]))))
