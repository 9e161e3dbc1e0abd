"""Shims for what learners' own cells call and grading does not need.

``check``, ``quiz`` and ``display`` do nothing.
"""

from __future__ import annotations

import builtins
import importlib.machinery
import sys
import types
from collections.abc import Iterator, Sequence
from typing import Any

OURS = frozenset({"autograder", "quizzes"})


class Inert:
    """An object that can be called, iterated over and asked for any public attribute.

    It does nothing.
    """

    def __call__(self, *args: Any, **names: Any) -> Inert:
        """Take anything and return this object."""
        return self

    def __getattr__(self, name: str) -> Inert:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return ""


class _InertModule(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Inert()


class _Finder:
    """Finds and loads inert modules under our names, as the import system asks for it.

    Its methods are what counts there: the classes in `importlib.abc` would load twenty modules.
    """

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name.partition(".")[0] in OURS:
            loader: Any = self
            return importlib.machinery.ModuleSpec(name, loader, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def install() -> None:
    """Make the shims importable and, as in a notebook, known without an import."""
    sys.meta_path.insert(0, _Finder())
    for name in ("check", "quiz", "display"):
        setattr(builtins, name, Inert())
