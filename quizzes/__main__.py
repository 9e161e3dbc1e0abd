"""``python -m quizzes REFERENCE``: draw the numbers of the practice bank's computed questions anew.

An author runs it in a clone after changing a computed question, and names the package that holds
the reference: ``python -m quizzes reference``. A test makes sure that nobody forgets to.
"""

from __future__ import annotations

import sys

from quizzes.bank import DRAWN
from quizzes.loading import load_bank, write_drawn
from quizzes.types import reference_functions


def main(arguments: list[str]) -> int:
    """Write the file of drawn numbers; return 0, or 2 where no package was named."""
    if len(arguments) != 1:
        print(
            "Name the package that holds the reference: python -m quizzes reference",
            file=sys.stderr,
        )
        return 2
    write_drawn(DRAWN, load_bank().questions, reference_functions(arguments[0]))
    print(f"Wrote {DRAWN.name} with the numbers of every computed question in the practice bank.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
