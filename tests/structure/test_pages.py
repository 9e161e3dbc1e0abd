"""What the pages for newcomers name is there: every place in the table of ARCHITECTURE.md, and
every link.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "CODE_OF_CONDUCT.md",
    ".github/pull_request_template.md",
    "autograder/TRUST.md",
    *(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")),
    "quizzes/bank/README.md",
)


def places() -> set[str]:
    """The paths in the first column; a name after the first is beside it."""
    found = set()
    table = (
        (ROOT / "ARCHITECTURE.md")
        .read_text(encoding="utf-8")
        .split("| place |")[1]
        .split("\n\n")[0]
    )
    for row in table.splitlines()[2:]:
        names = [PurePosixPath(name) for name in re.findall(r"`([^`]+)`", row.split("|")[1])]
        found |= {str(name if name == names[0] else names[0].parent / name) for name in names}
    return found


def test_the_table_names_every_part_of_the_engine_and_nothing_else() -> None:
    assert [place for place in sorted(places()) if not (ROOT / place).exists()] == []
    assert len(places()) > 15
    parts = {
        f"autograder/{path.name}"
        for path in (ROOT / "autograder").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").is_file()) and path.name != "__init__.py"
    }
    assert sorted(parts - places()) == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = [
        link
        for link in re.findall(r"\]\(([^)#\s]+)\)", path.read_text(encoding="utf-8"))
        if "://" not in link
    ]
    assert [
        link
        for link in links
        if not (path.parent / link).exists() and not link.startswith("figures/")
    ] == []


def test_every_wish_leads_to_a_folder_and_a_command_that_are_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = page.split("| I want to … |")[1].split("\n\n")[0].splitlines()[2:]
    assert len(rows) > 15
    missing = []
    for row in rows:
        _, wish, place, command, _ = row.split("|")
        named = re.findall(r"`([^`]+)`", place)
        named += re.findall(r"tests/[\w/.]+", command)
        assert named, wish
        missing += [
            name for name in named if not any(ROOT.glob(name.replace("<unit>", "*").strip("/")))
        ]
    assert missing == []
