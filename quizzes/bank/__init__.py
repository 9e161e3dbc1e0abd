"""The questions themselves: nothing enters; the YAML files and the drawn numbers leave as paths.

`numbers` holds the functions that computed questions may name. A learner's installation has
neither `graded/` nor `numbers`, because both give answers away.
"""

from pathlib import Path

BANK = Path(__file__).parent
"""The folder with `practice/` and, in a clone of the project, `graded/`."""

DRAWN = BANK / "practice" / "drawn.json"
"""Numbers of the practice bank's computed questions, drawn with the reference at hand."""


def practice_files() -> list[Path]:
    """Return the YAML files of the practice bank, by name."""
    return sorted((BANK / "practice").glob("*.yaml"))


def bank_files() -> list[Path]:
    """Return every YAML file of the bank: practice, and in a clone the graded samples as well."""
    return [*practice_files(), *sorted((BANK / "graded").glob("*.yaml"))]


__all__ = ["BANK", "DRAWN", "bank_files", "practice_files"]
