"""A diagnosis in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from autograder.data.diagnosis import Apart, Dependencies, Diagnosis
from autograder.data.differences import Raised
from autograder.data.grades import Explanation
from autograder.data.misconceptions import KnownMisconception
from autograder.data.text import clean
from autograder.judge.describe import joined
from autograder.judge.messages.differences import seen
from autograder.judge.messages.headlines import headline_of
from autograder.judge.messages.located import (
    BACKWARD_IS_RIGHT,
    either,
    is_backward,
    located,
)
from autograder.judge.messages.patterns import pattern_text
from autograder.judge.messages.source_words import Told
from autograder.judge.messages.steps import next_step

if TYPE_CHECKING:
    from autograder.data.causes import Cause

RIGHT = Explanation("Right, in every case.")
_MOST_CANDIDATES = 3
_MOST_SYMBOLS = 3
_LONGEST_ERROR = 160
_NAMES_IN_CODE = frozenset({"tanh", "sigmoid", "softmax", "eps", "lr", "rng", "dx", "dh", "dc"})
"""Names in small letters, with which a title may begin."""


def explain(slug: str, diagnosis: Diagnosis, uses: Sequence[str] = ()) -> Explanation:
    """Explain a diagnosis of the exercise `slug` to its learner.

    ``uses`` names the learner's own functions that this one uses.
    """
    said = _explained(slug, diagnosis, uses)
    besides = [besides_text(apart) for apart in diagnosis.apart]
    if diagnosis.changed_inputs:
        besides.append(f"Your function also changes its input {joined(diagnosis.changed_inputs)}.")
    return replace(said, reason=" ".join(filter(None, (said.reason, *besides))))


def _explained(slug: str, diagnosis: Diagnosis, uses: Sequence[str]) -> Explanation:
    evidence = seen(diagnosis.case, diagnosis.difference)
    told: Told | None = None
    if diagnosis.cause is not None:
        from autograder.judge.messages.exceptions import explain_fact

        told = explain_fact(diagnosis.cause.fact) if diagnosis.cause.fact else None
        evidence = _where_it_stopped(diagnosis, diagnosis.cause)
    single = len({candidate.slug for candidate in diagnosis.undecided}) == 1
    if (diagnosis.misconceptions or single) and told is not None:
        evidence = f"{evidence} {told.headline}"
    if diagnosis.misconceptions:
        said = _named(diagnosis.misconceptions, (slug, *uses), evidence)
        reason = f"{said.reason}{_the_rest(diagnosis.undecided)}{_backward_lines(slug, diagnosis)}"
        return replace(said, reason=reason)
    if told is not None and not single:
        return Explanation(evidence, told.step, told.headline, told.reason)
    if diagnosis.undecided and diagnosis.location is not None and diagnosis.edits:
        return either(_named(diagnosis.undecided[:1], (slug, *uses), evidence), diagnosis)
    if diagnosis.undecided:
        return _undecided(diagnosis.undecided, evidence)
    if diagnosis.location is not None:
        return located(slug, diagnosis, diagnosis.location, evidence)
    if diagnosis.pattern is not None:
        meaning, step = pattern_text(diagnosis.pattern)
        return Explanation(evidence, step, meaning)
    return Explanation(
        evidence + _right_parts(diagnosis.right_parts),
        next_step(diagnosis.case, diagnosis.difference),
        headline_of(diagnosis.difference),
    )


def _backward_lines(slug: str, diagnosis: Diagnosis) -> str:
    """Say of a backward pass that it is right given a slip in the learner's own forward part."""
    functions = [identity.function for identity in diagnosis.identities]
    if not is_backward(slug) or diagnosis.undecided or any(map(is_backward, functions)):
        return ""
    return f" {BACKWARD_IS_RIGHT}"


def _where_it_stopped(diagnosis: Diagnosis, cause: Cause) -> str:
    """The learner's line, and the exception in its own words."""
    raised = diagnosis.difference
    if not isinstance(raised, Raised) or not cause.line:
        return seen(diagnosis.case, diagnosis.difference)
    from autograder.judge.messages.exceptions import place_of

    message = "" if cause.fact is not None else raised.message
    words = clean(": ".join(filter(None, (raised.error, message))), _LONGEST_ERROR)
    return f"{place_of(cause)} stopped with {words}{'' if words.endswith(('.', '…')) else '.'}"


def besides_text(apart: Apart) -> str:
    """Say what else goes wrong in another criterion."""
    what = "large inputs" if apart.large else f"“{apart.criterion}”"
    match apart.difference:
        case Raised(error=error) if apart.large:
            return f"Besides, large inputs raise {clean(error, 40)}."
        case Raised(error=error):
            return f"Besides, it stops with {clean(error, 40)} in {what}."
        case _:
            return f"Besides, {what} overflow."


