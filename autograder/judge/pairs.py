"""Which pairs of misconceptions a wrong answer could be, and the signatures of those alone.

Running every pair through every case would take minutes. So a pair is run only until it returns
something wrong, and that one *probe* goes into a table. A learner's wrong answer is looked up in
the table within milliseconds. Only the pairs that it matches are then run through all cases
(`autograder.course.pair_work`), once for a whole course.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from autograder.data.answer_key import ExerciseKey
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run, TaskRun
from autograder.data.tolerance import Tolerance
from autograder.data.tree import leaves, path_text

Pair = tuple[Identity, Identity]


class PairSource(Protocol):
    """Where the signatures of pairs come from. A signature has a run for every case."""

    def matching(
        self, key: ExerciseKey, run: TaskRun, among: tuple[Pair, ...] | None = None
    ) -> tuple[Signature, ...]:
        """The signatures of pairs that could be what a learner's function did.

        Only pairs in `among` are looked at, or all.
        """


class NoPairs:
    """A source that knows no pairs."""

    def matching(
        self, key: ExerciseKey, run: TaskRun, among: tuple[Pair, ...] | None = None
    ) -> tuple[Signature, ...]:
        """Always empty."""
        return ()


@dataclass(frozen=True)
class Probes:
    """Pairs whose first wrong result is in the same case and has the same structure.

    Parameters
    ----------
    case
        The index of the case.
    structure
        The form of the result (`flattened`).
    pairs
        Indices into the pairs of the table.
    values : (P, N)
        The numbers of the result, a row for each of the ``P`` pairs.
    """

    case: int
    structure: str
    pairs: tuple[int, ...]
    values: NDArray[np.float32]


@dataclass(frozen=True)
class PairTable:
    """All pairs of misconceptions that an exercise can show, by their probe.

    Parameters
    ----------
    slug
        The exercise.
    digest
        Names the key that the table was made from.
    pairs
        The pairs.
    probes
        What they do, in groups.
    """

    slug: str
    digest: str
    pairs: tuple[Pair, ...]
    probes: tuple[Probes, ...]

    def candidates(self, run: TaskRun, tolerance: Tolerance) -> tuple[Pair, ...]:
        """The pairs whose probe is what the learner's function did in that case, in order."""
        found: list[int] = []
        seen: dict[int, tuple[str, NDArray[np.float64]]] = {}
        for probes in self.probes:
            if probes.case not in seen:
                seen[probes.case] = flattened(run.runs[probes.case])
            structure, values = seen[probes.case]
            if structure == probes.structure:
                found += [
                    probes.pairs[row] for row in _matching_rows(probes.values, values, tolerance)
                ]
        return tuple(self.pairs[index] for index in sorted(found))


def _matching_rows(
    table: NDArray[np.float32], values: NDArray[np.float64], tolerance: Tolerance
) -> list[int]:
    with np.errstate(over="ignore"):  # a number too large for the table is infinite here as well
        values = values.astype(np.float32).astype(np.float64)
    rows = np.arange(len(table))
    start, width = 0, 4
    while start < values.size and rows.size:  # the first few columns rule out nearly all rows
        columns = slice(start, start + width)
        part = table[rows, columns].astype(np.float64)
        with np.errstate(all="ignore"):
            rows = rows[tolerance.right(part, values[columns]).all(axis=1)]
        start, width = start + width, width * 4
    return [int(row) for row in rows]


def flattened(run: Run) -> tuple[str, NDArray[np.float64]]:
    """Flatten what a run did.

    Returns
    -------
    form : str
        The paths and shapes of its leaves, or the outcome of a run that did not return.
    numbers : (N,)
        All its numbers, in the order of the paths.
    """
    none = np.zeros(0)
    if run.outcome == "raised":
        return f"raised {run.error}", none
    if run.outcome != "returned":
        return run.outcome, none
    forms: list[str] = []
    parts: list[NDArray[np.float64]] = []
    for name, leaf in sorted(
        ((path_text(path), leaf) for path, leaf in leaves(run.value)), key=lambda pair: pair[0]
    ):
        array = _numbers_in(leaf)
        shape = "?" if array is None else "x".join(map(str, array.shape)) or "number"
        forms.append(f"{name}:{shape}")
        if array is not None:
            parts.append(array.ravel())
    return ",".join(forms), np.concatenate(parts) if parts else none


def _numbers_in(leaf: Any) -> NDArray[np.float64] | None:
    try:
        array = np.asarray(leaf)
    except (ValueError, OverflowError):
        return None
    if array.dtype.kind not in "fiu":
        return None
    with np.errstate(all="ignore"):
        return array.astype(np.float64)


