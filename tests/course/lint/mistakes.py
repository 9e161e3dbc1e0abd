"""Authors' mistakes: the tiny course with one of them at a time, and what lint should say of it.

``mistakes.yaml`` lists them. ``rule`` is the rule that is broken; ``file`` and ``line`` are where
lint should point, to the first line that holds this text; ``words`` must all be in the message. An
edit changes ``old`` into ``new``, writes ``text`` into a new file, or makes it a ``copy`` of
another one. It is about ``file``, unless it names one of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

TINY = Path(__file__).resolve().parents[2] / "tiny_course"


@dataclass(frozen=True)
class Mistake:
    """One mistake, and where lint should point."""

    name: str
    rule: str
    file: str
    line: str
    words: Sequence[str]
    edits: Sequence[Mapping[str, str]]

    def make(self, folder: Path) -> Path:
        """A copy of the tiny course with this mistake in it."""
        course = folder / self.name
        shutil.copytree(TINY, course, ignore=shutil.ignore_patterns("__pycache__"))
        for edit in self.edits:
            path = course / edit.get("file", self.file)
            source = course / edit["copy"] if "copy" in edit else path
            text = edit["text"] if "text" in edit else source.read_text(encoding="utf-8")
            assert edit.get("old", "") in text, (self.name, edit)
            if "old" in edit:
                text = text.replace(edit["old"], edit["new"], -1 if "copy" in edit else 1)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return course

    def number(self, course: Path) -> int:
        """The number of the line that lint should point to."""
        lines = (course / self.file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if self.line in line)


def _read() -> list[Mistake]:
    text = Path(__file__).with_name("mistakes.yaml").read_text(encoding="utf-8")
    groups = YAML(typ="safe").load(text)
    return [Mistake(name, **entry) for group in groups.values() for name, entry in group.items()]


ALL = _read()
