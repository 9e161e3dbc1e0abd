"""The loop of `gatewise watch`: saves and keys come in, and the screen follows."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console, RenderableType
from watchfiles import watch as watch_files

from autograder.commands.keyboard import keys
from autograder.commands.watch_screen import overview, screen
from autograder.learner.attempts import default_file, load_attempts, save_attempts
from autograder.learner.checker import Checker
from autograder.learner.watch import View, Watch
from autograder.learner.work import UnitFolder, unit_folders

QUIT = ("q", "Q", "\x04")
STEP, DEBOUNCE = 10, 120
"""Milliseconds in which no save may follow before one is reported, and the most that is waited."""

LOOK_UP = 0.3
"""The most seconds that pass between two looks for Control-C."""

Event = Path | str
"""A file that was saved, or a key."""


def run_watch(folder: Path, console: Console) -> None:
    """Watch the units of a folder until the learner quits.

    Raises
    ------
    autograder.learner.keys.NoPublicKey
        There is no unit.
    autograder.data.answer_key.BadKey
        A public key cannot be read.
    autograder.sandbox.CannotStart
        This machine can run nothing.
    """
    units = unit_folders(folder)
    events: queue.Queue[Event] = queue.Queue()
    attempts = load_attempts(default_file())
    with ExitStack() as stack:
        stack.callback(lambda: save_attempts(attempts, default_file()))
        stack.enter_context(_saves(units, events))
        with console.status("Checking what is there …"):
            watch = Watch(units, stack.enter_context(Checker()), attempts)
            view = watch.begin()
        stack.enter_context(keys(events.put))
        try:
            follow(watch, view, events, console)
        except KeyboardInterrupt:
            return


def follow(watch: Watch, view: View, events: queue.Queue[Event], console: Console) -> None:
    """Show a view, and what each event makes of it, until a key quits."""
    _show(console, screen(view, datetime.now()))
    while True:
        event = _next(events)
        if isinstance(event, Path):
            changed = watch.saved(_last_saved(event, events))
            if changed is not None:
                _show(console, screen(changed, datetime.now()))
        elif event in QUIT:
            return
        elif event in ("l", "L"):
            _show(console, overview(watch.overview()))
        else:
            answers = {"h": watch.hint, "n": watch.next}
            view = answers.get(event.lower(), watch.now)()
            _show(console, screen(view, datetime.now()))


def _next(events: queue.Queue[Event]) -> Event:
    """The next event. It looks up now and then: Control-C may reach another thread than this."""
    while True:
        try:
            return events.get(timeout=LOOK_UP)
        except queue.Empty:
            continue


def _last_saved(path: Path, events: queue.Queue[Event]) -> Path:
    """The file that was saved last of those that wait. Keys stay where they are."""
    keys_pressed: list[Event] = []
    while True:
        try:
            event = events.get_nowait()
        except queue.Empty:
            break
        if isinstance(event, Path):
            path = event
        else:
            keys_pressed.append(event)
    for key in keys_pressed:
        events.put(key)
    return path


@contextmanager
def _saves(units: list[UnitFolder], events: queue.Queue[Event]) -> Iterator[None]:
    """Report each save in the units' folders, in a thread, until the block ends."""
    over = threading.Event()
    folders = dict.fromkeys(unit.folder for unit in units)

    def report() -> None:
        for changes in watch_files(
            *folders,
            recursive=False,
            step=STEP,
            debounce=DEBOUNCE,
            stop_event=over,
            rust_timeout=500,
            raise_interrupt=False,
        ):
            for _, name in changes:
                events.put(Path(name))

    thread = threading.Thread(target=report, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(2)


def _show(console: Console, what: RenderableType) -> None:
    """Put a screen in place of the one before; where nobody could see that, below it."""
    if console.is_terminal:
        console.clear()
    console.print(what)
