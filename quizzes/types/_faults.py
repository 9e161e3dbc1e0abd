"""What can be wrong with a question as an author wrote it, found in raw values.

The checks take the mapping as it came out of YAML and accept anything malformed in it, because
pydantic reports that. So an author sees both kinds of faults at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quizzes.text import Place

MANY = 12
"""The most names that a message lists when a name is unknown."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a question.

    ``place`` says where (keys and indices), ``seen`` what stands there, ``expected`` what belongs
    there, and ``nearest`` which known name the author may have meant.
    """

    place: Place
    seen: str
    expected: str
    nearest: str | None = None

    def under(self, *outer: str | int) -> Fault:
        """Return the same fault with its place seen from further out."""
        return replace(self, place=(*outer, *self.place))

    def __str__(self) -> str:
        hint = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{self.seen}; expected {self.expected}{hint}"


def nearest_name(name: object, known: Iterable[str]) -> str | None:
    """Return the known name most similar to `name`, or None where none is close."""
    close = difflib.get_close_matches(str(name), list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def unknown_name(place: Place, name: object, known: Iterable[str], what: str) -> Fault:
    """Return the fault of naming something that does not exist.

    Parameters
    ----------
    place
        Where the name stands.
    name
        The name as it was written.
    known
        The names that would be right.
    what
        What is expected there, such as "the id of a choice".
    """
    names = sorted(set(known))
    nearest = nearest_name(name, names)
    listed = ", ".join(names) or "there is none"
    if len(names) > MANY:
        listed = "" if nearest else f"there are {len(names)}, from {names[0]} to {names[-1]}"
    return Fault(place, f"{name!r}", f"{what}: {listed}" if listed else what, nearest)


def entries(raw: Mapping[str, Any], key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the mappings in the list under `key` with their indices, and ignore everything else."""
    found = raw.get(key)
    if isinstance(found, list | tuple):
        yield from ((i, entry) for i, entry in enumerate(found) if isinstance(entry, Mapping))


def ids(raw: Mapping[str, Any], key: str) -> list[str]:
    """Return the ids of the entries under `key`."""
    return [entry["id"] for _, entry in entries(raw, key) if isinstance(entry.get("id"), str)]


def repeated_ids(raw: Mapping[str, Any], key: str) -> Iterator[Fault]:
    """Yield a fault for each id that stands a second time in the list under `key`."""
    seen: set[str] = set()
    for i, entry in entries(raw, key):
        name = entry.get("id")
        if isinstance(name, str):
            if name in seen:
                yield Fault(
                    (key, i, "id"), f"{name!r} a second time", f"ids that differ within {key}"
                )
            seen.add(name)
