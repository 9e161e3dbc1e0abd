"""Run one submission: its source statement by statement, then the functions of the exercises."""

from __future__ import annotations
import __future__

import ast
import copy
import linecache
import struct
import sys
import types
from collections.abc import Callable
from typing import Any
from warnings import resetwarnings, simplefilter

from numpy import seterr

from . import dump, wire
from .errors import described, frames, line_in, message_of, unparsed
from .notebook import leave_out_commands
from .scene import scene_of
from .stubs import Definitions, is_constant
from .uses import Uses

LONGEST_USES = 2000
SCENE_BYTES = 16_000


class Session:
    """Runs one job and sends frames about it.

    Parameters
    ----------
    data
        The job, in the form that ``autograder/sandbox/jobs.py`` describes.
    descriptor
        Where the frames go.
    limits
        What calls may return, by name (see ``autograder/sandbox/limits.py``).
    written
        Returns how many bytes of text have been printed so far.
    """

    def __init__(
        self, data: bytes, descriptor: int, limits: dict[str, Any], written: Callable[[], int]
    ) -> None:
        reader = wire.Reader(data)
        plan = reader.load()
        self.tasks = [
            (index, slug, stub, [reader.take(reader.number()) for _ in range(count)])
            for index, slug, stub, count in plan["tasks"]
        ]
        self.held = plan["held"]
        """Whether this is a further job of a submission: what it uses is known from the first."""
        self.frames = wire.Frames(descriptor, bytes.fromhex(plan["nonce"]), self.held)
        self.chunks: list[tuple[str, str, str | None]] = plan["chunks"]
        self.numbers = {name: number for number, (name, _, _) in enumerate(self.chunks)}
        self.skipped = {tuple(place) for place in plan["skip"]}
        self.stop = tuple(plan["stop"])
        self.result_bytes, self.text_size = limits["result_bytes"], written
        self.bytes_left = limits["all_results_bytes"] * 9 // 10
        self.parts_left = limits["all_results_parts"] * 9 // 10
        """A tenth is left for what names the values that are too large."""
        self.module = types.ModuleType("__main__")
        self.namespace = self.module.__dict__
        self.flags = 0
        self.definitions, self.uses = Definitions(), Uses()
        self.bound: dict[str, Any] = {}
        """The function of each exercise as its own chunk left it."""
        self.seen: dict[str, Any] = {}
        """What each exercise's name meant after the last statement."""
        self.written: dict[str, Any] = {}
        """The last function of that name that is no stub."""

    def run(self) -> None:
        """Run everything. What the submission raises is reported in the frames."""
        sys.modules["__main__"] = self.module
        for number, (name, source, solves) in enumerate(self.chunks):
            if (number, -1) >= self.stop:
                break
            if (number, -1) not in self.skipped:
                self._chunk(number, name, source)
            if solves is not None and callable(self.namespace.get(solves)):
                self.bound[solves] = self.namespace[solves]
        _flush()
        self.frames.send(wire.TOP_DONE, struct.pack("<I", self.text_size()))
        self._settle_names()
        _calm()
        for index, slug, stub, calls in self.tasks:
            self._task(index, slug, stub, calls)
        self.frames.send(wire.DONE, b"")

    # --- the top level ---

    def _chunk(self, number: int, name: str, source: str) -> None:
        self._step(number, -1, 0)
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            tree = self._parse(number, name, source)
        except BaseException as error:
            line = getattr(error, "lineno", 0) or 0
            self._note("error", number, line, unparsed(error, source))
            return
        self.definitions.read(name, tree)
        for place, node in enumerate(tree.body):
            if (number, place) >= self.stop:
                return
            if (number, place) in self.skipped:
                continue
            if not _harmless(node):
                self._step(number, place, node.lineno)
            try:
                self._learn_flags(node)
                code = compile(
                    ast.Module([node], []), name, "exec", flags=self.flags, dont_inherit=True
                )
                exec(code, self.namespace)
            except BaseException as error:
                if not self._import_singly(number, name, node):
                    line = line_in(error, name) or getattr(error, "lineno", None) or node.lineno
                    self._note("error", number, line, described(error))
            self._look_at_functions()

    def _import_singly(self, number: int, name: str, node: ast.stmt) -> bool:
        """Import each name of an import that failed, and note those that are missing.

        Returns whether `node` is an import of several names.
        """
        if not isinstance(node, (ast.Import, ast.ImportFrom)) or len(node.names) < 2:
            return False
        for alias in node.names:
            single = copy.copy(node)
            single.names = [alias]
            try:
                code = compile(ast.Module([single], []), name, "exec", dont_inherit=True)
                exec(code, self.namespace)
            except BaseException as error:
                self._note("error", number, node.lineno, described(error))
        return True

    def _look_at_functions(self) -> None:
        """Keep each exercise's function as it was last written, whatever its name means later."""
        for _, slug, stub, _ in self.tasks:
            function = self.namespace.get(slug)
            if function is not self.seen.get(slug):
                self.seen[slug] = function
                if self.definitions.found(function, stub) == "defined":
                    self.written[slug] = function

    def _settle_names(self) -> None:
        """Let each exercise's name mean the function that counts, for its callers too.

        That is the one of its own chunk, whatever a later one defines. Where the name ends as a
        stub, or as no function, it is the one that was written elsewhere: a learner may leave the
        cell with the stub as it is and write the function in another cell, above or below.
        """
        for _, slug, stub, _ in self.tasks:
            for place in (self.namespace, self.bound):
                if (
                    slug in self.written
                    and slug in place
                    and self.definitions.found(place[slug], stub) != "defined"
                ):
                    place[slug] = self.written[slug]
            own = self.bound.get(slug)
            if self.definitions.found(own, stub) == "defined":
                self.namespace[slug] = own

    def _parse(self, number: int, name: str, source: str) -> ast.Module:
        try:
            return ast.parse(source, name)
        except SyntaxError:
            kept, left_out = leave_out_commands(source)
            if not left_out:
                raise
            tree = ast.parse(kept, name)
            for line, message in left_out:
                self._note("left_out", number, line, message)
            return tree

    def _learn_flags(self, node: ast.stmt) -> None:
        """Let a ``from __future__`` import hold for the statements that follow.

        Each statement is compiled by itself.
        """
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            for alias in node.names:
                self.flags |= getattr(getattr(__future__, alias.name, None), "compiler_flag", 0)

    def _step(self, number: int, place: int, line: int) -> None:
        self.frames.send(wire.STEP, struct.pack("<IiI", number, place, line))

    def _note(self, kind: str, number: int, line: int, message: str) -> None:
        head = struct.pack("<II", number, _in_range(line))
        self.frames.send(wire.NOTE, head + dump.text(kind) + dump.text(message))

    # --- the exercises ---

    def _task(self, index: int, slug: str, stub: str, calls: list[bytes]) -> None:
        function = self.bound.get(slug, self.namespace.get(slug, self.written.get(slug)))
        found = self.definitions.found(function, stub)
        uses = "" if self.held else self._uses(function)
        self.frames.send(wire.TASK, struct.pack("<I", index) + dump.text(found) + dump.text(uses))
        if found == "defined" and function is not None:
            for number, blob in enumerate(calls):
                self._call(index, number, function, blob)
        _flush()
        self.frames.send(wire.TASK_DONE, struct.pack("<II", index, self.text_size()))

    def _uses(self, function: Any) -> str:
        try:
            return " ".join(self.uses.of(function))[:LONGEST_USES]
        except BaseException:  # a submission may have tampered with what this uses
            return ""

    def _call(self, index: int, number: int, function: Callable[..., Any], blob: bytes) -> None:
        arguments, places = wire.load_arguments(blob)
        raised, body = False, b"N"
        try:
            result = function(*arguments)
            body, parts = dump.dump_counted(
                result, min(self.result_bytes, self.bytes_left), self.parts_left
            )
            self.bytes_left, self.parts_left = self.bytes_left - len(body), self.parts_left - parts
            del result
        except BaseException as error:
            raised = True
            body = (
                dump.text(dump.type_name(error))
                + dump.text(message_of(error))
                + struct.pack("<iI", *self._where(error))
                + self._scene(error)
            )
        changed = wire.changed(blob, places, arguments)
        self.frames.send(
            wire.CALL,
            struct.pack("<II?I", index, number, raised, len(changed))
            + struct.pack(f"<{len(changed)}I", *changed)
            + body,
        )

    def _scene(self, error: BaseException) -> bytes:
        try:
            return dump.dump(scene_of(error, self.numbers.__contains__), SCENE_BYTES)
        except BaseException:  # a submission may have tampered with what this uses
            return b"N"

    def _where(self, error: BaseException) -> tuple[int, int]:
        """The index of the chunk and the line where an exception arose, or (-1, 0) for elsewhere.

        An exception may pass through several functions of the submission; the innermost counts.
        """
        found = (-1, 0)
        for filename, line in frames(error):
            if filename in self.numbers:
                found = (self.numbers[filename], _in_range(line))
        return found


def _in_range(line: int | None) -> int:
    """A line number that fits into a frame. Learner code can make any, and none."""
    return min(max(line or 0, 0), 2**31)


def _flush() -> None:
    """Let what was printed so far count for what has run so far."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # a submission may have put anything in their place
        pass


def _calm() -> None:
    """Let a warning be a warning again, whatever the submission asked for.

    It is the same where learners check their work themselves.
    """
    try:
        seterr(divide="warn", over="warn", under="ignore", invalid="warn")
        resetwarnings()
        for category in (
            DeprecationWarning,
            PendingDeprecationWarning,
            ImportWarning,
            ResourceWarning,
        ):
            simplefilter("ignore", category)  # as Python begins
    except BaseException:  # a submission may have tampered with what they use
        pass


def _harmless(node: ast.stmt) -> bool:
    """Whether the statement cannot take long, so that no frame has to announce it."""
    if isinstance(node, ast.FunctionDef):
        return not (node.decorator_list or node.args.defaults or any(node.args.kw_defaults))
    return isinstance(node, (ast.Import, ast.ImportFrom)) or is_constant(node)
