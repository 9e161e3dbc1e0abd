"""The page of pairs: passages side by side, everything escaped, and never a verdict."""

from __future__ import annotations

import random
import re
from pathlib import Path

from autograder.alike import compare_class
from autograder.alike.page import UnitAlike, write_page
from autograder.alike.passages import side_by_side
from tests.alike.disguise import disguise
from tests.alike.test_compare import UNITS, USUAL, work

SOURCE = """def sigmoid(z):
    small = np.clip(z, -700, 700)
    grown = np.exp(small * 1.0)
    ratio = np.divide(grown, grown + 1.0)
    limit = np.nextafter(1.0, 0.0)
    return np.minimum(ratio, limit)
"""
EDITED = SOURCE.replace("-700, 700", "-709, 700")
BAD = "<img src=x onerror=alert(1)>"


def found(*extra: str) -> UnitAlike:
    rng = random.Random(3)
    works = [work("ann" + BAD, SOURCE), work("bob", disguise(EDITED, UNITS["gates"], rng))]
    works += [work(f"l{number}", disguise(USUAL, UNITS["gates"], rng)) for number in range(8)]
    works += [work("eve", source) for source in extra]
    return UnitAlike("gates", "The gates", compare_class(works), frozenset(), (("zoe", BAD),))


def test_lines_are_marked_as_what_they_are() -> None:
    unit = found()
    (pair,) = unit.found.pairs
    first, second = side_by_side(pair, unit.usual)
    kinds = {item.line.text.strip(): (item.kind, item.number) for item in first}
    assert kinds["def sigmoid(z):"] == ("usual", 0)
    assert kinds["small = np.clip(z, -700, 700)"][0] == "nearly"
    assert kinds["return np.minimum(ratio, limit)"][0] == "alike"
    assert sorted(item.number for item in first) == sorted(item.number for item in second)


def test_the_page_is_a_list_for_a_person(tmp_path: Path) -> None:
    page = write_page([found()], tmp_path / "alike.html").read_text(encoding="utf-8")
    assert "A list to look at, and no verdict." in page
    assert "10 submissions, 45 pairs" in re.sub(r"<[^>]+>", "", page)
    assert BAD not in page
    assert "ann&lt;img" in page
    assert not re.search("plagiar|cheat|guilt|suspect", page, re.I)
    assert "8 × " in page


def test_a_class_without_pairs_says_so(tmp_path: Path) -> None:
    unit = UnitAlike("gates", "The gates", compare_class([work("ann", SOURCE)]), frozenset())
    page = write_page([unit], tmp_path / "alike.html").read_text(encoding="utf-8")
    assert "No pair shares more than the class explains." in page
