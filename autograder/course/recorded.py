"""Record what the reference goes through in the cases of an exercise.

The modules of the reference are loaded once more, with every expression wrapped as learners' code
is (`autograder.tracing`), beside those that are in use.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import inspect
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from types import ModuleType
from typing import Any

import numpy as np

from autograder.course.run_locally import fresh
from autograder.data.answer_key import Case
from autograder.data.runs import Chunk
from autograder.data.trace import Trace
from autograder.tracing.decode import read_trace
from autograder.tracing.job import start
from autograder.tracing.wrap import wrap

_PACKAGE = "reference"


class RecordedReference:
    """The reference with every expression recorded.

    The course has to be loaded in this process.
    """

    def __init__(self) -> None:
        names = [
            name for name in sys.modules if name == _PACKAGE or name.startswith(f"{_PACKAGE}.")
        ]
        chunks = [Chunk(name, inspect.getsource(sys.modules[name])) for name in sorted(names)]
        self._wrapped = wrap(chunks)
        self.sites = self._wrapped.sites
        sources = {chunk.name: chunk.source for chunk in self._wrapped.chunks}
        with _second_copy(sources) as modules:
            self._namespaces = [vars(module) for module in modules]
            self._shapes = sys.modules.get(f"{_PACKAGE}.shapes")

    def trace(self, function: str, inputs: Mapping[str, Any]) -> Trace | None:
        """What a function of the reference goes through; ``None`` where it raises."""
        recorder = start(self._wrapped, {})
        for namespace in self._namespaces:
            recorder = start(self._wrapped, namespace, recorder)
        arguments = [fresh(value) for value in inputs.values()]
        try:
            with (
                np.errstate(all="ignore"),
                warnings.catch_warnings(),
                getattr(self._shapes, "unchecked", nullcontext)(),
            ):
                warnings.simplefilter("ignore")
                value = recorder.call(self._function(function), arguments)
        except Exception:  # such a case has nothing to compare with
            return None
        return read_trace(value, self._wrapped)

    def _function(self, name: str) -> Any:
        """A function of the reference: of the package, or of a module that it does not name."""
        return next(space[name] for space in self._namespaces if name in space)

    def traces(self, function: str, cases: Sequence[Case]) -> Iterator[tuple[Case, Trace]]:
        """The traces of the cases that values can be located in."""
        for case in cases:
            if case.judge == "values" and not case.paired_with:
                trace = self.trace(function, case.inputs)
                if trace is not None and trace.complete and trace.outputs:
                    yield case, trace


class _Source(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and loads the wrapped modules."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name not in self._sources:
            return None
        package = any(other.startswith(f"{name}.") for other in self._sources)
        return importlib.machinery.ModuleSpec(name, self, is_package=package)

    def exec_module(self, module: ModuleType) -> None:
        start(wrap([]), vars(module))  # nothing is recorded while modules are loaded
        source = self._sources[module.__name__]
        exec(compile(source, module.__name__, "exec", dont_inherit=True), vars(module))


@contextmanager
def _second_copy(sources: Mapping[str, str]) -> Iterator[list[ModuleType]]:
    """The wrapped modules, the package first; those in use are back in their place afterwards."""
    used = {name: sys.modules.pop(name) for name in sources}
    finder = _Source(sources)
    sys.meta_path.insert(0, finder)
    try:
        yield [importlib.import_module(name) for name in sorted(sources)]
    finally:
        sys.meta_path.remove(finder)
        sys.modules.update(used)
