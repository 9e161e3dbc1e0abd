"""The README's example of each type, the bank, and the outside tools that some tests ask."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from quizzes.drawing import ask, functions_of
from quizzes.loading import BANK, load_bank, load_files

NODE_FOLDER = Path(os.environ.get("GATEWISE_NODE", Path(tempfile.gettempdir()) / "gatewise-node"))


@pytest.fixture(scope="session")
def reference_functions():
    return functions_of("reference")


@pytest.fixture(scope="session")
def example_file(tmp_path_factory):
    """The example of the bank's README as a file."""
    text = (BANK / "README.md").read_text(encoding="utf-8")
    file = tmp_path_factory.mktemp("bank") / "examples.yaml"
    file.write_text(re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1], encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def examples(example_file):
    return load_files([example_file])


@pytest.fixture(scope="session")
def whole_bank():
    return load_bank(BANK / "practice", BANK / "graded")


@pytest.fixture(scope="session")
def asked(examples, whole_bank, reference_functions):
    """Every question there is, the README's included, with its numbers drawn."""
    questions = (*examples.questions, *whole_bank.questions)
    return [ask(question, b"tests", reference_functions) for question in questions]


@pytest.fixture(scope="session")
def practice(asked):
    return [question for question in asked if question.use == "practice"]


@pytest.fixture(scope="session")
def node_modules():
    """A folder with `axe-core` and `gift-pegjs`, which are no part of this repository."""
    modules = NODE_FOLDER / "node_modules"
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    if not (modules / "axe-core").is_dir() or not (modules / "gift-pegjs").is_dir():
        pytest.skip(f"npm install --prefix {NODE_FOLDER} axe-core gift-pegjs was not run")
    return modules


@pytest.fixture(scope="session")
def dump_dom(tmp_path_factory):
    """Load an HTML file in Chromium and give back the document as it is after its scripts ran."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("Chromium is not installed")
    profile = tmp_path_factory.mktemp("chromium")

    def load(page: Path) -> str:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                   "--virtual-time-budget=20000", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return done.stdout

    return load
