"""Random changes to a notebook: its cells, any value in its JSON, its bytes."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

from tests.notebooks.fuzz.texts import odd_text, odd_value

Notebook = dict[str, Any]


def changed_notebook(rng: random.Random, notebook: Notebook) -> bytes:
    """The bytes of a copy of `notebook` with one to four changes."""
    made: Any = copy.deepcopy(notebook)
    for _ in range(rng.choice((1, 1, 2, 3, 4))):
        rng.choice(CHANGES)(rng, made)
    try:
        raw = json.dumps(made, ensure_ascii=rng.random() < 0.7).encode("utf-8", "surrogatepass")
    except RecursionError:
        raw = b"{}"
    return changed_bytes(rng, raw) if rng.random() < 0.2 else raw


def changed_bytes(rng: random.Random, raw: bytes) -> bytes:
    """Bytes as programs, networks and disks may leave them."""
    at, end = sorted((rng.randrange(len(raw) + 1), rng.randrange(len(raw) + 1)))
    text = raw.decode("utf-8", "replace")
    return rng.choice(
        (
            b"",
            raw[:at],
            raw[at:],
            raw[:at] + raw[end:],
            raw[:at] + bytes(rng.randrange(256) for _ in range(8)) + raw[at:],
            raw[:at] + odd_text(rng).encode("utf-8", "surrogatepass") + raw[at:],
            b"\xef\xbb\xbf" + raw,
            text.encode("utf-16"),
            raw.replace(b"\n", b"\r\n"),
            b"\x00" * 100 + raw,
            raw + raw,
            b"<<<<<<< HEAD\n" + raw + b"\n=======\n" + raw + b"\n>>>>>>> theirs\n",
            b"<!DOCTYPE html><html><body>Sign in</body></html>",
            b"%PDF-1.7\n" + raw[:100],
            b"PK\x03\x04" + raw[:100],
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
            b"[" * 3000,
            b"import numpy as np\n",
        )
    )


def _cells(notebook: Any) -> list[Any]:
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return cells if isinstance(cells, list) else []


def _drop(rng: random.Random, notebook: Any) -> None:
    if cells := _cells(notebook):
        del cells[rng.randrange(len(cells))]


def _drop_many(rng: random.Random, notebook: Any) -> None:
    cells = _cells(notebook)
    cells[:] = [cell for cell in cells if rng.random() < 0.5]


def _repeat(rng: random.Random, notebook: Any) -> None:
    if cells := _cells(notebook):
        cells.insert(rng.randrange(len(cells) + 1), copy.deepcopy(rng.choice(cells)))


def _shuffle(rng: random.Random, notebook: Any) -> None:
    rng.shuffle(_cells(notebook))


def _retype(rng: random.Random, notebook: Any) -> None:
    if cells := [cell for cell in _cells(notebook) if isinstance(cell, dict)]:
        rng.choice(cells)["cell_type"] = rng.choice(
            ("code", "markdown", "raw", "heading", "", None, 3)
        )


def _write(rng: random.Random, notebook: Any) -> None:
    """Put a text into a source, or in its place, as one text or as lines."""
    cells = [cell for cell in _cells(notebook) if isinstance(cell, dict)]
    if not cells:
        return
    cell = rng.choice(cells)
    text = cell.get("source")
    text = text if isinstance(text, str) else ""
    at = rng.choice((0, len(text), rng.randrange(len(text) + 1)))
    text = text[:at] + odd_text(rng) + text[at:]
    cell["source"] = text if rng.random() < 0.8 else [text[:5], text[5:], rng.choice(("", None, 1))]


def _cut(rng: random.Random, notebook: Any) -> None:
    cells = [cell for cell in _cells(notebook) if isinstance(cell, dict)]
    if cells and isinstance(text := (cell := rng.choice(cells)).get("source"), str):
        at, end = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
        cell["source"] = text[:at] + text[end:]


def _add(rng: random.Random, notebook: Any) -> None:
    cell: Any = {
        "cell_type": rng.choice(("code", "code", "markdown", "raw")),
        "metadata": rng.choice(({}, {"tags": ["skip-execution", "<b>"]}, {"collapsed": "x"})),
        "source": odd_text(rng),
    }
    if rng.random() < 0.3:
        cell["outputs"] = odd_value(rng)
    if rng.random() < 0.3:
        cell["attachments"] = odd_value(rng)
    cells = _cells(notebook)
    cells.insert(rng.randrange(len(cells) + 1), cell if rng.random() < 0.9 else odd_value(rng))


def _claim(rng: random.Random, notebook: Any) -> None:
    """Change what nbgrader wrote about a cell."""
    for cell in rng.sample(_cells(notebook), len(_cells(notebook))):
        metadata = cell.get("metadata") if isinstance(cell, dict) else None
        found = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        if isinstance(found, dict) and found:
            name = rng.choice(
                ("grade_id", "points", "locked", "solution", "grade", "schema_version", "checksum")
            )
            found[name] = rng.choice((odd_value(rng), "sigmoid", "sigmoid-grade", 1000, -5, True))
            return


def _any_value(rng: random.Random, notebook: Any) -> None:
    """Change, remove or rename one value anywhere in the JSON."""
    place = notebook
    while True:
        names: list[Any] = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not names:
            return
        name = rng.choice(names)
        if not isinstance(place[name], dict | list) or rng.random() < 0.3:
            break
        place = place[name]
    way = rng.random()
    if way < 0.5:
        place[name] = odd_value(rng)
    elif way < 0.8:
        del place[name]
    elif isinstance(place, dict):
        place[odd_text(rng)] = place.pop(name)


def _other_format(rng: random.Random, notebook: Any) -> None:
    if not isinstance(notebook, dict):
        return
    notebook["nbformat"] = rng.choice((1, 2, 3, 5, 99, "4", None, -4, 4.0))
    if rng.random() < 0.5:
        notebook["worksheets"] = [{"cells": notebook.pop("cells", [])}]


CHANGES: tuple[Callable[[random.Random, Any], None], ...] = (
    _drop,
    _drop_many,
    _repeat,
    _shuffle,
    _retype,
    _retype,
    _write,
    _write,
    _write,
    _cut,
    _cut,
    _add,
    _add,
    _claim,
    _claim,
    _any_value,
    _any_value,
    _other_format,
)
