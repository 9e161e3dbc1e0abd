"""What the values of a right solution are called, and which step of a sequence they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.data.location import Quantity
from autograder.data.trace import Trace

_OF_A_STEP = re.compile(r"^[A-Za-z]\w*_(t|prev)$")
_LONGEST = 60


@dataclass(frozen=True)
class Label:
    """The name of a value, and the step and the layer that it was made in.

    ``named`` says whether the name is that of a variable, an input or a result, and not the source
    of an expression.
    """

    name: str
    step: int | None = None
    layer: int | None = None
    named: bool = True

    def seen_from(self, step: int | None) -> Quantity:
        """The quantity as it is told at a step: ``c_t`` of the step before is ``c_{t-1}``."""
        name = re.sub(r"(\w)_prev\b", r"\1_{t-1}", self.name)
        if self.step is not None and step is not None and self.step != step:
            apart = self.step - step
            name = re.sub(r"_\{t-1\}|_t\b", lambda at: _at(apart - (at[0] != "_t")), name)
        return Quantity(name, self.step, self.layer)


def _at(apart: int) -> str:
    """The index of a step so far from the one that is looked at: ``_{t-1}``, ``_t``."""
    return f"_{{t{apart:+d}}}" if apart else "_t"


def solid(trace: Trace) -> list[int]:
    """For each event the one that made its value: the same object under other names is followed."""
    found: list[int] = []
    for index, event in enumerate(trace.events):
        site = trace.site_of(index)
        same = event.alias or (site.kind == "before" and event.producers)
        found.append(found[event.producers[0]] if same and event.producers else index)
    return found


def turns(trace: Trace, place: int) -> list[tuple[int, int]]:
    """The loops around a place, the outermost first: site and number; none over names."""
    found: list[tuple[int, int]] = []
    while place >= 0:
        here = trace.places[place]
        if here.kind == "turn" and here.number >= 0:
            found.append((here.site, here.number))
        place = here.above
    return found[::-1]


def depth(trace: Trace, place: int) -> int:
    """How many calls a place is in."""
    found = 0
    while place >= 0:
        found += trace.places[place].kind == "call"
        place = trace.places[place].above
    return found


def labels(trace: Trace, inputs: Mapping[str, Any], returns: Sequence[str]) -> list[Label | None]:
    """Name the values of the reference.

    A variable with the name of a step's quantity, such as ``f_t`` or ``c_prev``, names a value
    best; then what is returned, then the variable of the outermost function, then the source of the
    expression.

    Returns
    -------
    list of Label or None
        One for each event, the same for all events of one object; ``None`` for groups.
    """
    makers = solid(trace)
    most = max((len(turns(trace, event.place)) for event in trace.events), default=0)
    names: dict[int, tuple[tuple[int, int, int], str]] = {}
    for index, event in enumerate(trace.events):
        site = trace.site_of(index)
        if site.kind != "name" or event.values is None:
            continue
        of_a_step = bool(_OF_A_STEP.match(site.text))
        rank = (0, 0, index) if of_a_step else (2, depth(trace, event.place), index)
        _best(names, makers[index], rank, site.text)
    for path, index in trace.outputs:
        _best(names, makers[index], (1, 0, 0), result_name(path, returns))
    for index, name in enumerate(_input_names(inputs)):
        _best(names, index, (-1, 0, 0), name)
    found: list[Label | None] = []
    for index, event in enumerate(trace.events):
        if event.values is None:
            found.append(None)
            continue
        maker = makers[index]
        around = turns(trace, trace.events[maker].place)
        step = around[-1][1] + 1 if around and len(around) == most else None
        outer = around[: most - 1]
        layer = outer[-1][1] + 1 if outer else None
        if maker in names:
            found.append(Label(names[maker][1], step, layer))
        else:
            site = trace.site_of(maker)
            text = site.text.replace("np.", "")
            found.append(Label(text[:_LONGEST], step, layer, named=False))
    return found


def result_name(path: str, returns: Sequence[str]) -> str:
    """What a returned value is called: ``[3]['W_f']`` is ``grads['W_f']``."""
    first = re.match(r"\[(\d+)\](.*)$", path, re.DOTALL)
    if first and int(first[1]) < len(returns):
        return returns[int(first[1])] + first[2]
    if len(returns) == 1:
        return returns[0] + path
    return path or "the result"


def _best(
    names: dict[int, tuple[tuple[int, int, int], str]],
    event: int,
    rank: tuple[int, int, int],
    name: str,
) -> None:
    if event not in names or rank < names[event][0]:
        names[event] = rank, name


def _input_names(inputs: Mapping[str, Any]) -> Iterator[str]:
    """The names of the inputs, in the order in which a recorder meets their arrays."""
    for name, value in inputs.items():
        yield from _inside(value, name)


def _inside(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, (np.ndarray, np.generic, float)):
        yield name
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _inside(item, str(key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _inside(item, f"{name}[{index}]")
