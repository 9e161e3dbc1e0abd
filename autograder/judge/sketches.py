"""What pairs of misconceptions do in the cases that learners see, in a few bytes a pair.

A learner's own check cannot run pairs, because it has no reference. So each result is kept as a
*sketch*: its form and one number, a weighted sum of all its entries. A wrong answer whose sketches
agree in every case is what the pair returns, because one weighted sum after the other agrees by
chance once in ten thousand times.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.compare import compare
from autograder.judge.exception_text import gist, say_the_same
from autograder.judge.pairs import Pair, flattened

_RIGHT = ""
"""The form of a run that is right."""
_NEAR = 4e-6
"""How far two sketches may be apart, as a part of the sum of the sizes of all terms: single
precision, and arithmetic in another order."""


@dataclass(frozen=True)
class Sketch:
    """What one run did.

    Parameters
    ----------
    form
        The structure and shapes of what came back, or how the run ended; empty where it was right.
    text
        The gist of an exception's text.
    number
        The weighted sum of all finite entries.
    size
        The sum of the sizes of its terms.
    """

    form: str = _RIGHT
    text: str = ""
    number: float = 0.0
    size: float = 0.0


def sketch_of(case: Case, run: Run | None) -> Sketch:
    """Sketch a run; ``None`` stands for the right answer."""
    if run is None:
        return Sketch()
    if run.outcome == "raised":
        return Sketch(f"raised {run.error}", gist(run.message))
    if run.outcome != "returned":
        return Sketch(run.outcome)
    if case.judge == "inputs":
        return Sketch("changed " + " ".join(map(str, run.changed)))
    form, values = flattened(run)
    finite = np.isfinite(values)
    if not finite.all():
        form += "!" + hashlib.sha256(np.nan_to_num(values[~finite]).tobytes()).hexdigest()[:8]
        form += hashlib.sha256(finite.tobytes()).hexdigest()[:8]
    terms = np.where(finite, values, 0.0) * _weights(values.size)
    return Sketch(form, "", float(terms.sum()), float(np.abs(terms).sum()))


def _weights(count: int) -> NDArray[np.float64]:
    """Weights from 1 to 2 in size with signs in no order, the same on every machine."""
    index = np.arange(1, count + 1)
    size = 1 + np.modf(index * 0.6180339887498949)[0]
    signed: NDArray[np.float64] = np.where(
        np.modf(index * 0.7548776662466927)[0] < 0.5, -size, size
    )
    return signed


@dataclass(frozen=True)
class SketchGroup:
    """Pairs whose results have the same form in every case.

    Parameters
    ----------
    forms, texts
        The form and the gist of the text in each case.
    pairs : (P,)
        Indices into the pairs of the table.
    numbers : (P, C)
        A number for each case.
    """

    forms: tuple[str, ...]
    texts: tuple[str, ...]
    pairs: NDArray[np.int32]
    numbers: NDArray[np.float32]


@dataclass(frozen=True)
class SketchTable:
    """All pairs that show in the visible cases of an exercise, in groups.

    Parameters
    ----------
    slug, digest
        The exercise, and what names the public key that the table belongs to.
    names
        All misconceptions that occur.
    pairs : (P, 2)
        Indices into `names`.
    groups
        What the pairs do.
    """

    slug: str
    digest: str
    names: tuple[Identity, ...]
    pairs: NDArray[np.int16]
    groups: tuple[SketchGroup, ...]

    def pair(self, index: int) -> Pair:
        """The pair of an index."""
        first, second = self.pairs[index]
        return self.names[first], self.names[second]

    def matching(
        self, key: ExerciseKey, run: TaskRun, among: Iterable[Pair] | None = None
    ) -> tuple[Signature, ...]:
        """The signatures of pairs that do what a learner's function did in *right values*.

        In each case that agrees, a signature holds the learner's own run.

        Parameters
        ----------
        key, run
            The public key of the exercise, and what the learner's function did.
        among
            Only these pairs.
        """
        chosen = None if among is None else set(among)
        own = [
            sketch_of(case, case_run if compare(case, case_run, key.tolerance) else None)
            for case, case_run in zip(key.cases, run.runs, strict=True)
        ]
        return tuple(
            self._signature(group, row, own, run)
            for group in self.groups
            for row in _matching_rows(key, group, own)
            if chosen is None or self.pair(int(group.pairs[row])) in chosen
        )

    def _signature(
        self, group: SketchGroup, row: int, own: list[Sketch], run: TaskRun
    ) -> Signature:
        runs: list[Run | None] = []
        for index, sketch in enumerate(own):
            if group.forms[index] == _RIGHT:
                runs.append(None)
            elif group.forms[index] != sketch.form or not _near(group, index, sketch)[row]:
                runs.append(Run("skipped"))  # agrees with nothing
            elif not say_the_same(group.texts[index], sketch.text):
                runs.append(Run("raised", error=run.runs[index].error, message=group.texts[index]))
            else:
                runs.append(run.runs[index])
        return Signature(self.pair(int(group.pairs[row])), tuple(runs))


def _matching_rows(key: ExerciseKey, group: SketchGroup, own: list[Sketch]) -> Iterator[int]:
    fits = np.ones(len(group.pairs), dtype=bool)
    for index, (case, sketch) in enumerate(zip(key.cases, own, strict=True)):
        if case.criterion != RIGHT_VALUES:
            continue
        if group.forms[index] != sketch.form:
            return
        fits &= _near(group, index, sketch)
    yield from map(int, np.flatnonzero(fits))


def _near(group: SketchGroup, index: int, sketch: Sketch) -> NDArray[np.bool_]:
    numbers = group.numbers[:, index].astype(np.float64)
    with np.errstate(all="ignore"):
        near: NDArray[np.bool_] = (np.abs(numbers - sketch.number) <= _NEAR * sketch.size) | (
            numbers == np.float32(sketch.number)
        )
    return near


# --- made --------------------------------------------------------------------


def make_table(key: ExerciseKey, signatures: Iterable[Signature]) -> SketchTable:
    """Make a table of the signatures of pairs in the visible cases.

    Pairs that do in all of them what a single misconception does are left out: that one is named.

    Parameters
    ----------
    key
        The public key of the exercise.
    signatures
        What the pairs do, in its cases.
    """
    single = {_row(key, signature) for signature in key.signatures}
    names = sorted({name for signature in key.signatures for name in signature.misconceptions})
    number = {name: index for index, name in enumerate(names)}
    pairs: list[tuple[int, int]] = []
    groups: dict[tuple[tuple[str, str], ...], tuple[list[int], list[list[float]]]] = {}
    for signature in signatures:
        sketches = [
            sketch_of(case, run) for case, run in zip(key.cases, signature.runs, strict=True)
        ]
        if all(sketch.form == _RIGHT for sketch in sketches) or _row(key, signature) in single:
            continue
        indices, rows = groups.setdefault(
            tuple((sketch.form, sketch.text) for sketch in sketches), ([], [])
        )
        indices.append(len(pairs))
        rows.append([sketch.number for sketch in sketches])
        first, second = signature.misconceptions
        pairs.append((number[first], number[second]))
    with np.errstate(over="ignore"):
        return SketchTable(
            key.slug,
            digest_of(key),
            tuple(names),
            np.asarray(pairs, np.int16).reshape(-1, 2),
            tuple(
                SketchGroup(
                    tuple(form for form, _ in kind),
                    tuple(text for _, text in kind),
                    np.asarray(indices, np.int32),
                    np.asarray(rows, np.float32),
                )
                for kind, (indices, rows) in groups.items()
            ),
        )


def digest_of(key: ExerciseKey) -> str:
    """Name the public key of an exercise by what its misconceptions do.

    Numbers count with six digits, so that two machines agree.
    """
    text = [key.slug, *(f"{case.name}|{case.criterion}|{case.judge}" for case in key.cases)]
    for signature in key.signatures:
        text += [str(signature.misconceptions), str(_row(key, signature))]
    return hashlib.sha256("\n".join(text).encode()).hexdigest()[:16]


def _row(key: ExerciseKey, signature: Signature) -> tuple[tuple[str, str, str], ...]:
    """The sketches of a signature with six digits."""
    return tuple(
        (sketch.form, sketch.text, f"{sketch.number:.5e}")
        for sketch in (
            sketch_of(case, run) for case, run in zip(key.cases, signature.runs, strict=True)
        )
    )
