"""`gatewise course site`: what it says, its server and its workflow."""

from __future__ import annotations

import json
import re
import threading
import urllib.request
import zipfile
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from autograder.cli import app
from autograder.commands.extras import extra_with, how_to_install
from autograder.notebooks.release.new_course import NewCourse
from autograder.site.serve import address, server
from autograder.site.wheels import NotPurePython, labextension, packed_wheel
from autograder.site.workflow import WORKFLOW


def course_site(*words: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, ["course", "site", *words])
    assert done.exit_code == status, done.output
    return re.sub(r"\s+", " ", done.output)


@pytest.mark.usefixtures("quick_build")
def test_it_says_what_it_made(made: NewCourse, tmp_path: Path) -> None:
    said = course_site(str(made.folder.root), "--out", str(tmp_path / "site"))
    assert "with the units gates" in said
    assert "--pyodide" in said
    page = tmp_path / "site" / "files" / "quiz" / "gates.html"
    assert "gw-question" in page.read_text(encoding="utf-8")


def test_what_is_no_course(tmp_path: Path) -> None:
    assert "is not a course of Gatewise" in course_site(str(tmp_path), status=2)


def test_what_is_no_pyodide(made: NewCourse, tmp_path: Path) -> None:
    words = [str(made.folder.root), "--out", str(tmp_path / "site"), "--pyodide", str(tmp_path)]
    assert "holds no Pyodide" in course_site(*words, status=2)


def test_a_course_has_to_be_named() -> None:
    assert "name the course's folder" in course_site(status=2)


def test_a_missing_extra_is_named() -> None:
    assert extra_with("jupyterlite_core") == "site"
    assert extra_with("jupyterlite_pyodide_kernel") == "site"
    assert extra_with("ruamel") == "lab"
    assert "the extra `site`" in (how_to_install("jupyterlite_core.app", learner=False) or "")


def test_the_workflow_makes_the_site_and_publishes_it() -> None:
    printed = CliRunner().invoke(app, ["course", "site", "--workflow"]).output
    assert printed == WORKFLOW
    job = YAML(typ="safe").load(printed)["jobs"]["site"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert 'pip install -e ".[site]"' in runs
    assert "gatewise course site course --out site" in runs
    [upload] = [step for step in job["steps"] if "upload-pages" in step.get("uses", "")]
    assert upload["with"]["path"] == "site"


def test_the_server_shows_the_files(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("hello")
    (tmp_path / "a.wasm").write_bytes(b"\0asm")
    with server(tmp_path) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            with urllib.request.urlopen(address(running)) as answer:
                assert answer.read() == b"hello"
            with urllib.request.urlopen(f"{address(running)}a.wasm") as answer:
                assert answer.headers["Content-Type"] == "application/wasm"
        finally:
            running.shutdown()
            thread.join()


@pytest.mark.usefixtures("quick_build")
def test_a_port_in_use_is_named(made: NewCourse, tmp_path: Path) -> None:
    with server(tmp_path) as other:
        port = str(other.server_address[1])
        words = [str(made.folder.root), "--out", str(tmp_path / "site"), "--serve", "--port", port]
        assert f"port {port} cannot be used" in course_site(*words, status=2)


def test_a_wheel_is_packed_from_what_is_installed(tmp_path: Path) -> None:
    path = packed_wheel("comm", tmp_path)
    assert re.fullmatch(r"comm-[\d.]+-py3-none-any\.whl", path.name)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert "comm/__init__.py" in names
    assert not [name for name in names if name.endswith((".pyc", "INSTALLER"))]


def test_a_compiled_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotPurePython, match="numpy"):
        packed_wheel("numpy", tmp_path)


def test_an_extension_is_found_in_its_package() -> None:
    folder = labextension("jupyterlab_widgets", "@jupyter-widgets/jupyterlab-manager")
    assert json.loads((folder / "package.json").read_text())["name"].startswith("@jupyter-widgets")
    with pytest.raises(FileNotFoundError, match="no JupyterLab extension"):
        labextension("comm", "nothing")
