"""The values that are known to be right in one case, to be found again in any arrangement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from autograder.data.trace import Event, Trace
from autograder.data.tree import leaves, path_text
from autograder.judge.locate.algebra import Algebra, Numbers
from autograder.judge.locate.inside import inside_activations
from autograder.judge.locate.known import ANY_FORM, RELATIVE, Known, special
from autograder.judge.locate.names import Label, labels, result_name, solid, turns

Class = Literal["known", "special", "unknown", "through"]
"""What the numbers of an event are: all known to be right; only special ones, such as 0 and 1, that
say nothing; some unknown; none at all, for a container."""
ROLES = {"@": 1, "*": 2, "+": 4, "-": 4, "/": 8, "activation": 16, "inside": 32}
"""What the reference does with a value, as a bit each. ``inside`` is a value on the way to an
activation, such as ``1 + exp(-z)``; a sum and a difference are the same role."""
_ONE_BEFORE = {
    "@": ROLES["*"],
    "*": ROLES["activation"] | ROLES["+"],
    "/": ROLES["activation"] | ROLES["+"],
    "+": ROLES["*"] | ROLES["@"],
    "-": ROLES["*"] | ROLES["@"],
    "activation": ROLES["+"] | ROLES["*"],
}
"""For each operation the roles of values from which one operation makes something to be used so."""


class Pool(Known):
    """Known values, sorted, each with what it is called.

    Parameters
    ----------
    truth
        What the reference went through in the case.
    inputs, expected, returns
        The case's inputs, its expected value, and the names of the returned values.
    """

    def __init__(
        self, truth: Trace, inputs: Mapping[str, Any], expected: Any, returns: Sequence[str]
    ) -> None:
        super().__init__()
        self.truth = truth
        self.makers = solid(truth)
        self._labels: list[Label | None] = labels(truth, inputs, returns)
        self._steps: set[int] = set()
        self._then: dict[int, frozenset[str]] = {}
        sequences: list[int] = []
        given: list[tuple[Label, Numbers]] = []
        for index, event in enumerate(truth.events):
            if event.values is not None and self.makers[index] == index:
                if is_input(truth, index) and len(event.shape) > 2:
                    sequences.append(index)  # its steps have names of their own
                else:
                    self.put(event.values, index)
        results = [
            (Label(result_name(path_text(path), returns)), np.asarray(leaf, dtype=float).ravel())
            for path, leaf in leaves(expected)
            if _is_numbers(leaf)
        ]
        for index in sequences:
            values = truth.events[index].values
            given.append((self._labels[index] or Label(""), np.ravel(values)))  # type: ignore[arg-type]
        for label, values in (*results, *given):
            self._labels.append(label)
            self.put(values, len(self._labels) - 1)
        self.sort()
        inside = list(self._activations())
        self._leave_out_steps(inside)
        for index, form, value in inside:
            self.put(value.ravel(), index, 1 << form)
        derived: list[tuple[str, Numbers]] = []
        for index, role, value in Algebra(truth, self.makers).derived():
            self._labels.append(self._part_of(index))
            self.put(value.ravel(), len(self._labels) - 1)
            derived.append((role, value))
        self.sort()
        self._roles = np.where(self._form == ANY_FORM, 0, ROLES["inside"])
        for role, bit in ROLES.items():
            used = self._operands(role) + [value for name, value in derived if name == role]
            self._roles |= bit * self.marked(used)
        ends = [values for _, values in results]
        for index, event in enumerate(truth.events):
            if event.values is not None and is_input(truth, index):
                ends.append(event.values)
        self._ends = self.marked(ends)
        self._results = self.marked([values for _, values in results])

    # --- asking ---

    def kind(self, event: Event) -> Class:
        """What the numbers of an event are."""
        if event.values is None:
            return "through"
        return self.kind_of(event.values, event.single)

    def kind_of(self, values: Numbers, single: bool = False) -> Class:
        """What these numbers are."""
        telling = values[~special(values)]
        if not telling.size:
            return "special"
        if not np.isfinite(telling).all():
            return "unknown"
        found, at = self.find(telling, single)
        # What is computed on the way to an activation is computed in one way for all numbers.
        forms = np.bitwise_and.reduce(self._form[at]) if found.all() else 0
        return "known" if forms else "unknown"

    def hits(self, values: Numbers, single: bool = False) -> NDArray[np.bool_]:
        """Which of the numbers are known."""
        return self.find(values, single)[0]

    def label(self, values: Numbers | None, single: bool = False) -> Label | None:
        """What most of the numbers are called; ``None`` where none is known, or none has a name."""
        if values is None:
            return None
        telling = values[~special(values)]
        if not self.find(telling, single)[0].any():
            return None
        return self._labels[self._owner_of(telling)]

    def never(self, role: str, values: Numbers, single: bool = False) -> NDArray[np.bool_]:
        """Which numbers the reference has, does something with, but never this.

        Only where one more operation would make something that is used so. What is computed on the
        way to an activation goes on in its own way.
        """
        found, at = self.find(values, single)
        roles = self._roles[at]
        telling = found & ~special(values) & ~self._results[at]
        inside = telling & (roles == ROLES["inside"])
        lacking = (roles & ROLES.get(role, 0) == 0) & (roles & _ONE_BEFORE.get(role, 0) > 0)
        result: NDArray[np.bool_] = telling & ~inside & lacking
        if inside.any() and role not in self.then(values[inside], single):
            result |= inside
        return result

    def steps(self, values: Numbers, single: bool = False) -> NDArray[np.bool_]:
        """Which numbers occur on the way to an activation and nowhere else."""
        found, at = self.find(values, single)
        result: NDArray[np.bool_] = found & (self._roles[at] == ROLES["inside"])
        return result

    def role(self, role: str, values: Numbers, single: bool = False) -> bool:
        """Whether the reference uses all of the numbers in such an operation."""
        found, at = self.find(values, single)
        return bool(found.all() and (self._roles[at] & ROLES[role]).all())

    def unfit(self, values: Numbers, single: bool = False) -> NDArray[np.bool_]:
        """Which numbers are no result and no input."""
        found, at = self.find(values, single)
        result: NDArray[np.bool_] = found & ~special(values) & ~self._ends[at]
        return result

    def then(self, values: Numbers, single: bool = False) -> frozenset[str]:
        """What may be done with numbers that are computed on the way to an activation."""
        found, at = self.find(values, single)
        inside = self._roles[at] == ROLES["inside"]
        if not (found & inside).any():
            return frozenset()
        forms = int(np.bitwise_and.reduce(self._form[at][found & inside]))
        names = (names for form, names in self._then.items() if forms >> form & 1)
        return frozenset().union(*names)

    def together(self, left: Numbers, right: Numbers) -> bool:
        """Whether the reference puts two values together in one operation."""
        return frozenset((self._owner_of(left), self._owner_of(right))) in self._pairs

    @cached_property
    def _pairs(self) -> set[frozenset[int]]:
        found: set[frozenset[int]] = set()
        for index, event in enumerate(self.truth.events):
            site = self.truth.site_of(index)
            if site.kind in ("operation", "update") and len(event.producers) == 2:
                operands = [self.truth.events[item].values for item in event.producers]
                if all(item is not None and item.size for item in operands):
                    found.add(frozenset(self._owner_of(item) for item in operands))  # type: ignore[arg-type]
        return found

    @cached_property
    def steps_of_truth(self) -> int:
        """How many steps the innermost loop of the reference has; 0 without a loop."""
        loops = [turns(self.truth, place) for place in range(len(self.truth.places))]
        most = max(map(len, loops), default=0)
        return max((found[-1][1] + 1 for found in loops if found and len(found) == most), default=0)

    @cached_property
    def multiplies_zeros(self) -> bool:
        """Whether the reference has a matrix product with nothing but zeros."""
        return any(not np.any(values) for values in self._operands("@") if values.size > 1)

    def named(self) -> Iterator[tuple[int, Label]]:
        """The values that have a name of their own, in the order in which they come about."""
        for index, event in enumerate(self.truth.events):
            label = self._labels[index]
            if event.values is not None and self.makers[index] == index and label is not None:
                yield index, label

    # --- making ---

    def _activations(self) -> Iterator[tuple[int, int, Numbers]]:
        """What may stand inside the activations of the reference: owner, form and numbers."""
        self._inside: list[Numbers] = []
        for index, event in enumerate(self.truth.events):
            values = event.values
            if values is None or self.makers[index] != index or not event.shape:
                continue
            kinds = []
            with np.errstate(all="ignore"):
                if np.all((values > 0) & (values < 1)):
                    kinds.append(("logistic", np.log(values / (1 - values))))
                if np.all(np.abs(values) < 1):
                    kinds.append(("tanh", np.arctanh(values)))
            for kind, z in kinds:
                if self.kind_of(z) == "known":
                    self._inside.append(z)
                    self._labels.append(self._inside_of(index, z))
                    owner = len(self._labels) - 1
                    first = 0 if kind == "logistic" else 31
                    for form, inside in enumerate(inside_activations(z, kind)):
                        self._then[first + form] = inside.then
                        yield owner, first + form, inside.values

    def _leave_out_steps(self, inside: Sequence[tuple[int, int, Numbers]]) -> None:
        """Take the reference's own steps on the way to an activation for what they are."""
        if not inside:
            return
        steps = np.sort(np.concatenate([np.ravel(values) for _, _, values in inside]))
        for at, (owner, values) in enumerate(zip(self._of, self._values, strict=True)):
            label = self._labels[owner]
            made = owner < len(self.truth.events) and not is_input(self.truth, owner)
            if not made or label is None or label.named or label.name.startswith("z_"):
                continue
            if special(values).all():
                continue
            near = np.clip(np.searchsorted(steps, values - 1e-12), 0, len(steps) - 1)
            if np.all(np.abs(steps[near] - values) <= 1e-12 + RELATIVE * np.abs(values)):
                self._steps.add(owner)
                self._values[at] = values[:0]

    def _inside_of(self, index: int, z: Numbers) -> Label | None:
        """What goes into the activation of ``f_t`` is ``z_f``, unless it has a better name."""
        owner, outer = self._owner_of(z), self._labels[index]
        inner = self._labels[owner]
        made_here = owner < len(self.truth.events) and not is_input(self.truth, owner)
        if inner is None or outer is None or not made_here:
            return inner and replace(inner, named=False)
        if inner.named and "_" in inner.name:
            return replace(inner, named=False)
        name = f"z_{outer.name.removesuffix('_t')}"
        found = Label(name, outer.step, outer.layer, named=False)
        self._labels[owner] = found
        return found

    def _owner_of(self, values: Numbers) -> int:
        found, at = self.find(values, False)
        if not found.any():
            return -1
        owners, counts = np.unique(self._owner[at[found]], return_counts=True)
        return int(owners[counts.argmax()])

    def _part_of(self, index: int) -> Label | None:
        label = self._labels[index]
        return label and Label(label.name, label.step, label.layer, named=False)

    def _operands(self, role: str) -> list[Numbers]:
        """The numbers that the reference uses in an operation."""
        if role in ("activation", "inside"):
            return self._inside if role == "activation" else []
        found: list[Numbers] = []
        for index, event in enumerate(self.truth.events):
            site = self.truth.site_of(index)
            if self.makers[index] in self._steps:
                continue
            if site.operation == role and site.kind in ("operation", "update"):
                operands = (self.truth.events[item].values for item in event.producers)
                found += [values for values in operands if values is not None]
        return found


def _is_numbers(leaf: Any) -> bool:
    try:
        return np.asarray(leaf).dtype.kind in "fiu"
    except ValueError:
        return False


def is_input(trace: Trace, event: int) -> bool:
    """Whether an event is an argument of the call."""
    site = trace.site_of(event)
    return site.kind == "input"