def _named(
    misconceptions: Sequence[KnownMisconception], own: Sequence[str], evidence: str
) -> Explanation:
    if len(misconceptions) == 1:
        misconception = misconceptions[0]
        title = _title(misconception, own)
        return Explanation(
            evidence,
            misconception.hint,
            f"{_as_sentence(title)}.",
            misconception.explanation,
        )
    titles = [_title(misconception, own) for misconception in misconceptions]
    reasons = " ".join(
        f"{number}: {misconception.explanation}"
        for number, misconception in zip(("First", "Second"), misconceptions, strict=True)
    )
    first, second = (misconception.hint for misconception in misconceptions)
    return Explanation(
        evidence, first, f"Two things at once: {'; and: '.join(titles)}.", reasons, (second,)
    )


def _the_rest(candidates: Sequence[KnownMisconception]) -> str:
    """What else is wrong, where several would explain it."""
    titles = dict.fromkeys(candidate.title for candidate in candidates)
    if not titles:
        return ""
    return f" Something else is wrong as well: {'; or: '.join(list(titles)[:_MOST_CANDIDATES])}."


def _as_sentence(title: str) -> str:
    """A title with a capital in front, unless its first word is a name in code, such as ``dX``."""
    word = title.split(" ", 1)[0]
    if word in _NAMES_IN_CODE or not word.isalpha() or word != word.lower():
        return title
    return f"{title[:1].upper()}{title[1:]}"


def _title(misconception: KnownMisconception, own: Sequence[str]) -> str:
    """The title, and where it is, in terms of what the learner wrote.

    ``own`` are the exercise's function and the learner's own functions that it uses.
    """
    function = misconception.replaces
    if function == own[0]:
        return misconception.title
    if function in own:
        return f"{misconception.title} (in your {function})"
    return f"{misconception.title} (where {_computed(misconception)} computed)"


def _computed(misconception: KnownMisconception) -> str:
    """What the function computes, in the symbols of the formulas: "h_t and c_t are"."""
    symbols = [name for name in misconception.computes if "_" in name or name == "hs"]
    if not symbols:
        return f"the {misconception.replaces.replace('_', ' ')} is"
    if len(symbols) > _MOST_SYMBOLS:
        return f"{symbols[0]} and the rest are"
    return f"{joined(symbols)} {'is' if len(symbols) == 1 else 'are'}"


def _undecided(candidates: Sequence[KnownMisconception], evidence: str) -> Explanation:
    """More than one misconception explains it, or one in more than one place."""
    titles = dict.fromkeys(candidate.title for candidate in candidates[:_MOST_CANDIDATES])
    single = len({candidate.slug for candidate in candidates}) == 1
    fits = (
        "a known misconception in more than one place"
        if single
        else "more than one known misconception"
    )
    return Explanation(
        evidence,
        candidates[0].hint,
        f"{_as_sentence('; or: '.join(titles))}.",
        f"What came back fits {fits}.",
    )


def _right_parts(names: Sequence[str]) -> str:
    verb = "is" if len(names) == 1 else "are"
    return f" {joined(names)} {verb} right in every case." if names else ""


def with_dependencies(said: Explanation, dependencies: Dependencies) -> Explanation:
    """Add which functions to fix first; that takes the place of the next step."""
    names = joined(dependencies.slugs)
    verb = "is" if len(dependencies.slugs) == 1 else "are"
    if dependencies.unwritten:
        more = f"It uses your {names}, which {verb} not written yet."
        step = f"Write {names} first, then check this again."
    else:
        rest = (
            ": that may be all there is to it."
            if dependencies.may_be_all
            else ", whatever else there is."
        )
        more = f"It uses your {names}, which {verb} not right yet{rest}"
        step = f"Fix {names} first, then check this again."
    reason = " ".join(filter(None, (said.reason, more)))
    return replace(said, reason=reason, next_step=step, hints=())


def explain_follow_through(functions: Sequence[str]) -> Explanation:
    """Explain that an exercise is right given the learner's own earlier functions."""
    names = " and ".join(dict.fromkeys(functions))
    return Explanation(f"Right, given your {names}. Fix {names}, and this will be correct as well.")


def explain_grader_error(failure: str) -> Explanation:
    """Explain that the grader itself failed."""
    return Explanation(
        f"This could not be graded: {failure}. It is our fault, not yours, and a person will look"
        " at it."
    )
