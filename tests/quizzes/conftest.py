"""The README's example of each type, the bank, and the outside tools that some tests ask."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from quizzes import types
from quizzes.bank import BANK
from quizzes.loading import load_bank, load_files
from quizzes.types import Functions
from tests.quizzes.chromium import chromium

NODE_MODULES = Path(os.environ.get("GATEWISE_NODE_MODULES") or "node_modules")


@pytest.fixture(scope="session")
def reference_functions() -> Any:
    return types.reference_functions("reference") | types.file_functions(BANK / "numbers.py")


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The example of the bank's README as a file."""
    text = (BANK / "README.md").read_text(encoding="utf-8")
    file = tmp_path_factory.mktemp("bank") / "examples.yaml"
    [example] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    file.write_text(example, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def examples(example_file: Path) -> Any:
    return load_files([example_file])


@pytest.fixture(scope="session")
def whole_bank() -> Any:
    return load_bank(BANK / "practice", BANK / "graded")


@pytest.fixture(scope="session")
def asked(examples: Any, whole_bank: Any, reference_functions: Functions) -> Any:
    """Every question there is, the README's included, with its numbers drawn."""
    questions = (*examples.questions, *whole_bank.questions)
    return [question.asked(b"tests", reference_functions) for question in questions]


@pytest.fixture(scope="session")
def practice(asked: list[Any]) -> Any:
    return [question for question in asked if question.use == "practice"]


@pytest.fixture(scope="session")
def node_modules() -> Any:
    """A folder with `axe-core` and `gift-pegjs`, which are no part of this repository."""
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    if not (NODE_MODULES / "axe-core").is_dir() or not (NODE_MODULES / "gift-pegjs").is_dir():
        pytest.skip(
            "npm install axe-core gift-pegjs, and name its node_modules in GATEWISE_NODE_MODULES"
        )
    return NODE_MODULES.resolve()


@pytest.fixture(scope="session")
def dump_dom(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Load an HTML file in Chromium and give back the document as it is after its scripts ran."""
    browser = chromium()
    if not browser:
        pytest.skip("Chromium is not installed")
    profile = tmp_path_factory.mktemp("chromium")

    def load(page: Path, *options: str) -> str:
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={profile}",
            "--virtual-time-budget=20000",
            *options,
            "--dump-dom",
            page.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return done.stdout

    return load
