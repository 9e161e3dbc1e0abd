"""How well this machine isolates learner code.

The level is judged from attempts to do harm (``inside/probes.py``), not from version numbers.

- **A**: every layer is there and works by itself, and together they stopped every attempt.
- **B**: a layer is missing, and still every attempt was stopped.
- **C**: an attempt got through. Only your own code should be run here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["A", "B", "C"]
LEVELS: tuple[Level, ...] = ("A", "B", "C")
"""From the strictest to the weakest."""

MUST_HOLD_ALONE = {
    "limits": ("take too much memory", "start a process", "write a file"),
    "landlock": ("read a file", "list a folder", "write a file", "make a folder"),
    "seccomp": (
        "read a file",
        "write a file",
        "make a folder",
        "start a process",
        "start a thread",
        "open a tcp socket",
        "open a unix socket",
        "signal the worker",
        "make a namespace",
        "share memory",
    ),
    "namespaces": ("read a file", "list a folder", "write a file", "see the network"),
}
"""What each layer must stop when it is the only one."""


class UnsafeIsolation(PermissionError):
    """This machine cannot isolate other people's code. Says what got through and what to do."""


@dataclass(frozen=True)
class Layer:
    """One layer: whether it works, and how it is made or why it does not work."""

    name: str
    works: bool
    how: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class Isolation:
    """How well learner code is isolated here.

    ``tried`` counts the attempts to do harm, and ``through`` names those that nothing stopped.
    """

    level: Level
    layers: tuple[Layer, ...]
    through: tuple[str, ...]
    tried: int = 0

    @property
    def missing(self) -> tuple[Layer, ...]:
        """The layers that do not work."""
        return tuple(layer for layer in self.layers if not layer.works)


def judge(ready: Mapping[str, Any], namespaces: str) -> Isolation:
    """The isolation that a warm process reports when it is ready.

    Parameters
    ----------
    ready
        The report, as ``inside/zygote.py`` makes it.
    namespaces
        How the process got its namespaces.
    """
    missing, alone, together = ready["missing"], ready["alone"], ready["together"]
    layers = tuple(
        _layer(name, missing.get(name, ""), alone.get(name, {}), namespaces)
        for name in MUST_HOLD_ALONE
    )
    through = tuple(together.get("through", ()))
    if "error" in together:
        return Isolation(
            "C", layers, (f"the layers cannot be put on together ({together['error']})",)
        )
    if through:
        return Isolation("C", layers, through, together["tried"])
    return Isolation(
        "A" if all(layer.works for layer in layers) else "B", layers, (), together["tried"]
    )


def _layer(name: str, why_missing: str, probe: Mapping[str, Any], namespaces: str) -> Layer:
    ways = {"bwrap": "made by bubblewrap", "unshare": "made from inside"}
    how = ways.get(namespaces, "") if name == "namespaces" else ""
    if why_missing:
        return Layer(name, False, how, why_missing)
    if "through" not in probe:
        return Layer(name, False, how, probe.get("error", "it was not probed"))
    failed = [attempt for attempt in MUST_HOLD_ALONE[name] if attempt in probe["through"]]
    if failed:
        return Layer(name, False, how, f"by itself it did not stop: {', '.join(failed)}")
    return Layer(name, True, how)


def refuse_unsafe(isolation: Isolation) -> None:
    """Refuse to run other people's code at level C.

    Raises
    ------
    UnsafeIsolation
        The level is C.
    """
    if isolation.level == "C":
        raise UnsafeIsolation(
            "On this machine a submission can do things that it must not:"
            f" {', '.join(isolation.through)}. Other people's submissions are run at level A or B"
            " only. Run `gatewise doctor` to see how to raise the level. If this is your own code,"
            " use --allow-unsafe."
        )
