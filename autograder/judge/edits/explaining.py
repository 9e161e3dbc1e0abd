"""Which small change of a statement makes a wrong function right, as far as all cases show."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from autograder.data.answer_key import ExerciseKey
from autograder.data.edits import Edit
from autograder.data.location import Location
from autograder.data.runs import Chunk
from autograder.judge.edits.candidates import MOST_CANDIDATES, candidates
from autograder.judge.edits.choose import choose
from autograder.judge.edits.neighbours import places
from autograder.judge.edits.place import Place
from autograder.judge.edits.trying import (
    MOST_NEAR,
    NO_LIMITS,
    Bench,
    Known,
    Limits,
    Passing,
    Switch,
)
from autograder.judge.edits.variants import opened
from autograder.judge.laboratory import Laboratory


@dataclass(frozen=True)
class Remedy:
    """What would make a function right.

    Parameters
    ----------
    location
        The statement: the located one, or one near it.
    edits
        What the changes that pass have in common, the likeliest first; empty where none passes.
    whole
        The function is right with it. Otherwise only the values of the statement are, and
        something else is wrong as well.
    """

    location: Location
    edits: tuple[Edit, ...] = ()
    whole: bool = True


def find_remedy(
    key: ExerciseKey,
    location: Location,
    laboratory: Laboratory,
    known: Known | None = None,
    limits: Limits = NO_LIMITS,
) -> Remedy:
    """Try the changes of a located statement, and of those near it.

    All are tried in one case, and those that pass there in all cases. Where none passes, those of
    the located statement count after which its values are those of the right solution: then there
    is more than one slip.

    Parameters
    ----------
    key, location
        The exercise, and where the learner's numbers leave the truth.
    laboratory
        Runs the learner's source with the changes.
    known
        Tells right values of the statement, in the case of the location.
    limits
        How much may be tried.

    Raises
    ------
    autograder.judge.deadline.OutOfTime
        The deadline is over.
    """
    case = next((case for case in key.cases if case.name == location.case), None)
    if case is None:
        return Remedy(location)
    bench = Bench(key, laboratory, case, limits)
    switches: list[Switch] = []
    near = places(laboratory.chunks, location, key.slug)
    for number, (chunk, place) in enumerate(islice(near, 1 + limits.near)):
        opening = opened(chunk, place)
        if opening is None:
            continue
        most = MOST_NEAR if number else MOST_CANDIDATES
        switch = Switch(chunk, opening, candidates(place, location.text, most))
        passing = bench.passing(switch, limits.likely if number else most)
        if passing:
            return _remedy(passing, moved(location, chunk, place, number))
        switches.append(switch)
    for switch in switches[1:] if limits.others else ():
        passing = bench.passing(switch, MOST_NEAR)
        if passing:
            return _remedy(passing, moved(location, switch.chunk, switch.opening.place))
    if known is None or not switches:
        return Remedy(location)
    partly = choose(bench.known(switches[0], known))
    return Remedy(location, partly, whole=not partly)


def _remedy(passing: Sequence[Passing], location: Location) -> Remedy:
    edits = choose([item.candidate for item in passing])
    return Remedy(location, edits, any(item.whole for item in passing))


def moved(location: Location, chunk: Chunk, place: Place, number: int = 1) -> Location:
    """The location at another statement, without what was known of the first one.

    The first statement, number 0, is that of the location itself.
    """
    if number == 0:
        return location
    statement = place.statement
    return replace(
        location,
        kind="misplaced" if isinstance(statement, ast.Return) else "leaves",
        chunk=chunk.name,
        line=statement.lineno,
        end_line=statement.end_lineno or statement.lineno,
        text="",
        reads=(),
        makes="",
        wanted=None,
        step=None,
    )
