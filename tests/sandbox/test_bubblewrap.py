"""What a warm process sees inside bubblewrap, from the words of its command."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from autograder.sandbox import bubblewrap
from autograder.sandbox.python import environment, folders

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is Linux's")


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    return bubblewrap.command(folders())


def after(words: list[str], option: str, count: int = 1) -> list[tuple[str, ...]]:
    """The arguments of each use of an option."""
    return [
        tuple(words[at + 1 : at + 1 + count]) for at, word in enumerate(words) if word == option
    ]


def test_everything_is_unshared_and_nothing_is_inherited(words: list[str]) -> None:
    assert words[:2] == ["/usr/bin/bwrap", "--unshare-all"]
    assert words[-1] == "--"
    assert {"--as-pid-1", "--clearenv"} <= set(words)
    assert after(words, "--chdir") == [("/",)]
    assert after(words, "--cap-add") == [("CAP_SYS_ADMIN",)]
    assert after(words, "--proc") == [("/proc",)]
    assert dict(after(words, "--setenv", 2)) == environment()  # type: ignore[arg-type]


def test_what_is_shown_is_shown_in_its_own_place_and_cannot_be_written(words: list[str]) -> None:
    shown = after(words, "--ro-bind", 2)
    assert all(source == target for source, target in shown)
    assert "--bind" not in words
    ours, numpy_folder = map(Path, folders())
    paths = [Path(source) for source, _ in shown]
    assert ours / "inside" in paths
    assert numpy_folder / "numpy" in paths
    standard = Path(sys.base_prefix).resolve()
    for needed in (Path(sys.executable), standard / "bin", Path(json.__file__).parent):
        assert any(needed.is_relative_to(path) for path in paths), needed


def test_of_what_is_ours_only_what_runs_inside_is_shown(words: list[str]) -> None:
    covered = [Path(path) for (path,) in after(words, "--tmpfs")]
    shown = [Path(source) for source, _ in after(words, "--ro-bind", 2)]
    sandbox = Path(bubblewrap.__file__).parent
    for hidden in (sandbox / "doctor.py", sandbox.parent / "grade.py", sandbox.parents[1]):
        seen = [path for path in shown if hidden.is_relative_to(path)]
        assert all(any(hidden.is_relative_to(path) for path in covered) for _ in seen), hidden
    assert Path("/tmp") in covered
    assert Path("/") not in shown


def test_installed_packages_are_covered_after_they_were_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    base = tmp_path / "python"
    packages = base / "lib" / "python3.11" / "site-packages"
    other = base / "lib" / "python3.12" / "dist-packages"
    for folder in (packages / "numpy", other):
        folder.mkdir(parents=True)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sys, "base_prefix", str(base))
    monkeypatch.setattr(sys, "base_exec_prefix", str(base))
    monkeypatch.setattr(sys, "prefix", str(base))
    words = bubblewrap.command([str(tmp_path), str(packages)])
    covered = [path for (path,) in after(words, "--tmpfs")]
    assert {str(packages), str(other)} <= set(covered)
    order = [words.index(str(path)) for path in (base / "lib", packages, packages / "numpy")]
    assert order == sorted(order)
    assert "pyvenv.cfg" not in " ".join(words)
    assert str(base / "bin") not in words  # there is none


def test_a_virtual_environment_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    shown = after(bubblewrap.command(folders()), "--ro-bind", 2)
    for name in ("bin", "pyvenv.cfg"):
        assert (str(tmp_path / name),) * 2 in shown


def test_links_of_the_system_stay_links(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "usr").mkdir()
    (tmp_path / "lib").symlink_to("usr")
    there, link, missing = (str(tmp_path / name) for name in ("usr", "lib", "lib32"))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bubblewrap, "_SYSTEM", (there, link, missing))
    words = bubblewrap.command(folders())
    assert after(words, "--symlink", 2) == [("usr", link)]
    assert (there, there) in after(words, "--ro-bind", 2)
    assert missing not in words


def test_without_bubblewrap_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(FileNotFoundError, match="not installed"):
        bubblewrap.command(folders())
