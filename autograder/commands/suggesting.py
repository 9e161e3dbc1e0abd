"""`gatewise author suggest`: what a course could name, from mutants and from submissions."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.commands.options import RootOption, UnsafeOption, examples
from autograder.commands.output import (
    clone,
    counted,
    escaped,
    new_console,
    say_advice,
    say_done,
    stop,
)

if TYPE_CHECKING:
    from rich.console import Console

    from autograder.commands.unnamed import Unnamed, UnnamedGroup
    from autograder.course.suggest import Proposal, Suggestions
    from autograder.data.answer_key import AnswerKey

app = typer.Typer()
_NAMES = 3
"""So many submissions of a group are named."""


@app.command(
    epilog=examples(
        from_mutants="gatewise author suggest forget_gate",
        from_a_class_too="gatewise author suggest forget_gate --work my-course/submitted",
        keep_the_second="gatewise author suggest forget_gate --write 2",
    )
)
def suggest(
    slug: Annotated[
        str, typer.Argument(metavar="EXERCISE", help="An exercise.", show_default=False)
    ],
    root: RootOption = None,
    work: Annotated[
        Path | None,
        typer.Option(
            "--work",
            show_default=False,
            help="A folder of submissions, such as `submitted` of a course.",
        ),
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many to show.")] = 10,
    write: Annotated[
        int | None,
        typer.Option(
            "--write",
            min=1,
            show_default=False,
            help="Write the draft of the proposal with this number.",
        ),
    ] = None,
    allow_unsafe: UnsafeOption = False,
) -> None:
    """Propose misconceptions for an exercise, to be accepted, worded and kept.

    It tries every one-edit change of the reference, and reads the submissions in the folder after
    `--work`, if it is given. Those that do what a known misconception does are left out, and those
    with equal results stand together: first what people really did. `--write` writes a draft into
    `exercises/misconceptions/`, and `gatewise lint` asks for the words that it lacks.
    """
    from autograder.course.discover import CourseError
    from autograder.course.process import build_keys
    from autograder.course.suggest import suggest as propose

    console, place, secret = new_console(), root or clone(), secrets.token_bytes(32)
    try:
        with console.status("Trying every change of the reference …"):
            found = propose(place, slug, secret)
            keys = build_keys(place, secret)
        unit = next(key for key in keys.values() if key.exercise(slug) is not None)
        seen = _run(console, work, unit, slug, allow_unsafe) if work is not None else None
    except (CourseError, PermissionError) as error:
        stop(str(error))
    listed = _listed(found, seen)
    if write is None:
        _show(console, slug, listed[:most], len(listed), seen)
    elif write > len(listed):
        stop(f"there are {counted(len(listed), 'proposal')}, and no number {write}.")
    else:
        _write(console, place, unit, slug, listed[write - 1])


def _run(console: Console, work: Path, unit: AnswerKey, slug: str, allow_unsafe: bool) -> Unnamed:
    """Run the submissions in a folder, and group what has no name."""
    from autograder.commands.unnamed import submission_files, unnamed

    files = submission_files(work)
    if not files:
        stop(f"there is no notebook and no Python file in {work}.")
    with console.status(f"Running {counted(len(files), 'submission')} …"):
        return unnamed(files, unit, slug, allow_unsafe)


class _Listed:
    """One line of the list: what people did, what a mutant does, or both."""

    def __init__(self, proposal: Proposal | None, group: UnnamedGroup | None) -> None:
        self.proposal, self.group = proposal, group

    @property
    def evidence(self) -> str:
        """What a learner sees of it."""
        known = [item.evidence for item in (self.group, self.proposal) if item is not None]
        return next(filter(None, known), "Only hidden cases show it.")

    @property
    def draft(self) -> str:
        """The source of the wrong version; that of a mutant is the cleaner one."""
        known = [item.draft for item in (self.proposal, self.group) if item is not None]
        return next(filter(None, known), "")


def _listed(found: Suggestions, seen: Unnamed | None) -> list[_Listed]:
    """What people did first; a mutant that does the same stands with it."""
    from autograder.course.suggest import same_as
    from autograder.data.runs import Run

    left = list(zip(found.key.signatures, found.proposals, strict=True))
    listed = []
    for group in seen.groups if seen is not None else ():
        runs = [
            run or Run("returned", case.expected)
            for run, case in zip(group.signature.runs, found.key.cases, strict=True)
        ]
        places = (place for place, (known, _) in enumerate(left) if same_as(known, runs, found.key))
        same = next(places, None)
        listed.append(_Listed(left.pop(same)[1] if same is not None else None, group))
    return [*listed, *(_Listed(proposal, None) for _, proposal in left)]


def _show(
    console: Console, slug: str, listed: Sequence[_Listed], total: int, seen: Unnamed | None
) -> None:
    if not listed:
        say_done(console, f"Every change of {slug} that was tried has a name already.")
        return
    for number, item in enumerate(listed, 1):
        heads = []
        if item.group is not None:
            names = ", ".join(str(path) for path in item.group.files[:_NAMES])
            more = len(item.group.files) - _NAMES
            heads.append(
                f"{counted(len(item.group.files), 'submission')}: {names}"
                + (f" and {more} more" if more > 0 else "")
            )
        if item.proposal is not None:
            first, *others = item.proposal.changes
            also = f" (and {counted(len(others), 'change')} with the same results)"
            heads.append(f"{first}{also if others else ''}")
        console.print(f"[bold]{number}.[/] {escaped('; '.join(heads))}", soft_wrap=True)
        console.print(f"   {escaped(item.evidence)}", soft_wrap=True, style="bright_black")
    if seen is not None:
        unnamed = sum(len(group.files) for group in seen.groups)
        console.print(f"\n{unnamed} of {counted(seen.wrong, 'wrong submission')} had no name.")
        if seen.unreadable:
            say_advice(console, f"{counted(seen.unreadable, 'file')} could not be read.")
    if total > len(listed):
        console.print(f"{total - len(listed)} more: --most {total}")
    console.print(f"To keep one: gatewise author suggest {slug} --write NUMBER", soft_wrap=True)


def _write(console: Console, root: Path, unit: AnswerKey, slug: str, item: _Listed) -> None:
    """Write the draft of a proposal next to the known misconceptions of its unit."""
    from autograder.course.drafts import draft

    if not item.draft:
        stop("no source of this one could be read, so there is nothing to write.")
    folder = root / "exercises" / "misconceptions" / unit.unit
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "__init__.py").exists():
        text = f'"""Known mistakes about unit *{unit.unit}*."""\n'
        (folder / "__init__.py").write_text(text, encoding="utf-8")
    number = 1
    while (folder / f"{slug}_draft_{number}.py").exists():
        number += 1
    path = folder / f"{slug}_draft_{number}.py"
    name = f"{slug.replace('_', '-')}-draft-{number}"
    path.write_text(draft(name, slug, item.draft), encoding="utf-8")
    say_done(console, f"Wrote {escaped(str(path))}. Word it, then run `gatewise lint`.")
