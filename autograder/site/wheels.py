"""Wheels of packages that are installed here, for the Python that runs in the browser.

What runs in the browser then has the version that fits the JupyterLab extension beside it, and
nothing is downloaded.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import Distribution, PackagePath, distribution
from pathlib import Path

LABEXTENSIONS = "share/jupyter/labextensions/"
_OF_THE_INSTALLATION = ("INSTALLER", "REQUESTED", "direct_url.json", ".pyc")
"""Ends of files that pip made here and that were in no wheel."""

_METADATA = "Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
_WHEEL = "Wheel-Version: 1.0\nGenerator: gatewise\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class NotPurePython(ValueError):
    """A package has parts that were compiled for this machine, so no browser can run it."""


def packed_wheel(package: str, folder: Path) -> Path:
    """Write the wheel of an installed package of pure Python, and return its path.

    Parameters
    ----------
    package
        The name of the distribution, such as ``ipywidgets``.
    folder
        Where the wheel goes.

    Raises
    ------
    NotPurePython
        When the installed package has compiled parts.
    importlib.metadata.PackageNotFoundError
        When the package is not installed.
    """
    found = distribution(package)
    if "Root-Is-Purelib: true" not in (found.read_text("WHEEL") or ""):
        raise NotPurePython(f"{package} {found.version} is not pure Python: no browser can run it.")
    path = folder / f"{package.replace('-', '_')}-{found.version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _files(found):
            name = file.as_posix()
            if not name.startswith("..") and not name.endswith(_OF_THE_INSTALLATION):
                archive.write(str(file.locate()), name)
    return path


def data_wheel(package: str, files: Mapping[str, bytes], folder: Path) -> Path:
    """Write a wheel of files that are no code, and return its path.

    Parameters
    ----------
    package
        The folder that the files get where packages are installed.
    files
        Their content, by name.
    folder
        Where the wheel goes. Its version follows from the files, so that no browser takes an older
        wheel for it.
    """
    digest = sha256(b"".join(files[name] for name in sorted(files))).hexdigest()
    version = f"0.{int(digest[:12], 16)}"
    path = folder / f"{package}-{version}-py3-none-any.whl"
    info = f"{package}-{version}.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{package}/{name}", content)
        archive.writestr(f"{info}/METADATA", _METADATA.format(package=package, version=version))
        archive.writestr(f"{info}/WHEEL", _WHEEL)
        names = [*archive.namelist(), f"{info}/RECORD"]
        archive.writestr(f"{info}/RECORD", "".join(f"{name},,\n" for name in names))
    return path


def labextension(package: str, name: str) -> Path:
    """The folder of a JupyterLab extension that an installed package brought.

    Parameters
    ----------
    package
        The name of the distribution, such as ``jupyterlab_widgets``.
    name
        The extension's own name, such as ``@jupyter-widgets/jupyterlab-manager``.

    Raises
    ------
    FileNotFoundError
        When the package brought no such extension.
    importlib.metadata.PackageNotFoundError
        When the package is not installed.
    """
    wanted = f"{LABEXTENSIONS}{name}/package.json"
    for file in _files(distribution(package)):
        if file.as_posix().endswith(wanted):
            return Path(str(file.locate())).resolve().parent
    raise FileNotFoundError(f"the package {package} has no JupyterLab extension {name}")


def _files(found: Distribution) -> list[PackagePath]:
    return list(found.files or ())
