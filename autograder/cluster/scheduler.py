"""Run submissions on the workers of a Dask cluster.

A cluster trusts its machines: who controls a scheduler or a worker can do harm to all of it,
because Dask itself exchanges pickled objects. Nothing of a learner is among these: source goes out
as bytes, and what comes back is bytes that are checked (`travel`) before they are believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from distributed import Client, Future, wait

from autograder.cluster.parts import failed
from autograder.cluster.travel import BadRun, pack_source, pack_tasks, unpack_run
from autograder.cluster.worker import NAME, WarmSandbox, level_here, run_job
from autograder.data.runs import Job, JobRun, Task
from autograder.sandbox import LEVELS, Level, Limits, RunnerGone

CONNECT_SECONDS = 10
"""How long to wait for the scheduler."""
LOOK_SECONDS = 2.0
"""How often to look whether workers are still there, while nothing comes back."""
MOST_TRIES = 3
"""How often a job is sent before it goes to a person: a worker may die of it."""
MOST_PACKED = 64
"""Different sets of inputs whose bytes are kept."""
AHEAD = 2
"""Jobs under way for each thread of the workers."""


class ClusterTrouble(RunnerGone):
    """A cluster cannot be used. Says why in a sentence, and what to do."""


@dataclass
class _Sent:
    """A job under way: where it may run, and how often it was sent."""

    job: Job
    workers: tuple[str, ...]
    tries: int = 1


class ClusterRunner:
    """A `autograder.sandbox.Runner` on the workers of a cluster.

    Parameters
    ----------
    client
        Dask's client.
    wanted
        The lowest isolation level that a worker must have to get anything.
    limits
        How much a job may return.
    """

    def __init__(self, client: Client, wanted: Level, limits: Limits | None = None) -> None:
        self.level: Level = "A"
        self.problems: dict[str, str] = {}
        self._client, self._wanted = client, wanted
        self._limits = limits or Limits()
        self._levels: dict[str, Level] = {}
        self._threads: dict[str, int] = {}
        self._packed: dict[Any, tuple[tuple[Task, ...], bytes]] = {}

    def workers(self) -> tuple[str, ...]:
        """The addresses of the workers that are there and isolate well enough.

        Raises `ClusterTrouble` where there is none.
        """
        # What `Client.scheduler_info` returns may be overwritten, just then, by an answer without
        # workers that the client asks for every two seconds (seen with distributed 2026.8).
        asked = self._client.scheduler
        there = self._client.sync(asked.identity, n_workers=-1)["workers"] if asked else {}
        self._threads = {address: int(about["nthreads"]) for address, about in there.items()}
        if new := [address for address in there if address not in self._levels]:
            self._ask(new)
        known = [address for address in there if self._fits(address)]
        if not known:
            raise ClusterTrouble(self._none_fits(len(there)))
        self.level = max(self._levels[address] for address in known)
        return tuple(sorted(known))

    def run(self, job: Job) -> JobRun:
        """See `autograder.sandbox.Runner.run`."""
        return next(self.run_many([job]))

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        """See `autograder.sandbox.Runner.run_many`.

        Raises `ClusterTrouble` where no worker is left.
        """
        coming = iter(jobs)
        workers = self.workers()
        pending: dict[Future[bytes], _Sent] = {}
        more = True
        try:
            while more or pending:
                most = AHEAD * max(1, sum(self._threads.get(address, 0) for address in workers))
                while more and len(pending) < most:
                    job = next(coming, None)
                    if job is None:
                        more = False
                    else:
                        pending[self._send(job, workers)] = _Sent(job, workers)
                if not pending:
                    return
                done = self._done(pending)
                for future in done:
                    sent = pending.pop(future)
                    run = self._result(future, sent)
                    if run is not None:
                        yield run
                    else:
                        workers = self.workers()
                        again = _Sent(sent.job, workers, sent.tries + 1)
                        pending[self._send(sent.job, workers)] = again
                if not done:
                    workers = self.workers()
                    self._send_again(pending, workers)
        finally:
            for future in pending:
                future.cancel()

    def _send(self, job: Job, workers: tuple[str, ...]) -> Future[bytes]:
        return self._client.submit(
            run_job,
            pack_source(job),
            self._tasks(job.tasks),
            workers=list(workers),
            allow_other_workers=False,
            pure=False,
            retries=0,
        )

    def _tasks(self, tasks: tuple[Task, ...]) -> bytes:
        """The bytes of tasks. Those of a class are the very same objects, and are packed once."""
        same = tuple(
            (task.slug, task.stub, tuple(tuple(map(id, call)) for call in task.calls))
            for task in tasks
        )
        found = self._packed.get(same)
        if found is not None:
            return found[1]
        packed = pack_tasks(tasks)
        if len(self._packed) >= MOST_PACKED:
            self._packed.clear()
        # The tasks are kept too: otherwise a new value could get the id of one that is gone.
        self._packed[same] = tasks, packed
        return packed

    def _done(self, pending: dict[Future[bytes], _Sent]) -> list[Future[bytes]]:
        """The jobs that are done, none where that takes longer than `LOOK_SECONDS`."""
        try:
            with self._client.as_current():
                found = wait(list(pending), timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED")
        except TimeoutError:
            return []
        return list(found.done)

    def _result(self, future: Future[bytes], sent: _Sent) -> JobRun | None:
        """What a job did; ``None`` where it has to be sent again."""
        try:
            data: Any = future.result()
            run = unpack_run(bytes(data), sent.job, self._limits)
        except BadRun as error:
            why = str(error)
        except Exception as error:  # whatever happens to a worker, or on the way
            why = f"a worker of the cluster failed ({type(error).__name__})"
        else:
            if self._believed(run):
                return run
            why = f"a worker ran it at isolation level {run.isolation}"
        if sent.tries < MOST_TRIES:
            return None
        return failed(sent.job, f"{why}, {sent.tries} times", self.level)

    def _send_again(self, pending: dict[Future[bytes], _Sent], workers: tuple[str, ...]) -> None:
        """Send again what can run nowhere any more, because all its workers are gone."""
        for future, sent in list(pending.items()):
            if not set(sent.workers) & set(workers):
                future.cancel()
                del pending[future]
                again = _Sent(sent.job, workers, sent.tries + 1)
                pending[self._send(sent.job, workers)] = again

    def _believed(self, run: JobRun) -> bool:
        return LEVELS.index(_level(run.isolation)) <= LEVELS.index(self._wanted)

    def _fits(self, address: str) -> bool:
        level = self._levels.get(address)
        return (
            level is not None
            and not self.problems.get(address)
            and LEVELS.index(level) <= LEVELS.index(self._wanted)
        )

    def _ask(self, addresses: list[str]) -> None:
        """Ask workers for their isolation level."""
        try:
            found = self._client.run(level_here, workers=addresses, on_error="return")
        except Exception:  # one of them is gone already; it is asked again if it comes back
            return
        for address, answer in found.items():
            if isinstance(answer, tuple) and len(answer) == 2:
                self._levels[address] = _level(str(answer[0]))
                self.problems[address] = str(answer[1])[:500]
            else:
                self.problems[address] = "it did not answer"

    def _none_fits(self, count: int) -> str:
        if not count:
            return (
                "the cluster has no workers (left). Start some with `dask worker ADDRESS`, then run"
                " the same command again; what was graded is kept."
            )
        said = next((problem for problem in self.problems.values() if problem), "")
        levels = ", ".join(sorted(set(self._levels.values()))) or "unknown"
        return (
            f"no worker of this cluster isolates submissions at level {self._wanted} or better"
            f" (found: {levels}{'; ' + said if said else ''}). `gatewise doctor`, run on a worker's"
            " machine, says how to raise it."
        )


def _level(text: str) -> Level:
    return "A" if text == "A" else "B" if text == "B" else "C"


@contextmanager
def on_cluster(address: str, wanted: Level = "B") -> Iterator[ClusterRunner]:
    """Run submissions on a cluster that is there, for as long as the block lasts.

    Parameters
    ----------
    address
        The scheduler's, such as ``tcp://10.0.0.1:8786``.
    wanted
        The lowest isolation level of a worker that gets submissions. Level C is for your own code.

    Raises
    ------
    ClusterTrouble
        The scheduler does not answer, or no worker fits.
    """
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterTrouble(
            f"no Dask scheduler answers at {address} ({error}). Start one with `dask scheduler`,"
            " and give its address as it prints it, for instance tcp://10.0.0.1:8786."
        ) from error
    with client:
        try:
            client.register_plugin(WarmSandbox(wanted == "C"), name=NAME)
        except Exception as error:  # whatever a worker's installation lacks
            raise ClusterTrouble(
                f"the workers at {address} cannot load Gatewise ({type(error).__name__}: {error})."
                " Install the same version of gatewise[cluster] on each of them."
            ) from error
        runner = ClusterRunner(client, wanted)
        runner.workers()
        try:
            yield runner
        finally:
            client.unregister_worker_plugin(NAME)
