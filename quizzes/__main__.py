"""``python -m quizzes``: prepare a course's practice questions for learners, who have no reference.

It runs in a process whose path starts at the course's root, because it calls the course's
functions. A request comes as JSON on the standard input, and a folder is written: the course's
practice questions as they are, and their drawn numbers.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from quizzes.bank import NUMBERS, PRACTICE
from quizzes.loading import BankError, load_files, write_drawn
from quizzes.types import DrawingError, file_functions, reference_functions


def prepare(root: Path, functions: list[str], out: Path) -> list[str]:
    """Write the practice questions of a course, with drawn numbers, into a folder.

    Parameters
    ----------
    root
        The course's root, which is on the path.
    functions
        The files below `root` whose functions computed questions may call.
    out
        The folder to write: the YAML files under the names of their topics, and ``drawn.json``.

    Returns
    -------
    list of str
        The topics.

    Raises
    ------
    quizzes.loading.BankError
        The questions hold faults.
    quizzes.types.DrawingError
        A computed question cannot be worked out.
    """
    callable_ = reference_functions("reference")
    for name in functions:
        callable_ |= file_functions(root / name)
    files = sorted((root / PRACTICE).glob("*.yaml"))
    bank = load_files(files, functions=callable_)
    for file in files:
        [topic] = load_files([file]).topics
        shutil.copyfile(file, out / f"{topic}.yaml")
    write_drawn(out / NUMBERS, bank.questions, callable_)
    return list(bank.topics)


def main() -> None:
    """Read the request, write the folder, and print the topics; one sentence says what is wrong."""
    request = json.loads(sys.stdin.read())
    try:
        topics = prepare(Path(request["root"]), request["functions"], Path(request["out"]))
    except BankError as error:
        first = error.problems[0]
        more = len(error.problems) - 1
        sys.exit(
            f"{first.path}:{first.line}:{first.column}: {first.fault}."
            + (f" There are {more} more." if more else "")
            + f" See all with `gatewise bank check --from {request['root']}`."
        )
    except DrawingError as error:
        sys.exit(str(error))
    print(json.dumps(topics))


if __name__ == "__main__":
    main()
