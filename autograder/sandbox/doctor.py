"""`gatewise doctor`: how well this machine isolates learner code, and how to raise the level.

The level is found by real attempts to do harm.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.sandbox import CannotStart, Isolation, Sandbox
from autograder.sandbox.level import Layer

_LAYERS = {
    "limits": "limits on memory, CPU time, processes, files and descriptors",
    "landlock": "no file can be opened, changed or listed",
    "seccomp": "only the few system calls that computing needs",
    "namespaces": "an empty file system, no network, no other process in sight",
}
_LEVELS = {
    "A": "Every layer works by itself, and together they stopped every attempt.",
    "B": "Every attempt was stopped, but a layer is missing. Others' submissions are graded.",
    "C": "Some attempts got through. Check your own code here; others' submissions are refused.",
}
_NOT_LINUX = (
    "The layers need Linux. Grade other people's submissions in Linux: a virtual machine, WSL 2, or"
    " a container."
)
_UNCONFINED = "docker run --security-opt seccomp=unconfined …"


@dataclass(frozen=True)
class DoctorReport:
    """What was found.

    ``advice`` and ``command`` say what raises the level; they are empty at level A. ``problem``
    says why nothing can be run.
    """

    level: str
    isolation: Isolation
    system: str
    python: str
    user: str
    advice: str = ""
    command: str = ""
    problem: str = ""


def probe() -> DoctorReport:
    """Start a warm process, let it attack its own isolation, and report what held.

    Nothing on the machine is changed.
    """
    system = f"{platform.system()} {platform.release()} on {platform.machine()}"
    python = f"{platform.python_version()} ({sys.executable})"
    try:
        with Sandbox(workers=1, allow_unsafe=True) as sandbox:
            isolation = sandbox.isolation
            user = sandbox.dropped_root or "Learner code runs as you" + (
                "." if isolation.level == "C" else ", inside these layers."
            )
    except CannotStart as error:
        return DoctorReport(
            "C", Isolation("C", (), ("nothing can be run",)), system, python, "", problem=str(error)
        )
    advice, command = ("", "") if isolation.level == "A" else raise_level(isolation, sys.platform)
    return DoctorReport(isolation.level, isolation, system, python, user, advice, command)


def raise_level(isolation: Isolation, system: str) -> tuple[str, str]:
    """What to do about the first layer that is missing: in words, and as a command.

    Parameters
    ----------
    isolation
        What was found, at level B or C.
    system
        The value of `sys.platform`.
    """
    if system == "win32":
        return _NOT_LINUX, "wsl --install"
    if system != "linux":
        return (
            _NOT_LINUX,
            'docker run --rm -it -v "$PWD":/course -w /course python:3.12 bash',
        )
    missing = {layer.name: layer.why_not for layer in isolation.missing}
    if "namespaces" in missing:
        return _about_namespaces()
    if "seccomp" in missing:
        return (
            "The kernel refuses seccomp filters. In a container, allow them; elsewhere use a"
            " kernel with CONFIG_SECCOMP_FILTER.",
            _UNCONFINED,
        )
    if "landlock" in missing:
        return _about_landlock(missing["landlock"])
    return (
        "A limit does not hold here. Run as an ordinary user, outside containers that take such"
        " rights away.",
        "gatewise doctor --format json",
    )


def _about_landlock(why_missing: str) -> tuple[str, str]:
    if "not supported" in why_missing:
        return (
            "The kernel has Landlock, but it is switched off. Add it to the kernel's command line"
            " and start again.",
            "sudo sed -i"
            " 's/^GRUB_CMDLINE_LINUX=\"/&lsm=landlock,lockdown,yama,integrity,apparmor,bpf /'"
            " /etc/default/grub && sudo update-grub && sudo reboot",
        )
    return (
        "Landlock needs Linux 5.13 or later. A container must allow its system calls as well.",
        _UNCONFINED,
    )


def _about_namespaces() -> tuple[str, str]:
    settings = {
        "kernel.unprivileged_userns_clone": ("0", "1"),
        "user.max_user_namespaces": ("0", "15000"),
    }
    for name, (off, on) in settings.items():
        if _kernel_setting(name) == off:
            return (
                "Ordinary users may not make namespaces here. Allow it.",
                f"sudo sysctl -w {name}={on}",
            )
    if shutil.which("bwrap") is None:
        return (
            "This process may not make namespaces, but bubblewrap may be allowed to. Install it.",
            "sudo apt install bubblewrap" if shutil.which("apt") else "sudo dnf install bubblewrap",
        )
    if _kernel_setting("kernel.apparmor_restrict_unprivileged_userns") == "1":
        return (
            "AppArmor keeps ordinary programs from making namespaces here. Allow it.",
            "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        )
    return (
        (
            "Namespaces are refused, as in most containers. Give the container that right, or run"
            " outside it."
        ),
        "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined …",
    )


def _kernel_setting(name: str) -> str:
    try:
        return Path("/proc/sys", *name.split(".")).read_text().strip()
    except OSError:
        return ""


def render(report: DoctorReport) -> RenderableType:
    """The report for a terminal."""
    colour = {"A": "green", "B": "yellow", "C": "red"}[report.level]
    head = Text.assemble(
        (f" {report.level} ", f"bold reverse {colour}"),
        (f"  Isolation level {report.level}", "bold"),
        f"\n{_LEVELS[report.level]}\n",
    )
    if report.problem:
        return Group(head, Text(report.problem, "red"))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for layer in report.isolation.layers:
        table.add_row(*_row(layer))
    parts: list[RenderableType] = [head, table, Text()]
    through, tried = report.isolation.through, report.isolation.tried
    if through:
        count = (
            f"{len(through)} of {tried} attempts to do harm"
            if tried
            else "These attempts to do harm"
        )
        parts.append(Text.assemble((f"{count} got through: ", "red"), ", ".join(through) + "."))
    else:
        parts.append(Text(f"All {tried} attempts to do harm were stopped."))
    processors = os.cpu_count() or 1
    parts.append(
        Text(
            f"{report.user}\n{report.system}, {processors}"
            f" processor{'s' if processors > 1 else ''}\nPython {report.python}",
            "dim",
        )
    )
    if report.command:
        parts.append(
            Text.assemble(
                ("\nTo raise the level\n", "bold"),
                report.advice,
                "\n  $ ",
                (report.command, "bold cyan"),
            )
        )
    return Group(*parts)


def _row(layer: Layer) -> tuple[Text, str, Text]:
    if layer.works:
        return (
            Text("✓", "green"),
            layer.name,
            Text(_LAYERS[layer.name] + (f" ({layer.how})" if layer.how else "")),
        )
    return (
        Text("✗", "red"),
        layer.name,
        Text.assemble((f"missing ({layer.why_not}): ", "red"), (_LAYERS[layer.name], "dim")),
    )
