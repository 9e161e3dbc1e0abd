"""Say which mistake was made, or show the difference; never guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from autograder.course.authoring import RIGHT_VALUES
from autograder.data.answer_key import Case, ExerciseKey, KnownMisconception, Signature
from autograder.data.runs import Run, TaskRun
from autograder.judge.compare import Difference, agrees, compare, first_difference
from autograder.judge.describe import joined
from autograder.judge.messages import next_step, seen
from autograder.judge.pairs import NoPairs, PairSource, flattened
from autograder.judge.patterns import find_pattern

Identity = tuple[str, str]


@dataclass(frozen=True)
class Diagnosis:
    """What went wrong in one exercise, in words.

    ``message`` says what we saw and what should hold, ``next_step`` what to try. ``mistakes`` holds
    one or two ``(slug, replaced function)`` when known misconceptions explain every failing case;
    else ``generic`` names a generic finding ("transposed", "negated", …), or both are empty and the
    message shows the difference itself.
    """

    message: str
    next_step: str
    misconceptions: tuple[Identity, ...] = ()
    pattern: str = ""
    difference: Difference | None = None


def diagnose(
    key: ExerciseKey,
    run: TaskRun,
    differences: tuple[Difference | None, ...],
    misconceptions: tuple[KnownMisconception, ...],
    pairs: PairSource | None = None,
) -> Diagnosis:
    """Explain the failing cases (those whose difference is not ``None``; there is at least one).

    One misconception that explains all of them; else two that can come together, looked up in
    `pairs`; else a generic finding; else the difference itself, of the case that is best shown.
    That inputs are changed is seen without any of this: where nothing explains it together with
    wrong values, the values are explained by themselves.
    """
    case, difference = _shown(key, differences)
    explained = _explained(key, run, differences, misconceptions, pairs)
    if explained is None and any(
        each is not None and each.kind != "mutated input" for each in differences
    ):
        explained = _beside_changed_inputs(key, run, differences, misconceptions)
    return explained or Diagnosis(
        seen(case, difference) + _right_parts(key, run),
        next_step(case, difference),
        difference=difference,
    )


def _explained(
    key: ExerciseKey,
    run: TaskRun,
    differences: tuple[Difference | None, ...],
    misconceptions: tuple[KnownMisconception, ...],
    pairs: PairSource | None,
) -> Diagnosis | None:
    """What explains every failing case."""
    case, difference = _shown(key, differences)
    known = {misconception.id: misconception for misconception in misconceptions}
    right = tuple(one is None for one in differences)
    for several in (False, True):
        if several and _only_zeros(run, right):
            break  # many pairs of mistakes lose everything: zeros tell no one from another
        signatures = (pairs or NoPairs()).matching(key, run) if several else key.signatures
        explaining = [
            signature.misconceptions
            for signature in signatures
            if explains(key, run, signature, right)
        ]
        if explaining:
            named, alone = _one(explaining, key.slug, known)
            shown = seen(case, difference)
            return (
                _named([known[identity] for identity in named], key.slug, shown, difference)
                if alone
                else _undecided([known[found[0]] for found in explaining], shown, difference)
            )
    pattern = find_pattern(key, run, differences)
    if pattern is not None:
        return Diagnosis(
            f"{seen(case, difference)} {pattern.message}",
            pattern.next_step,
            pattern=pattern.name,
            difference=difference,
        )
    return None


def _beside_changed_inputs(
    key: ExerciseKey,
    run: TaskRun,
    differences: tuple[Difference | None, ...],
    misconceptions: tuple[KnownMisconception, ...],
) -> Diagnosis | None:
    """What explains all other failing cases, with a word on the inputs that are changed besides."""
    changed = [
        each.where for each in differences if each is not None and each.kind == "mutated input"
    ]
    keep = [
        index
        for index, each in enumerate(differences)
        if each is None or each.kind != "mutated input"
    ]
    if not changed:
        return None
    signatures = tuple(
        replace(signature, runs=tuple(signature.runs[index] for index in keep))
        for signature in key.signatures
    )
    rest = replace(key, cases=tuple(key.cases[index] for index in keep), signatures=signatures)
    said = _explained(
        rest,
        replace(run, runs=tuple(run.runs[index] for index in keep)),
        tuple(differences[index] for index in keep),
        misconceptions,
        None,
    )
    return (
        replace(
            said, message=f"{said.message} Besides, your function changes its input {changed[0]}."
        )
        if said
        else None
    )


def follows(
    key: ExerciseKey, run: TaskRun, upstream: tuple[Identity, ...], pairs: PairSource | None = None
) -> bool:
    """Whether the exercise is right, given one or two of these mistakes in the functions that it
    builds on.
    """
    given = sorted(set(upstream))
    right = tuple(
        compare(case, one, key.rtol, key.atol) is None
        for case, one in zip(key.cases, run.runs, strict=True)
    )
    if any(
        shows_work(key, signature) and explains(key, run, signature, right)
        for signature in key.signatures
        if set(signature.misconceptions) <= set(given)
    ):
        return True
    both = tuple((one, two) for one, two in combinations(given, 2) if one[1] != two[1])
    return bool(both) and any(
        shows_work(key, signature) and explains(key, run, signature, right)
        for signature in (pairs or NoPairs()).of(key, both)
    )


def shows_work(key: ExerciseKey, signature: Signature) -> bool:
    """Whether values come back in a case that decides, and not all the same one. Where a mistake
    only ever raises, whatever calls the function that has it does the same: ``return sigmoid(x_t)``
    would be as good as the right gate. Where all that is left of the answer is zeros, so would
    ``np.zeros``.
    """
    return any(
        case.criterion == RIGHT_VALUES
        and case.judge == "values"
        and (like is None or _varies(like))
        for case, like in zip(key.cases, signature.runs, strict=True)
    )


def _varies(run: Run) -> bool:
    values = flattened(run)[1]
    values = values[np.isfinite(values)]
    return run.outcome == "returned" and bool((values != values[:1]).any())


def explains(key: ExerciseKey, run: TaskRun, signature: Signature, right: tuple[bool, ...]) -> bool:
    """Whether these mistakes do in every single case what the learner's function did, which is
    `right` in some.

    Exceptions alone say little, since many mistakes end in the same one: unless some values agree,
    their words must.
    """
    if any(like is None and not passed for like, passed in zip(signature.runs, right, strict=True)):
        return False
    telling, same_words = False, True
    for case, like, one in zip(key.cases, signature.runs, run.runs, strict=True):
        if like is None:
            continue
        if not agrees(like, one, case.judge, key.rtol, key.atol):
            return False
        if like.outcome == "returned":
            telling = True
        else:
            same_words = same_words and _gist(like.message) == _gist(one.message)
    return telling or same_words


def _only_zeros(run: TaskRun, right: tuple[bool, ...]) -> bool:
    return not any(
        flattened(one)[1].any() or one.outcome != "returned"
        for one, passed in zip(run.runs, right, strict=True)
        if not passed
    )


_MISFIT = re.compile(
    r"size (\d+) is different from (\d+)\)|not aligned: (\d+) \(dim \d\) != (\d+) \(dim \d\)"
)


def _gist(message: str) -> str:
    """The words of an exception, but for how a product was written: ``@`` and ``np.dot`` complain
    differently.
    """
    misfit = _MISFIT.search(message)
    if misfit is None:
        return message.strip()
    sizes = sorted(size for size in misfit.groups() if size)
    return f"{sizes[0]} does not meet {sizes[1]}"


def _one(
    explaining: Iterable[tuple[Identity, ...]], slug: str, known: dict[Identity, KnownMisconception]
) -> tuple[tuple[Identity, ...], bool]:
    """The explanation to name, and whether the others say the same.

    One in the exercise's own function comes first; a mistake that declares to be the same as
    another stands back.
    """
    found = sorted(
        explaining,
        key=lambda names: (
            all(function != slug for _, function in names),
            sum(bool(known[identity].same_as) for identity in names),
            names,
        ),
    )
    return found[0], all(_same(found[0], other, known) for other in found[1:])


def _same(
    one: tuple[Identity, ...],
    other: tuple[Identity, ...],
    known: dict[Identity, KnownMisconception],
) -> bool:
    def signature(a: Identity, b: Identity) -> bool:
        return a == b or b[0] in known[a].same_as or a[0] in known[b].same_as

    return any(all(map(signature, one, order)) for order in (other, other[::-1]))


def _named(
    found: list[KnownMisconception], slug: str, shown: str, difference: Difference
) -> Diagnosis:
    if len(found) == 1:
        title = _title(found[0], slug)
        message = f"{title[:1].upper()}{title[1:]}. {shown} {found[0].explanation}"
    else:
        message = f"Two mistakes together explain what came back. {shown} " + " ".join(
            f"{number}: {_title(item, slug)}. {item.explanation}"
            for number, item in zip(("First", "Second"), found, strict=True)
        )
    return Diagnosis(
        message,
        " Then: ".join(item.hint for item in found),
        tuple(item.id for item in found),
        difference=difference,
    )


def _title(misconception: KnownMisconception, slug: str) -> str:
    return (
        misconception.title
        if misconception.replaces == slug
        else f"{misconception.title} (in the part that {misconception.replaces} does)"
    )


def _undecided(found: list[KnownMisconception], shown: str, difference: Difference) -> Diagnosis:
    """More than one mistake would look just like this, or one in more than one place: say so, and
    name none.
    """
    titles = "; or: ".join(dict.fromkeys(misconception.title for misconception in found[:3]))
    fits = (
        "a known mistake in more than one place"
        if len({misconception.slug for misconception in found}) == 1
        else "more than one known mistake"
    )
    return Diagnosis(
        f"{shown} What came back fits {fits}: {titles}.",
        found[0].hint,
        pattern="undecided",
        difference=difference,
    )


def _right_parts(key: ExerciseKey, run: TaskRun) -> str:
    """Which of several returned values are right in every case: it narrows the search."""
    count = len(key.returns)
    right = set(range(count))
    for case, one in zip(key.cases, run.runs, strict=True):
        if case.judge == "values":
            wanted, got = case.expected, one.value
            if not isinstance(wanted, tuple) or not isinstance(got, (tuple, list)):
                return ""
            if not len(got) == len(wanted) == count > 1:
                return ""
            right = {
                index
                for index in right
                if first_difference(wanted[index], got[index], key.rtol, key.atol) is None
            }
    names = [key.returns[index] for index in sorted(right)]
    return (
        f" {joined(names)} {'is' if len(names) == 1 else 'are'} right in every case."
        if names
        else ""
    )


def _shown(key: ExerciseKey, differences: tuple[Difference | None, ...]) -> tuple[Case, Difference]:
    """The failing case to show: a visible one if there is one, for learners can run it
    themselves.
    """
    failing = [
        (case, difference)
        for case, difference in zip(key.cases, differences, strict=True)
        if difference is not None
    ]
    return next((pair for pair in failing if pair[0].visible), failing[0])
