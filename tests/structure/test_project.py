"""The files around the code agree with each other: workflow, `.ci/run`, versions, citation."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
[LISTED] = re.findall(r"^STAGES=\((.*)\)$", CI, re.MULTILINE)
STAGES = LISTED.split()
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def test_the_workflow_runs_every_stage_on_every_python() -> None:
    job = yaml(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["stages"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs == [f"bash .ci/run {stage}" for stage in STAGES]
    named = [
        line.rsplit(" ", 1)[1]
        for line in PROJECT["classifiers"]
        if re.search(r"Python :: 3\.\d+$", line)
    ]
    assert job["strategy"]["matrix"]["python"] == named
    assert PROJECT["requires-python"] == f">={named[0]}"


def test_every_stage_has_a_budget_and_all_take_25_minutes_at_most() -> None:
    [table] = re.findall(r"BUDGET=\((.*)\)", CI)
    budgets = dict(re.findall(r"\[(\w+)\]=(\d+)", table))
    assert list(budgets) == STAGES
    assert sum(map(int, budgets.values())) <= 25
    assert "#   " + " · ".join(f"{name} {minutes}" for name, minutes in budgets.items()) in CI
    assert all(f"\nstage_{name}() {{" in CI for name in STAGES)


def test_ci_refuses_a_stage_that_it_does_not_have() -> None:
    done = subprocess.run(
        ["bash", str(ROOT / ".ci" / "run"), "lnit"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "there is no stage lnit" in done.stdout


def test_the_citation_names_this_version() -> None:
    cited = yaml(ROOT / "CITATION.cff")
    assert cited["version"] == PROJECT["version"]
    assert cited["license"] == PROJECT["license"]
    assert [author["name"] for author in cited["authors"]] == [
        author["name"] for author in PROJECT["authors"]
    ]
    assert cited["repository-code"] == PROJECT["urls"]["Source"]


def test_the_devcontainer_installs_what_a_contributor_installs() -> None:
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    assert 'pip install -e ".[dev]"' in container["postCreateCommand"]


def test_there_are_issue_forms() -> None:
    assert len(FORMS) >= 4


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_complete(path: Path) -> None:
    form = yaml(path)
    if path.stem == "config":
        assert form["contact_links"]
        return
    assert form["name"]
    assert form["description"]
    fields = [part for part in form["body"] if part["type"] != "markdown"]
    assert len({part["id"] for part in fields}) == len(fields) >= 2
    assert all(part["attributes"]["label"] for part in fields)


def test_the_changelog_has_unreleased_changes_by_kind() -> None:
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased = log.split("## [Unreleased]\n")[1].split("\n## [")[0]
    kinds = re.findall(r"^### (\w+)$", unreleased, re.MULTILINE)
    allowed = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    assert kinds
    assert set(kinds) <= set(allowed)
    assert len(set(kinds)) == len(kinds)
