"""Which other functions of a submission a function uses, by name.

It helps to say where to look, and decides nothing.
"""

from __future__ import annotations

import dis
import types
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

_GLOBAL = ("LOAD_GLOBAL", "LOAD_NAME")


class Uses:
    """Looks into compiled functions; at each piece of code once."""

    def __init__(self) -> None:
        self._direct: dict[types.CodeType, tuple[str, ...]] = {}

    def of(self, function: Any) -> list[str]:
        """The names of the submission's functions that `function` uses.

        It may use them directly or through another of them; its own name is left out.
        """
        found: dict[str, None] = {}
        todo, seen = [function], {id(function)}
        while todo:
            current = todo.pop()
            if not isinstance(current, types.FunctionType):
                continue
            names = {
                name: current.__globals__.get(name)
                for name in self._names(current.__code__, current.__globals__)
            }
            found |= dict.fromkeys(name for name, other in names.items() if other is not function)
            for other in (*names.values(), *_held(current)):
                if id(other) not in seen:
                    seen.add(id(other))
                    todo.append(other)
        return list(found)

    def _names(self, code: types.CodeType, defined: dict[str, Any]) -> tuple[str, ...]:
        if code not in self._direct:
            self._direct[code] = tuple(dict.fromkeys(self._read(code, defined)))
        return self._direct[code]

    def _read(self, code: types.CodeType, defined: dict[str, Any]) -> Iterator[str]:
        named = {
            name for name in code.co_names if isinstance(defined.get(name), types.FunctionType)
        }
        if named:  # an attribute may have such a name as well: only the instructions show it
            yield from (
                instruction.argval
                for instruction in dis.get_instructions(code)
                if instruction.opname in _GLOBAL and instruction.argval in named
            )
        for inner in code.co_consts:
            if isinstance(inner, types.CodeType):
                yield from self._read(inner, defined)


def _held(function: types.FunctionType) -> Iterator[Any]:
    """What a function has from the function around it, such as the function that it decorates."""
    for cell in function.__closure__ or ():
        with suppress(ValueError):  # nothing was ever put there
            yield cell.cell_contents
