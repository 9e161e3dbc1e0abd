"""The text of a submitted file, which may be anything."""

from __future__ import annotations

from pathlib import Path

LARGEST_FILE = 20_000_000
"""Bytes of a submitted file, outputs and pictures included."""
LARGEST_SOURCE = 400_000
"""Characters of code in one submission."""
MOST_CELLS = 1_000
"""Cells of one submission."""


class UnreadableSubmission(ValueError):
    """A submission cannot be read. Says what was seen, what was expected and what to try."""


def read_source(path: Path) -> str:
    """Return the text of a file.

    Raises `UnreadableSubmission` when it is no plain file, too large, closed, or not UTF-8.
    """
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait forever
            raise UnreadableSubmission(
                f"{path} is not a file. Give a notebook (.ipynb) or a Python file (.py)."
            )
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UnreadableSubmission(
                f"{path} has {size:,} bytes; a submission has at most {LARGEST_FILE:,}. "
                "Clear the outputs of the notebook and save it again."
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableSubmission(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableSubmission(
            f"{path} is not text in UTF-8 (byte {error.start} cannot be read). "
            "Save it again as UTF-8."
        ) from error


def refuse_huge(size: int, cells: int, path: Path) -> None:
    """Raise `UnreadableSubmission` for a source that is too large.

    The limits are `LARGEST_SOURCE` characters and `MOST_CELLS` cells.
    """
    if size > LARGEST_SOURCE:
        raise UnreadableSubmission(
            f"{path} holds {size:,} characters of code; a submission has at most"
            f" {LARGEST_SOURCE:,}. Read large data from elsewhere, and submit the functions alone."
        )
    if cells > MOST_CELLS:
        raise UnreadableSubmission(
            f"{path} holds {cells:,} cells; a submission has at most {MOST_CELLS:,}. Submit the "
            "notebook that you were given, with your work in its own cells."
        )
