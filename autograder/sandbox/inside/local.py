"""A fork of the learner's own process that runs one submission: for their own code alone.

It has the limits, Landlock and seccomp of every fork. It does not hide what the process has in its
memory, and modules are loaded beforehand only where the source names them.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import re
import sys
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder
from typing import Any, NoReturn

from . import lockdown, shims
from .preload import NUMPY, STANDARD
from .printed import catch_text
from .session import Session
from .zygote import prepare, run_more

_ALWAYS = ("linecache", "tokenize", "traceback", "warnings", "numpy")
"""What Python loads by itself where something goes wrong."""
_COLLECT = (700, 10, 10)
"""When Python collects garbage, whatever the process that was forked has set."""
_WORD = re.compile(rb"\w+")


def load_named(packed: bytes) -> None:
    """Load what a submission may need, by the words of its source.

    Parameters
    ----------
    packed
        The packed job.
    """
    words = {word.decode("utf-8", "replace") for word in _WORD.findall(packed)}
    for name in (*NUMPY, *STANDARD):
        if name not in sys.modules and (name in _ALWAYS or words.issuperset(name.split(".")[-1:])):
            try:
                importlib.import_module(name)
            except ImportError:  # this Python or NumPy does not have it
                continue


def be_the_learner(
    packed: bytes, result: int, text: int, jobs: int | None, settings: dict[str, Any]
) -> NoReturn:
    """In the fork: forget our modules, lock in, and run the submission. This never returns.

    Parameters
    ----------
    packed
        The packed job.
    result, text
        The ends of the two pipes to write to.
    jobs
        The end of the pipe that further jobs come from, ``None`` where there are none.
    settings
        The limits and layers, and the ``parent`` that forked.
    """
    try:
        lockdown.die_with_parent(settings["parent"])
        read = os.open(os.devnull, os.O_RDONLY) if jobs is None else jobs
        for descriptor, to in ((read, 0), (text, 1), (text, 2)):
            os.dup2(descriptor, to)
        sys.stdin = io.TextIOWrapper(io.BytesIO())
        lockdown.keep_alone(result)
        _forget_ours()
        shims.install()
        os.environ.clear()
        os.chdir("/")
        sys.argv = [""]
        if lockdown.is_root():
            lockdown.give_up_root()
        lockdown.no_new_privileges()
        written, mute = catch_text(settings["text_bytes"])
        lock, _ = prepare(settings)
        running = Session(packed, 3, settings, written)
        lock.put_on()
        gc.freeze()  # what is there already stays, and need not be looked through
        gc.set_threshold(*_COLLECT)
        running.run()
        if jobs is not None:
            mute()
            run_more(settings)
        os.close(3)
        os._exit(0)
    except BaseException as error:
        os.write(2, f"the sandbox itself failed: {type(error).__name__}: {error}\n".encode())
        os._exit(70)


def _forget_ours() -> None:
    """Let no module be imported but those of Python and NumPy, as where submissions are graded."""
    kept = {*sys.stdlib_module_names, "numpy"}
    for name in list(sys.modules):
        if name.partition(".")[0] not in kept:
            del sys.modules[name]
    sys.meta_path[:] = [BuiltinImporter, FrozenImporter, PathFinder]
    sys.path.clear()
    sys.path_importer_cache.clear()
