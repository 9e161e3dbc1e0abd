"""Find which misconception explains a wrong exercise, or what its wrong values have in common.

A diagnosis explains every failing case, or it shows the difference itself. It never guesses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import ChangedInputs, Difference
from autograder.data.misconceptions import Identity, KnownMisconception
from autograder.data.runs import TaskRun
from autograder.judge.compare import first_difference
from autograder.judge.explaining import explains, only_zeros
from autograder.judge.pairs import NoPairs, PairSource
from autograder.judge.patterns import find_pattern


def diagnose(
    key: ExerciseKey,
    run: TaskRun,
    differences: tuple[Difference | None, ...],
    misconceptions: tuple[KnownMisconception, ...],
    pairs: PairSource | None = None,
) -> Diagnosis:
    """Explain the failing cases, of which there is at least one.

    The first of these that explains all of them is taken: one misconception, two at once, a
    pattern. Where nothing does and some inputs are changed, the other cases are explained by
    themselves. Else the difference itself is shown.

    Parameters
    ----------
    key, run, differences
        The exercise, what the function did, and how that differs, one entry a case.
    misconceptions
        Those that the signatures of `key` name, with their texts.
    pairs
        Where signatures of two misconceptions at once come from (nowhere by default).

    Returns
    -------
    Diagnosis
        With the failing case that is shown, a visible one if there is one.
    """
    explained = _explained(key, run, differences, misconceptions, pairs)
    if explained is None and any(
        difference is not None and difference.kind != "mutated input" for difference in differences
    ):
        explained = _apart_from_changed_inputs(key, run, differences, misconceptions)
    return explained or Diagnosis(*_shown(key, differences), right_parts=_right_parts(key, run))


def _explained(
    key: ExerciseKey,
    run: TaskRun,
    differences: tuple[Difference | None, ...],
    misconceptions: tuple[KnownMisconception, ...],
    pairs: PairSource | None,
) -> Diagnosis | None:
    """What explains every failing case."""
    case, difference = _shown(key, differences)
    known = {misconception.identity: misconception for misconception in misconceptions}
    right = tuple(difference is None for difference in differences)
    for several in (False, True):
        if several and only_zeros(run, right):
            break  # many pairs return zeros, so zeros point to none of them
        signatures = (pairs or NoPairs()).matching(key, run) if several else key.signatures
        explaining = [
            signature.misconceptions
            for signature in signatures
            if explains(key, run, signature, right)
        ]
        if explaining:
            best, alone = _best(explaining, key.slug, known)
            if alone:
                named = tuple(known[identity] for identity in best)
                return Diagnosis(case, difference, misconceptions=named)
            candidates = tuple(known[identities[0]] for identities in explaining)
            return Diagnosis(case, difference, undecided=candidates)
    pattern = find_pattern(key, run, differences)
    return None if pattern is None else Diagnosis(case, difference, pattern=pattern)


def _apart_from_changed_inputs(
    key: ExerciseKey,
    run: TaskRun,
    differences: tuple[Difference | None, ...],
    misconceptions: tuple[KnownMisconception, ...],
) -> Diagnosis | None:
    """What explains all other failing cases, with the inputs that are changed as well."""
    changed = [
        difference.names for difference in differences if isinstance(difference, ChangedInputs)
    ]
    if not changed:
        return None
    keep = [
        index
        for index, difference in enumerate(differences)
        if not isinstance(difference, ChangedInputs)
    ]
    signatures = tuple(
        replace(signature, runs=tuple(signature.runs[index] for index in keep))
        for signature in key.signatures
    )
    rest = replace(key, cases=tuple(key.cases[index] for index in keep), signatures=signatures)
    found = _explained(
        rest,
        replace(run, runs=tuple(run.runs[index] for index in keep)),
        tuple(differences[index] for index in keep),
        misconceptions,
        None,
    )
    return replace(found, changed_inputs=changed[0]) if found else None


def _best(
    explaining: Iterable[tuple[Identity, ...]],
    slug: str,
    known: dict[Identity, KnownMisconception],
) -> tuple[tuple[Identity, ...], bool]:
    """The explanation to name, and whether all others declare to be the same.

    One in the exercise's own function comes first. Among these, one that does not itself declare to
    be the same as another comes first.
    """
    found = sorted(
        explaining,
        key=lambda identities: (
            all(identity.function != slug for identity in identities),
            sum(bool(known[identity].same_as) for identity in identities),
            identities,
        ),
    )
    return found[0], all(_same(found[0], other, known) for other in found[1:])


def _same(
    identities: tuple[Identity, ...],
    others: tuple[Identity, ...],
    known: dict[Identity, KnownMisconception],
) -> bool:
    def alike(first: Identity, second: Identity) -> bool:
        return (
            first == second
            or second.slug in known[first].same_as
            or first.slug in known[second].same_as
        )

    return any(all(map(alike, identities, order)) for order in (others, others[::-1]))


def _right_parts(key: ExerciseKey, run: TaskRun) -> tuple[str, ...]:
    """Which of several returned values are right in every case, to narrow the search."""
    count = len(key.returns)
    right = set(range(count))
    for case, case_run in zip(key.cases, run.runs, strict=True):
        if case.judge == "values":
            expected, got = case.expected, case_run.value
            if not isinstance(expected, tuple) or not isinstance(got, (tuple, list)):
                return ()
            if not len(got) == len(expected) == count > 1:
                return ()
            right = {
                index
                for index in right
                if first_difference(expected[index], got[index], key.tolerance) is None
            }
    return tuple(key.returns[index] for index in sorted(right))


def _shown(key: ExerciseKey, differences: tuple[Difference | None, ...]) -> tuple[Case, Difference]:
    """The failing case to show: a visible one if there is one, because learners can run it."""
    failing = [
        (case, difference)
        for case, difference in zip(key.cases, differences, strict=True)
        if difference is not None
    ]
    return next((pair for pair in failing if pair[0].visible), failing[0])
