"""A folder with Pyodide is checked before it is used, and only what is needed is copied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.site.jupyterlite import pyodide_version
from autograder.site.pyodide import CORE, LOCK, PACKAGES, BadPyodide, read_pyodide

WANTED = "0.27.6"


def distribution(folder: Path, version: str = "0.27.7") -> Path:
    """A folder that looks like Pyodide, with one package that is needed by others, and one that
    nobody needs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    depends = {"ipython": ["Matplotlib_inline"]}
    packages: dict[str, Any] = {
        name: {"file_name": f"{name}.whl", "depends": depends.get(name, [])}
        for name in (*PACKAGES, "matplotlib-inline", "scipy")
    }
    for name in (*CORE, *(package["file_name"] for package in packages.values())):
        (folder / name).write_text(name)
    lock = {"info": {"version": version}, "packages": packages}
    (folder / LOCK).write_text(json.dumps(lock))
    return folder


def test_what_is_needed_is_copied_and_nothing_else(tmp_path: Path) -> None:
    found = read_pyodide(distribution(tmp_path / "pyodide"), WANTED)
    found.copy_to(tmp_path / "copy")
    needed = {*CORE, LOCK, "matplotlib-inline.whl", *(f"{name}.whl" for name in PACKAGES)}
    assert {path.name for path in (tmp_path / "copy").iterdir()} == needed
    lock = json.loads((tmp_path / "copy" / LOCK).read_text())
    assert set(lock["packages"]) == {*PACKAGES, "matplotlib-inline"}
    assert found.version == lock["info"]["version"] == "0.27.7"


def test_the_folder_that_holds_the_unpacked_one_will_do(tmp_path: Path) -> None:
    inner = distribution(tmp_path / "pyodide")
    assert read_pyodide(tmp_path, WANTED).folder == inner


def test_another_series_does_not_fit(tmp_path: Path) -> None:
    with pytest.raises(BadPyodide, match=r"has Pyodide 0\.29\.1; .* needs 0\.27"):
        read_pyodide(distribution(tmp_path, "0.29.1"), WANTED)


@pytest.mark.parametrize("lost", ["pyodide.asm.wasm", "numpy.whl", "matplotlib-inline.whl"])
def test_a_file_that_is_missing_is_named(lost: str, tmp_path: Path) -> None:
    (distribution(tmp_path) / lost).unlink()
    with pytest.raises(BadPyodide, match=f"there is no {lost}"):
        read_pyodide(tmp_path, WANTED)


def test_the_core_alone_is_not_enough(tmp_path: Path) -> None:
    lock = json.loads((distribution(tmp_path) / LOCK).read_text())
    del lock["packages"]["numpy"]
    (tmp_path / LOCK).write_text(json.dumps(lock))
    with pytest.raises(BadPyodide, match=r"no numpy\. .*NumPy and IPython as well as the core"):
        read_pyodide(tmp_path, WANTED)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"info": {}, "packages": {}}'])
def test_what_is_no_lock_file(text: str, tmp_path: Path) -> None:
    (distribution(tmp_path) / LOCK).write_text(text)
    with pytest.raises(BadPyodide, match="is no lock file of Pyodide"):
        read_pyodide(tmp_path, WANTED)


def test_no_pyodide_at_all(tmp_path: Path) -> None:
    with pytest.raises(BadPyodide, match=r"holds no Pyodide: .*Unpack pyodide-0\.27\.6"):
        read_pyodide(tmp_path / "nowhere", WANTED)


def test_the_installed_kernel_names_its_version() -> None:
    assert pyodide_version().startswith("0.27.")
