"""Running submissions elsewhere: parts of a class, and the workers of a cluster."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from autograder.commands.output import counted, escaped, new_console, say_done, stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.batch import GradingOptions
    from autograder.cluster.parts import Part
    from autograder.sandbox import Runner


def part_of(text: str) -> Part:
    """The part that was typed, such as 2/8. The command ends where it is none."""
    from autograder.cluster.parts import BadPart, Part

    try:
        return Part.read(text)
    except BadPart as error:
        stop(str(error))


def with_cluster(options: GradingOptions, address: str | None) -> GradingOptions:
    """The options with the workers of a cluster as what runs submissions, if one is asked for."""
    if address is None:
        return options
    from autograder.cluster.scheduler import ClusterTrouble, on_cluster

    @contextmanager
    def runner() -> Iterator[Runner]:
        try:
            with on_cluster(address, "C" if options.allow_unsafe else "B") as found:
                yield found
        except ClusterTrouble as error:
            stop(str(error))

    return replace(options, runner=runner)


def run_part_shown(
    folder: Path, unit: str | None, options: GradingOptions, part: Part, out: Path | None
) -> None:
    """Run a part of a class into a file, and say what to do with it."""
    from autograder.cluster.parts import recorder
    from autograder.commands.grading_bar import learners_bar
    from autograder.notebooks.gradebook.part_runs import run_part

    path = out or Path(f"part-{part.number}-of-{part.of}.zip")
    console = new_console()

    @contextmanager
    def runner() -> Iterator[Runner]:
        with options.open_runner() as inner, recorder(inner, path) as found:
            yield found

    with learners_bar(console, f"Part {part}") as shown:
        show = partial(shown.update, shown.add_task("", total=None))
        done = run_part(
            folder,
            unit,
            replace(options, runner=runner),
            part.choose,
            lambda learner, done, total: show(
                completed=done, total=total, description=escaped(learner)
            ),
        )
    say_done(
        console,
        f"Wrote {escaped(str(path))}: {counted(done.run, 'submission')} of {done.total} were run."
        + (f" {done.unread} could not be read." if done.unread else ""),
    )
    console.print(
        f"\nNext, where the gradebook is, with the files of all {part.of} parts:\n  gatewise course"
        f" merge {escaped(quote(str(folder)))} part-*-of-{part.of}.zip",
        soft_wrap=True,
    )
