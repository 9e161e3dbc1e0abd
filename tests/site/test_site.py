"""A site holds what the kit holds, and nothing that a learner must not have."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import numpy as np
import pytest

from autograder.course.discover import default_root
from autograder.data.answer_key import AnswerKey
from autograder.notebooks.release.new_course import NewCourse
from autograder.site.build import MARK, build_site, refuse_used
from autograder.site.jupyterlite import SiteError
from autograder.submission.course_folder import CourseFolder, NotACourse
from quizzes.loading import load_files
from tests.notebooks.sample_class import UNIT
from tests.notebooks.test_release import secret_statements
from tests.site.conftest import write_quizzes

OF_JUPYTERLITE = ("build", "doc", "edit", "extensions", "lab", "notebooks", "static", "tree")
"""Folders with programs of JupyterLite alone."""
TOPICS = ("activations", "four-layers", "gates")


def contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that is ours, by name, and what is in the wheels."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name.split("/")[0] in OF_JUPYTERLITE:
            continue
        yield name, path.read_bytes()
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                for inner in archive.namelist():
                    yield f"{name}/{inner}", archive.read(inner)


def plain(content: bytes) -> str:
    return re.sub(r"\s|\\n|\\t", "", content.decode(errors="replace"))


def test_no_statement_of_a_reference_or_of_a_misconception(site: Path) -> None:
    secret = secret_statements(default_root())
    for name, content in contents(site):
        if not name.endswith((".key", ".pairs", ".whl", ".svg")):
            text = plain(content)
            assert [statement for statement in secret if statement in text] == [], name


def test_no_hidden_case_and_no_secret(site: Path, made: NewCourse) -> None:
    seed = made.folder.seed()
    public = {name: content for name, content in contents(site) if name.endswith(".key")}
    [name] = public
    assert re.fullmatch(rf"pypi/gatewise_kit-0\.\d+-.*\.whl/gatewise_kit/{UNIT}\.public\.key", name)
    [key] = map(AnswerKey.from_bytes, public.values())
    assert all(case.visible for exercise in key.exercises for case in exercise.cases)
    shown = values(key, visible=True)
    hidden = values(made.folder.load_keys()[UNIT], visible=False) - shown
    assert len(hidden) > 20
    assert shown
    for name, content in contents(site):
        assert seed not in content, name
        assert seed.hex().encode() not in content, name
        assert not any(value in content for value in hidden), name


def values(key: AnswerKey, visible: bool) -> set[bytes]:
    """The bytes of the numbers of cases, but not those that are the same in every place."""
    return {
        np.ascontiguousarray(value).tobytes()
        for exercise in key.exercises
        for case in exercise.cases
        if case.visible is visible
        for value in (*case.inputs.values(), case.expected)
        if isinstance(value, np.ndarray) and np.unique(value).size > 1
    }


def test_no_graded_question(site: Path) -> None:
    bank = default_root() / "quizzes" / "bank"
    graded = load_files(sorted((bank / "graded").glob("*.yaml"))).questions
    practice = load_files(sorted((bank / "practice").glob("*.yaml"))).questions
    names = {question.id for question in graded} - {question.id for question in practice}
    assert len(names) > 10
    for name, content in contents(site):
        told = {question for question in names if question.encode() in content}
        assert told == set(), name


def test_nothing_of_the_course_but_its_kit(site: Path, made: NewCourse) -> None:
    kit = made.kit / UNIT
    copied = {
        path.relative_to(kit).as_posix()
        for path in kit.rglob("*")
        if path.suffix in (".ipynb", ".svg")
    }
    assert len(copied) > 2
    files = {
        path.relative_to(site / "files").as_posix()
        for path in (site / "files").rglob("*")
        if path.is_file()
    }
    assert files - copied == {f"quiz/{topic}.html" for topic in TOPICS}
    assert copied <= files
    for name in copied:
        assert (site / "files" / name).read_bytes() == (kit / name).read_bytes(), name
    listed = json.loads((site / "api" / "contents" / "all.json").read_text())["content"]
    assert {entry["path"] for entry in listed} == {
        "figures",
        f"{UNIT}.ipynb",
    }
    wheels = sorted(path.name.split("-")[0] for path in (site / "pypi").glob("*.whl"))
    assert wheels == ["comm", "gatewise", "gatewise_kit", "ipywidgets"]
    with zipfile.ZipFile(next((site / "pypi").glob("gatewise_kit-*.whl"))) as archive:
        for suffix in ("key", "pairs"):
            name = f"{UNIT}.public.{suffix}"
            assert archive.read(f"gatewise_kit/{name}") == (kit / name).read_bytes()


def test_jupyterlite_has_two_extensions_and_loads_the_wheels_first(site: Path) -> None:
    data = json.loads((site / "jupyter-lite.json").read_text())["jupyter-config-data"]
    assert {extension["name"] for extension in data["federated_extensions"]} == {
        "@jupyter-widgets/jupyterlab-manager",
        "@jupyterlite/pyodide-kernel-extension",
    }
    kernel = data["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert "pyodideUrl" not in kernel, "the kernel's own choice"
    packages = kernel["loadPyodideOptions"]["packages"]
    assert "numpy" in packages
    script = site / "extensions/@jupyterlite/pyodide-kernel-extension/static/remoteEntry.js"
    wheels = [script.parent / name for name in packages if name.endswith(".whl")]
    assert len(wheels) == 4
    assert all(wheel.resolve().is_file() for wheel in wheels)


class Links(HTMLParser):
    """The addresses that a page names."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.found.append(value)
            if name == "id" and value is not None:
                self.ids.add(value)


