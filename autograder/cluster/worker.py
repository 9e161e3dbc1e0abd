"""What runs on a worker of a Dask cluster: a warm sandbox, and the jobs that come for it.

Everything that travels is bytes (`travel`).
"""

from __future__ import annotations

import asyncio
from functools import lru_cache

from distributed import Worker, get_worker
from distributed.diagnostics.plugin import WorkerPlugin

from autograder.cluster.travel import pack_run, unpack_job, unpack_tasks
from autograder.data.runs import Task
from autograder.sandbox import CannotStart, Level, Sandbox, UnsafeIsolation

NAME = "gatewise-sandbox"
"""The name of the plugin on each worker."""


class WarmSandbox(WorkerPlugin):
    """Keeps a sandbox on a worker, with a warm process for each of its threads.

    Parameters
    ----------
    allow_unsafe
        Whether to start at isolation level C as well.

    Attributes
    ----------
    sandbox : Sandbox or None
        ``None`` where none could be started.
    problem : str
        Why there is none.
    """

    name = NAME

    def __init__(self, allow_unsafe: bool = False) -> None:
        self._allow_unsafe = allow_unsafe
        self.sandbox: Sandbox | None = None
        self.problem = ""

    async def setup(self, worker: Worker) -> None:
        """Start the sandbox. What keeps it from starting is noted and not raised."""
        sandbox = Sandbox(workers=worker.state.nthreads, allow_unsafe=self._allow_unsafe)
        try:
            self.sandbox = await asyncio.to_thread(sandbox.__enter__)
        except (UnsafeIsolation, CannotStart, OSError) as error:
            self.problem = str(error)

    async def teardown(self, worker: Worker) -> None:
        """End the sandbox."""
        sandbox, self.sandbox = self.sandbox, None
        if sandbox is not None:
            await asyncio.to_thread(sandbox.close)

    @property
    def level(self) -> Level:
        """The isolation level of this worker; ``C`` where nothing can be run."""
        return "C" if self.sandbox is None else self.sandbox.level


def level_here(dask_worker: Worker) -> tuple[str, str]:
    """The isolation level of a worker, and what is wrong there."""
    plugin = dask_worker.plugins.get(NAME)
    if not isinstance(plugin, WarmSandbox):
        return "C", "it has no sandbox"
    return plugin.level, plugin.problem


def run_job(source: bytes, tasks: bytes) -> bytes:
    """Run one job in the sandbox of the worker that this is called on."""
    plugin = get_worker().plugins[NAME]
    if not isinstance(plugin, WarmSandbox) or plugin.sandbox is None:
        raise RuntimeError("this worker has no sandbox")
    return pack_run(plugin.sandbox.run(unpack_job(source, _tasks(tasks))))


@lru_cache(maxsize=32)
def _tasks(data: bytes) -> tuple[Task, ...]:
    """The tasks, which are the same for a whole class. The sandbox keeps them packed then."""
    return unpack_tasks(data)
