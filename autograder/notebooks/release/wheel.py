"""The learners' wheel: the engine as it is installed here, and the course's own tools for lessons.

It is built from a clone, or packed again from what pip installed; neither needs a network.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from collections.abc import Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from autograder.course.discover import CourseError

ENGINE = "gatewise"
_PACKAGES = ("autograder", "quizzes")
_OF_THE_INSTALLER = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
"""Files of a ``.dist-info`` folder that say how it was installed, and not what it is."""
_MOMENT = (2020, 2, 2, 0, 0, 0)
"""The time of every file, so that the same files give the same wheel; hatchling's own."""


def build_wheel(source: Path, target: Path, tools: Path | None = None) -> Path:
    """Build the learners' wheel into the folder `target`.

    Parameters
    ----------
    source
        The folder with the package ``autograder``: a clone, or where pip installed it.
    target
        The folder for the wheel.
    tools
        A package of the course that its lessons import; it goes into the wheel.

    Returns
    -------
    The wheel's path.

    Raises
    ------
    CourseError
        It cannot be built.
    """
    if (source / "pyproject.toml").is_file():
        wheel = _from_clone(source, target)
    else:
        wheel = _from_installation(source, target)
    if tools is not None:
        with zipfile.ZipFile(wheel) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        _write_wheel(wheel, files | _package(tools))
    return wheel


def _from_clone(clone: Path, target: Path) -> Path:
    from hatchling.builders.wheel import WheelBuilder

    try:
        built = WheelBuilder(str(clone)).build(directory=str(target), versions=["standard"])
        return Path(next(iter(built)))
    except Exception as error:  # the builder raises many kinds; the reader needs its words
        raise CourseError(
            f"the learners' wheel could not be built from {clone}: {error}"
        ) from error


def _from_installation(place: Path, target: Path) -> Path:
    """Pack what pip installed into a wheel again."""
    try:
        installed = distribution(ENGINE)
    except PackageNotFoundError as error:
        raise CourseError(
            f"{place} is neither a clone of Gatewise nor an installation of it, so the learners'"
            " wheel cannot be built. Install Gatewise with pip."
        ) from error
    files = _installed_files(installed)
    if not any(name.startswith("autograder/") for name in files):
        raise CourseError(
            f"the installation of Gatewise in {place} does not list its files, so the learners'"
            " wheel cannot be packed. Install it again with pip."
        )
    wheel = target / f"{ENGINE}-{installed.version}-py3-none-any.whl"
    _write_wheel(wheel, files)
    return wheel


def _installed_files(installed: Distribution) -> dict[str, bytes]:
    info = f"{ENGINE}-{installed.version}.dist-info"
    return {
        file.as_posix(): Path(str(file.locate())).read_bytes()
        for file in installed.files or ()
        if file.suffix != ".pyc"
        and (
            file.parts[0] in _PACKAGES
            or (file.parts[0] == info and file.parts[-1] not in _OF_THE_INSTALLER)
        )
    }


def _package(folder: Path) -> dict[str, bytes]:
    return {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _write_wheel(wheel: Path, files: Mapping[str, bytes]) -> None:
    """Write a wheel with its list of files, which names each with its hash (PEP 427)."""
    info = next(Path(name).parts[0] for name in files if ".dist-info/" in name)
    record = f"{info}/RECORD"
    kept = {name: files[name] for name in sorted(files) if name != record}
    lines = io.StringIO()
    rows = csv.writer(lines, lineterminator="\n")
    for name, content in kept.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
        rows.writerow((name, f"sha256={digest.decode()}", len(content)))
    rows.writerow((record, "", ""))
    wheel.unlink(missing_ok=True)
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*kept.items(), (record, lines.getvalue().encode())]:
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