def test_every_link_of_a_page_leads_somewhere(site: Path) -> None:
    pages = [site / "index.html", site / "lessons" / UNIT / "index.html"]
    for page in pages:
        links = Links(page).found
        assert len(links) > 5
        for link in links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme == "https"
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file(), f"{page}: {link}"
            if parts.fragment:
                assert parts.fragment in Links(target).ids, f"{page}: {link}"
            if parts.query:
                name = parts.query.removeprefix("path=")
                assert (site / "files" / name).is_file(), f"{page}: {link}"


def test_a_lesson_is_read_without_a_script(site: Path) -> None:
    page = (site / "lessons" / UNIT / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "$" not in page, "each formula is rendered"
    assert page.count("<math") > 30
    assert "The four layers of an LSTM cell" in page
    for exercise in ("sigmoid", "forget_gate", "input_gate", "candidate", "output_gate"):
        assert f'id="{exercise}"' in page
        assert f"def {exercise}(" in page
    assert "Questions: four-layers" in page


def test_the_front_page_says_how_to_stop_keep_and_hand_in(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    for words in ("Restart Kernel", "Download", "Shift", "internet"):
        assert words in page
    assert 'id="jupyter-config-data"' in page, "JupyterLite looks for it in this page"


@pytest.mark.usefixtures("quick_build")
def test_an_earlier_site_is_replaced_and_nothing_else(made: NewCourse, tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / MARK).touch()
    (target / "old").touch()
    steps: list[str] = []
    build = build_site(CourseFolder(made.folder.root), target, write_quizzes, progress=steps.append)
    assert not (target / "old").exists()
    assert (target / "index.html").is_file()
    assert build.units == (UNIT,)
    assert build.size > 10_000
    assert len(steps) == 2
    (target / MARK).unlink()
    with pytest.raises(SiteError, match="nothing is overwritten"):
        refuse_used(target)
    with pytest.raises(SiteError, match="is a file"):
        refuse_used(target / "index.html")


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("kit/README.md", "cannot be read"),
        ("kit/kit.json", "lists no units"),
        ("kit/*/*.key", "cannot be read"),
        (f"kit/{UNIT}/{UNIT}.ipynb", f"no kit/{UNIT}/{UNIT}.ipynb"),
        ("kit/*.whl", "no kit/"),
        ("secrets/keys/order", "not a course"),
    ],
)
def test_a_kit_that_is_not_whole_is_named(
    lost: str, said: str, made: NewCourse, tmp_path: Path
) -> None:
    root = shutil.copytree(made.folder.root, tmp_path / "course")
    shutil.copytree(root / "kit" / UNIT, tmp_path / UNIT)  # what lies above is another course's
    for path in root.glob(lost):
        path.unlink()
    with pytest.raises(NotACourse, match=re.escape(said)) as raised:
        build_site(CourseFolder(root), tmp_path / "site", write_quizzes)
    assert "gatewise course new" in str(raised.value)
    assert not (tmp_path / "site").exists()
