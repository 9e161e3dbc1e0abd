"""What else is right, because it is the same algebra in another order.

A right formula can be written in many ways. From what the reference computes follow the parts of
its products and sums, the terms of its matrix products, and what stands inside its activations.
Nothing else is made up: a ``1 - v`` or a ``v**2`` that the reference does not have is no known
value.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import prod

import numpy as np
from numpy.typing import NDArray

from autograder.data.trace import Trace

Numbers = NDArray[np.float64]
MOST_FACTORS, MOST_TERMS, MOST_SPLIT, MOST_LINKS = 7, 5, 3, 12
LARGEST = 6_000
"""Terms of one matrix product that are looked at."""


class Algebra:
    """Derives values from those of a trace.

    Parameters
    ----------
    trace
        What the reference went through.
    makers
        For each event the one that made its value.
    """

    def __init__(self, trace: Trace, makers: list[int]) -> None:
        self._trace, self._makers = trace, makers
        self._chains: set[int] = set()

    def derived(self) -> Iterator[tuple[int, str, Numbers]]:
        """Yield values that follow, with the event they follow from and what they are used in."""
        events = self._trace.events
        for index, event in enumerate(events):
            if event.values is None or self._makers[index] != index:
                continue
            operation = self._operation(index)
            if operation in ("*", "/"):
                yield from self._of(index, "*", self._products(index))
                yield from self._of(index, "+", self._spread_terms(index))
            elif operation in ("+", "-", "sum"):
                yield from self._of(index, "+", self._sums(index))
            elif operation == "@":
                yield from self._of(index, "+", self._partial(index))
                yield from self._of(index, "@", self._chain(index))
            elif operation in ("total", "prod"):
                role = "+" if operation == "total" else "*"
                yield from self._of(index, role, self._totals(index, operation))

    def _of(
        self, index: int, role: str, values: Iterator[Numbers]
    ) -> Iterator[tuple[int, str, Numbers]]:
        with np.errstate(all="ignore"):
            for value in values:
                yield index, role, value

    def value(self, index: int) -> Numbers:
        """The numbers of an event in their shape."""
        event = self._trace.events[index]
        assert event.values is not None
        return event.values.reshape(event.shape)

    def _operation(self, index: int) -> str:
        site = self._trace.site_of(index)
        if site.kind not in ("operation", "update", "call"):
            return ""
        if site.kind != "call":
            return site.operation if len(self._operands(index)) == 2 else ""
        if site.operation.rpartition(".")[2] == "sum":
            return "sum" if self._summands(index) else "total"
        return "prod" if site.operation.rpartition(".")[2] == "prod" else ""

    def _operands(self, index: int) -> tuple[int, ...]:
        """The two events that an operation is made of, by the events that made them."""
        found = tuple(self._makers[item] for item in self._trace.events[index].producers)
        return found if all(self._trace.events[item].values is not None for item in found) else ()

    def _summands(self, index: int) -> list[int]:
        """The values that a call of ``sum`` adds up, where it adds up a list of them."""
        producers = self._trace.events[index].producers
        if len(producers) != 1:
            return []
        items = [self._makers[item] for item in self._trace.events[producers[0]].producers]
        own = self._trace.events[index]
        if len(items) < 2 or any(self._trace.events[item].shape != own.shape for item in items):
            return []
        total = sum(self.value(item) for item in items)
        return items if np.allclose(total, self.value(index)) else []

    # --- products ---

    def _factors(self, index: int, inverse: bool = False, deep: int = 0) -> list[tuple[int, bool]]:
        operation = self._operation(index)
        if operation not in ("*", "/") or deep > MOST_FACTORS:
            return [(index, inverse)]
        left, right = self._operands(index)
        return [
            *self._factors(left, inverse, deep + 1),
            *self._factors(right, inverse != (operation == "/"), deep + 1),
        ]

    def _products(self, index: int) -> Iterator[Numbers]:
        factors = self._factors(index)
        for items in (self._values(factors), *self._spread(factors)):
            if len(items) <= MOST_FACTORS:
                yield from _subsets(items, np.multiply)

    def _spread_terms(self, index: int) -> Iterator[Numbers]:
        """The terms that a product has when a sum among its factors is multiplied out."""
        for items in self._spread(self._factors(index)):
            if len(items) <= MOST_FACTORS:
                yield np.asarray(prod(items))

    def _spread(self, factors: list[tuple[int, bool]]) -> Iterator[list[Numbers]]:
        """The factors of these terms."""
        for at, (factor, inverse) in enumerate(factors):
            terms = self._terms(factor)
            if 1 < len(terms) <= MOST_SPLIT and not inverse:
                for term, _ in terms:
                    spread = [*factors[:at], *self._factors(term), *factors[at + 1 :]]
                    yield self._values(spread)

    def _values(self, factors: list[tuple[int, bool]]) -> list[Numbers]:
        return [1 / self.value(item) if inverse else self.value(item) for item, inverse in factors]

    # --- sums ---

    def _terms(self, index: int, sign: int = 1, deep: int = 0) -> list[tuple[int, int]]:
        operation = self._operation(index)
        if deep > 40:
            return [(index, sign)]
        if operation == "sum":
            return [(item, sign) for item in self._summands(index)]
        if operation not in ("+", "-"):
            return [(index, sign)]
        left, right = self._operands(index)
        site = self._trace.site_of(index)
        if site.kind == "update":
            left, right = right, left
        return [
            *self._terms(left, sign, deep + 1),
            *self._terms(right, -sign if operation == "-" else sign, deep + 1),
        ]

    def _sums(self, index: int) -> Iterator[Numbers]:
        signed = self._terms(index)
        terms = [sign * self.value(item) for item, sign in signed]
        if len(terms) > MOST_TERMS:
            yield from _subsets(terms[-2:], np.add)
            yield from _running(terms)
            yield from _running(terms[::-1])
            return
        if len(terms) > 1:
            yield from _subsets(terms, np.add)
        for at, (item, sign) in enumerate(signed):
            if self._operation(item) == "@":
                others = [np.zeros(()), *_all_sums(terms[:at] + terms[at + 1 :])]
                for part in self._partial(item):
                    if part.ndim == 3:
                        yield from (
                            sign * part + (other[:, None, :] if other.ndim == 2 else other)
                            for other in others[1:]
                            if other.ndim in (1, 2)
                        )

    # --- matrix products and sums over an axis ---

    def _partial(self, index: int) -> Iterator[Numbers]:
        left, right = (self.value(item) for item in self._operands(index))
        if left.ndim < 2 or right.ndim < 2 or left.size * right.shape[-1] > LARGEST:
            return
        terms = left[..., :, :, None] * right[..., None, :, :]
        yield terms
        yield np.cumsum(terms, axis=-2)
        yield np.cumsum(terms[..., ::-1, :], axis=-2)

    def _chain(self, index: int) -> Iterator[Numbers]:
        """The products of neighbours in a chain of matrix products."""
        links = self._links(index)
        if len(links) < 3 or any(
            index in self._trace.events[user].producers and self._operation(user) == "@"
            for user in self._trace.users[index]
        ):
            return
        values = [self.value(link) for link in links]
        for start in range(min(len(values), MOST_LINKS)):
            product = values[start]
            for value in values[start + 1 : MOST_LINKS]:
                try:
                    product = product @ value
                except ValueError:
                    break
                yield product

    def _links(self, index: int, deep: int = 0) -> list[int]:
        if self._operation(index) != "@" or deep > MOST_LINKS:
            return [index]
        left, right = self._operands(index)
        return [*self._links(left, deep + 1), *self._links(right, deep + 1)]

    def _totals(self, index: int, operation: str) -> Iterator[Numbers]:
        """The running sums or products along the first axis."""
        for item in self._trace.events[index].producers:
            if self._trace.events[item].values is None:
                continue
            value = self.value(item)
            if value.ndim and value.size <= LARGEST:
                combine = np.multiply if operation == "prod" else np.add
                for start in range(min(len(value), MOST_LINKS if operation == "prod" else 1)):
                    yield combine.accumulate(value[start:], axis=0)
                yield combine.accumulate(value[::-1], axis=0)
                if operation == "prod" and np.all(value > 0):
                    yield from (np.log(value), np.cumsum(np.log(value), axis=0))


def _subsets(items: list[Numbers], combine: np.ufunc) -> Iterator[Numbers]:
    """Combine any two or more of the items."""
    made: dict[int, Numbers] = {}
    for chosen in range(1, 1 << len(items)):
        rest = chosen & (chosen - 1)
        first = items[(chosen & -chosen).bit_length() - 1]
        try:
            made[chosen] = combine(made[rest], first) if rest else first
        except ValueError:  # parts that do not fit together
            return
        if rest:
            yield made[chosen]


def _all_sums(items: list[Numbers]) -> list[Numbers]:
    return [*items, *_subsets(items, np.add)] if len(items) <= MOST_TERMS else items


def _running(terms: list[Numbers]) -> Iterator[Numbers]:
    total = terms[0]
    for _, term in pairwise(terms):
        total = total + term
        yield total