def table_of(slug: str, digest: str, probed: list[tuple[Pair, int, Run]]) -> PairTable:
    """Make a table by grouping probes of the same form.

    Parameters
    ----------
    slug, digest
        The exercise, and what names its key.
    probed
        For every pair the index of a case, and what the pair did in it.
    """
    groups: dict[tuple[int, str], tuple[list[int], list[NDArray[np.float64]]]] = {}
    for index, (_, case, run) in enumerate(probed):
        structure, values = flattened(run)
        indices, rows = groups.setdefault((case, structure), ([], []))
        indices.append(index)
        rows.append(values)
    with np.errstate(over="ignore"):
        return PairTable(
            slug,
            digest,
            tuple(pair for pair, _, _ in probed),
            tuple(
                Probes(case, structure, tuple(indices), np.asarray(rows, dtype=np.float32))
                for (case, structure), (indices, rows) in groups.items()
            ),
        )


# --- as plain values, for files ---------------------------------------------


def pack_table(table: PairTable) -> dict[str, Any]:
    """Turn a table into plain values that `autograder.data.codec.encode` can write."""
    names = sorted({identity for pair in table.pairs for identity in pair})
    number = {identity: index for index, identity in enumerate(names)}
    return {
        "slug": table.slug,
        "digest": table.digest,
        "names": [list(name) for name in names],
        "pairs": (
            np.asarray(
                [[number[first], number[second]] for first, second in table.pairs], np.int64
            ).reshape(-1, 2)
        ),
        "probes": [
            {
                "case": probes.case,
                "structure": probes.structure,
                "values": probes.values,
                "pairs": np.asarray(probes.pairs, dtype=np.int64),
            }
            for probes in table.probes
        ],
    }


def unpack_table(packed: Mapping[str, Any]) -> PairTable:
    """Turn plain values back into the table that `pack_table` took."""
    names = [Identity(slug, function) for slug, function in packed["names"]]
    return PairTable(
        packed["slug"],
        packed["digest"],
        tuple((names[first], names[second]) for first, second in packed["pairs"].tolist()),
        tuple(
            Probes(item["case"], item["structure"], tuple(item["pairs"].tolist()), item["values"])
            for item in packed["probes"]
        ),
    )


# --- remembered ---------------------------------------------


class PairMemory:
    """A `PairSource` that asks for a table or a signature once and remembers it.

    Parameters
    ----------
    make_table
        Makes the table of an exercise.
    make_signatures
        Makes the signatures of pairs, without those that make no difference.
    """

    def __init__(
        self,
        make_table: Callable[[ExerciseKey], PairTable],
        make_signatures: Callable[[ExerciseKey, tuple[Pair, ...]], tuple[Signature, ...]],
    ) -> None:
        self._make_table = make_table
        self._make_signatures = make_signatures
        self._known: dict[
            str, tuple[ExerciseKey, PairTable | None, dict[Pair, Signature | None]]
        ] = {}

    def matching(
        self, key: ExerciseKey, run: TaskRun, among: tuple[Pair, ...] | None = None
    ) -> tuple[Signature, ...]:
        """The signatures of pairs that could be what the learner's function did.

        Pairs in `among` are taken as they are, without a look into the table.
        """
        chosen = self.table(key).candidates(run, key.tolerance) if among is None else among
        return self.of(key, chosen)

    def table(self, key: ExerciseKey) -> PairTable:
        """The table of an exercise, made when it is first asked for."""
        remembered, table, signatures = self._remembered(key)
        if table is None:
            table = self._make_table(key)
            self._known[key.slug] = (remembered, table, signatures)
        return table

    def of(self, key: ExerciseKey, pairs: tuple[Pair, ...]) -> tuple[Signature, ...]:
        """The signatures of these pairs, made when they are first asked for."""
        _, _, signatures = self._remembered(key)
        unknown = tuple(pair for pair in pairs if pair not in signatures)
        if unknown:
            made = {
                (signature.misconceptions[0], signature.misconceptions[1]): signature
                for signature in self._make_signatures(key, unknown)
            }
            signatures.update({pair: made.get(pair) for pair in unknown})
        return tuple(
            signature for signature in (signatures[pair] for pair in pairs) if signature is not None
        )

    def _remembered(
        self, key: ExerciseKey
    ) -> tuple[ExerciseKey, PairTable | None, dict[Pair, Signature | None]]:
        if key.slug not in self._known or self._known[key.slug][0] is not key:
            self._known[key.slug] = (key, None, {})
        return self._known[key.slug]
