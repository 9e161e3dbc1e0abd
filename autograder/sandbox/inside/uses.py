"""Which other functions of a hand-in a function uses, by name. It helps to say where to look, and
decides nothing.
"""

from __future__ import annotations

import dis
import types
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

_GLOBAL = ("LOAD_GLOBAL", "LOAD_NAME")


class Uses:
    """Looks into compiled functions. Each piece of code is looked at once."""

    def __init__(self) -> None:
        self._direct: dict[types.CodeType, tuple[str, ...]] = {}

    def of(self, function: Any) -> list[str]:
        """The functions of the hand-in that `function` uses, directly or through another of them,
        `function` aside.
        """
        found: dict[str, None] = {}
        todo, seen = [function], {id(function)}
        while todo:
            each = todo.pop()
            if not isinstance(each, types.FunctionType):
                continue
            names = {
                name: each.__globals__.get(name)
                for name in self._names(each.__code__, each.__globals__)
            }
            found |= dict.fromkeys(name for name, other in names.items() if other is not function)
            for other in (*names.values(), *_held(each)):
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
        if named:  # an attribute may have such a name as well: only the instructions tell
            yield from (
                each.argval
                for each in dis.get_instructions(code)
                if each.opname in _GLOBAL and each.argval in named
            )
        for inner in code.co_consts:
            if isinstance(inner, types.CodeType):
                yield from self._read(inner, defined)


def _held(function: types.FunctionType) -> Iterator[Any]:
    """What a function has from the function around it: what was decorated, for one."""
    for cell in function.__closure__ or ():
        with suppress(ValueError):  # nothing was ever put there
            yield cell.cell_contents
