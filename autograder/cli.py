"""The command line: one command, `gatewise`, made of the commands in `autograder.commands`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.commands.all import app

__all__ = ["app", "main"]

_SELDOM, _LESS_OFTEN = 200_000, 10_000
"""After how many new objects Python looks for rings of them that nobody uses: a check ends before
that would pay, and other commands load much that stays."""


def __getattr__(name: str) -> Any:
    if name == "app":
        from autograder.commands.all import app

        return app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def main() -> None:
    """Run the `gatewise` command, and say what to install where a package is missing."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices are small, and forks need it
    words = sys.argv[1:]
    try:
        if words[:1] == ["check"]:
            gc.set_threshold(_SELDOM)
            _check(words[1:])
        gc.set_threshold(_LESS_OFTEN)
        from autograder.commands.all import app

        app()
    except ModuleNotFoundError as error:
        _say_what_is_missing(error, words)


def _check(words: Sequence[str]) -> None:
    """Check without loading the other commands, and exit. Returns where Typer has to look."""
    from autograder.commands.direct import call_directly, plain_arguments
    from autograder.commands.learner import check

    plain = plain_arguments(check, words)
    if plain is not None:
        sys.exit(call_directly(check, plain))


def _say_what_is_missing(error: ModuleNotFoundError, words: Sequence[str]) -> None:
    """Say which package to install, and exit. Raises the error where none of ours is missing."""
    from autograder.commands.all import for_learners
    from autograder.commands.extras import how_to_install
    from autograder.commands.output import USAGE

    advice = how_to_install(error.name or "", for_learners(words))
    if advice is None:
        raise error
    print(f"gatewise: {advice}", file=sys.stderr)
    sys.exit(USAGE)
