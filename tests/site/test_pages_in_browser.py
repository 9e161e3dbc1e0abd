"""The pages that are read without Python, in Chromium: light and dark, wide and on a phone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.site.serve import server
from tests.notebooks.sample_class import UNIT
from tests.quizzes.chromium import chromium, open_page
from tests.quizzes.conftest import node_modules
from tests.site.notebook_page import DARK

pytest.importorskip("websocket", reason="websocket-client is not installed")
pytestmark = pytest.mark.slow

__all__ = ["node_modules"]

LIGHT = DARK | {"value": "light"}
PHONE, WIDE = (390, 844), (1200, 900)
AXE = (
    "axe.run({resultTypes: ['violations'], rules: {'empty-table-header': {enabled: false}}})"
    ".then(found => found.violations.map(violation =>"
    " [violation.id, violation.nodes[0].html.slice(0, 200)]))"
)
"""axe reads no MathML: it takes a heading that is a formula for an empty one."""
NO_WIDER = "document.documentElement.scrollWidth <= innerWidth"
LINES = "parseFloat(getComputedStyle(document.querySelector('main')).width)"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with server(site) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://localhost:{running.server_address[1]}/"
        running.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not chromium():
        pytest.skip("Chromium is not installed")
    with open_page(tmp_path_factory.mktemp("pages")) as page:
        page.call("Page.enable")
        yield page


def show(page: Any, address: str, size: tuple[int, int], scheme: dict[str, str]) -> None:
    width, height = size
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=height,
        deviceScaleFactor=1,
        mobile=size == PHONE,
    )
    page.call("Emulation.setEmulatedMedia", features=[scheme])
    page.call("Page.navigate", url=address)
    page.until("document.readyState === 'complete'")


@pytest.mark.parametrize("place", ["index.html", f"lessons/{UNIT}/index.html"])
def test_a_page_reads_well(place: str, page: Any, address: str, node_modules: Path) -> None:
    script = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    papers = set()
    for size in (PHONE, WIDE):
        for scheme in (LIGHT, DARK):
            show(page, address + place, size, scheme)
            assert page.run(NO_WIDER), (size, "nothing to move sideways")
            assert page.run(LINES) <= 43 * 16, "lines that are not too long"
            papers.add(page.run("getComputedStyle(document.body).backgroundColor"))
            page.run(script + "; 0")
            assert page.run(AXE) == [], (size, scheme)
    assert len(papers) == 2, "one for light, one for dark"


def test_the_keyboard_leads_from_the_front_page_to_a_lesson(page: Any, address: str) -> None:
    show(page, f"{address}index.html", WIDE, LIGHT)
    page.press("Tab")
    assert page.run("document.activeElement.innerText") == "Skip to the text"
    page.press("Tab", "Enter")
    page.until("document.querySelector('section.card')")
    assert page.run("location.pathname") == f"/lessons/{UNIT}/index.html"
