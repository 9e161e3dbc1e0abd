"""Find which misconception explains a wrong exercise, or what its wrong values have in common.

Never guess: a diagnosis explains every failing case, or it shows the difference itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import Difference
from autograder.data.misconceptions import Identity, KnownMisconception, Signature
from autograder.data.runs import TaskRun
from autograder.judge.apart import said_apart, separable, still_apart
from autograder.judge.compare import first_difference
from autograder.judge.deadline import NO_DEADLINE, Deadline
from autograder.judge.explaining import explains, only_zeros
from autograder.judge.pairs import NoPairs, PairSource
from autograder.judge.patterns import find_pattern


def diagnose(
    key: ExerciseKey,
    run: TaskRun,
    differences: tuple[Difference | None, ...],
    misconceptions: tuple[KnownMisconception, ...],
    pairs: PairSource | None = None,
    deadline: Deadline = NO_DEADLINE,
) -> Diagnosis:
    """Explain the failing cases: those whose difference is not ``None``, at least one.

    One misconception that explains all of them; else two that can come together, looked up in
    `pairs`; else the same again, with what goes wrong in other criteria than *right values* said
    apart (`autograder.judge.apart`); else a pattern, with and without these; else the difference
    itself, of the case that is best shown.

    Parameters
    ----------
    key, run, differences
        The exercise, what the function did, and how that differs, one entry a case.
    misconceptions
        Those that the signatures of `key` name, with their texts.
    pairs
        Where signatures of two misconceptions at once come from; none by default.
    deadline
        When judging has to end.

    Raises
    ------
    autograder.judge.deadline.OutOfTime
        The deadline is over.
    """
    search = _Search(key, run, differences, misconceptions, pairs or NoPairs(), deadline)
    may_be_apart = separable(key, differences)
    found = search.named()
    if may_be_apart and (found is None or not found.misconceptions):
        apart = search.named(may_be_apart)
        found = apart if apart is not None and apart.misconceptions else found or apart
    found = found or search.pattern() or (search.pattern(may_be_apart) if may_be_apart else None)
    deadline.check()
    return found or Diagnosis(*shown_case(key, differences), right_parts=_right_parts(key, run))


@dataclass(frozen=True)
class _Search:
    """What is looked through for an explanation of one exercise."""

    key: ExerciseKey
    run: TaskRun
    differences: tuple[Difference | None, ...]
    misconceptions: tuple[KnownMisconception, ...]
    pairs: PairSource
    deadline: Deadline

    def named(self, may_be_apart: frozenset[int] = frozenset()) -> Diagnosis | None:
        """The misconceptions that explain every failing case but those that may be apart."""
        known = {misconception.identity: misconception for misconception in self.misconceptions}
        right = tuple(difference is None for difference in self.differences)
        for several in (False, True):
            if several and self._only_zeros(may_be_apart):
                return None  # many pairs lose everything: zeros do not tell one from another
            explaining = [
                signature
                for signature in self.deadline.over(
                    self._of_pairs if several else self.key.signatures
                )
                if explains(self.key, self.run, signature, right, may_be_apart)
                and self._may_be_said(signature, known)
            ]
            if explaining:
                return self._diagnosis(explaining, known, may_be_apart)
        return None

    def _may_be_said(self, signature: Signature, known: dict[Identity, KnownMisconception]) -> bool:
        """Whether no change of inputs is claimed where none was seen.

        The numbers may be those of a function that overwrites its argument, where the learner's
        code only overwrites an array of its own. Another function of the learner's may do it
        unseen. Of the exercise's own, the signature has the changed inputs, and they agree.
        """
        written = (self.key.slug, *self.run.uses)
        return any(run.changed for run in self.run.runs) or not any(
            known[identity].changes_inputs and identity.function not in written
            for identity in signature.misconceptions
        )

    @cached_property
    def _of_pairs(self) -> tuple[Signature, ...]:
        return self.pairs.matching(self.key, self.run)

    def _only_zeros(self, apart: frozenset[int]) -> bool:
        right = tuple(
            difference is None or index in apart
            for index, difference in enumerate(self.differences)
        )
        return only_zeros(self.run, right)

    def _diagnosis(
        self,
        explaining: Sequence[Signature],
        known: dict[Identity, KnownMisconception],
        may_be_apart: frozenset[int],
    ) -> Diagnosis:
        names = [signature.misconceptions for signature in explaining]
        best, alone = _best(names, self.key.slug, known)
        signature = next(item for item in explaining if item.misconceptions == best)
        found = self._with_apart(still_apart(self.key, self.run, signature, may_be_apart))
        if alone:
            return replace(found, misconceptions=tuple(known[identity] for identity in best))
        common, rest = _shared(names)
        return replace(
            found,
            misconceptions=tuple(known[identity] for identity in common),
            undecided=tuple(known[identity] for identity in rest),
        )

    def pattern(self, may_be_apart: frozenset[int] = frozenset()) -> Diagnosis | None:
        """The pattern of all failing cases but those that may be apart."""
        self.deadline.check()
        keep = [index for index in range(len(self.key.cases)) if index not in may_be_apart]
        found = find_pattern(
            replace(self.key, cases=tuple(self.key.cases[index] for index in keep)),
            replace(self.run, runs=tuple(self.run.runs[index] for index in keep)),
            tuple(self.differences[index] for index in keep),
        )
        return None if found is None else replace(self._with_apart(may_be_apart), pattern=found)

    def _with_apart(self, apart: frozenset[int]) -> Diagnosis:
        """A diagnosis that shows one of the other cases, and says what is apart."""
        rest = tuple(
            None if index in apart else difference
            for index, difference in enumerate(self.differences)
        )
        changed, others = said_apart(self.key, self.differences, apart)
        return Diagnosis(*shown_case(self.key, rest), changed_inputs=changed, apart=others)


def _shared(
    names: Sequence[tuple[Identity, ...]],
) -> tuple[tuple[Identity, ...], tuple[Identity, ...]]:
    """What is in all of several explanations, and what else is in them.

    Of two misconceptions at once, one may be in all pairs. Where none is, each explanation stands
    for its first.
    """
    common = tuple(name for name in names[0] if all(name in identities for identities in names))
    if not common:
        return (), tuple(identities[0] for identities in names)
    every = dict.fromkeys(name for identities in names for name in identities)
    return common, tuple(name for name in every if name not in common)


def _best(
    explaining: Iterable[tuple[Identity, ...]],
    slug: str,
    known: dict[Identity, KnownMisconception],
) -> tuple[tuple[Identity, ...], bool]:
    """The explanation to name, and whether the others say the same.

    One in the exercise's own function comes first; a misconception that declares to be the same as
    another stands back.
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
    """Which of several returned values are right in every case: it narrows the search."""
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


def shown_case(
    key: ExerciseKey, differences: tuple[Difference | None, ...]
) -> tuple[Case, Difference]:
    """The failing case to show: a visible one if there is one, because learners can run it."""
    failing = [
        (case, difference)
        for case, difference in zip(key.cases, differences, strict=True)
        if difference is not None
    ]
    return next((pair for pair in failing if pair[0].visible), failing[0])
