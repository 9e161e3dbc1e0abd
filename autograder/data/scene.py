"""Where an exception arose in the learner's source, and what the names there stood for.

It comes from the learner's own process, which can forge it: it is for words alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.data.text import clean

_LONGEST = 60
_MOST = 60
_LARGEST = 10**9


@dataclass(frozen=True)
class Thing:
    """What a name stood for, without its numbers.

    Parameters
    ----------
    kind
        ``array``, ``number``, ``none``, ``text``, ``list``, ``tuple``, ``dict``, ``module``,
        ``function`` or ``other``.
    shape
        The shape of an array, the length of a list, tuple or dict.
    word
        The dtype of an array, the name of a module, else the name of the type.
    parts
        The parts of a container by their key or position.
    """

    kind: str
    shape: tuple[int, ...] = ()
    word: str = ""
    parts: Mapping[str, Thing] = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """The place of an exception.

    Parameters
    ----------
    function
        The name of the function in which it arose.
    line, first, last
        The line, and the first and the last line of the expression that failed.
    start, end
        Where that expression starts and ends in its lines, in bytes of UTF-8.
    things
        What the names in it stood for.
    known
        Other names of the module.
    """

    function: str
    line: int
    first: int
    last: int
    start: int
    end: int
    things: Mapping[str, Thing]
    known: tuple[str, ...]


def read_scene(packed: Any) -> Scene | None:
    """Read what ``autograder/sandbox/inside/scene.py`` wrote; ``None`` for anything else."""
    try:
        function, line, first, last, start, end, things, known = packed
        return Scene(
            clean(str(function), _LONGEST),
            _place(line),
            _place(first),
            _place(last),
            _place(start),
            _place(end),
            {clean(str(name), _LONGEST): _thing(item) for name, item in _some(things)},
            tuple(clean(str(name), _LONGEST) for name in known),
        )
    except (TypeError, ValueError, AttributeError):
        return None


def pack_scene(scene: Scene) -> tuple[Any, ...]:
    """A scene as the plain value that `read_scene` reads."""
    return (
        *(scene.function, scene.line, scene.first, scene.last, scene.start, scene.end),
        {name: _packed(thing) for name, thing in scene.things.items()},
        scene.known,
    )


def _packed(thing: Thing) -> tuple[Any, ...]:
    parts = {name: _packed(part) for name, part in thing.parts.items()}
    return thing.kind, thing.shape, thing.word, parts


def _place(number: Any) -> int:
    return min(max(int(number), 0), _LARGEST)


def _thing(packed: Any) -> Thing:
    kind, shape, word, parts = packed
    sizes = tuple(map(_place, shape))[:32]
    return Thing(
        clean(str(kind), 20),
        sizes,
        clean(str(word), _LONGEST),
        {clean(str(name), _LONGEST): _thing(item) for name, item in _some(parts)},
    )


def _some(items: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return list(items.items())[:_MOST]
