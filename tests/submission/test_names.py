"""Names of people are data: ordinary ones work; one that a table would misread is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from autograder.submission.course_folder import CourseFolder
from autograder.submission.names import alike, misread

ORDINARY = (
    "José",
    "Jose\u0301 María",
    "Łukasz",
    "李雷",
    "O'Brien",
    "O’Brien",
    "Anne-Marie",
    "ann.smith@example.org",
    "ada_lovelace",
    "Ødegård",
    "Ngô Bảo Châu",
    "Иван Петров",
    "Ξένια",
    "שרה",
    "علی\u200cرضا",
    "श्री\u200dमती",
    "한지민",
    "さくら",
    "s1234567",
    "Jean (2)",
    "A. B. van 't Hof",
    "ann+lstm",
)
MISREAD = {
    "<img src=x onerror=alert(1)>": "<",
    "a&b": "&",
    'a"b': '"',
    "eve,,,,10.0,0.0,10.0,10.0": ",",
    "a;b": ";",
    "a*": "*",
    "a?": "?",
    "a[b]": "[",
    "{0}": "{",
    "a#b": "#",
    "a%2fb": "%",
    "=HYPERLINK(1)": "formula",
    "+ann": "formula",
    "-ann": "formula",
    "@ann": "formula",
    "＝1+1": "formula",
    "ann\u200b": "U+200B",
    "ann\u202e": "U+202E",
    "ann\u2060": "U+2060",
    "ann\ufe0f": "U+FE0F",
    "ann\u3164": "U+3164",
    "an\u200dn": "U+200D",
    "ann\u00a0lee": "U+00A0",
    "ann\n": "cannot be printed",
    "\x1b[31mann": "cannot be printed",
    "ann ": "spaces",
    " ann": "spaces",
    "ann  lee": "spaces",
    "p\u0430ul": "Latin and Cyrillic",
    "n" * 201: "200 bytes",
    **{f"ann {sign} lee": sign for sign in '<>&",;\\|*?[]{}`#%'},
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_names_work(name: str) -> None:
    assert misread(name) == ""


@pytest.mark.parametrize("name", MISREAD)
def test_a_name_that_would_be_misread_is_refused_with_the_reason(name: str) -> None:
    assert MISREAD[name] in misread(name)


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_name_is_one_cell_of_an_export_that_quotes_nothing(name: str) -> None:
    """nbgrader's exporter joins cells with commas and quotes none."""
    (row,) = csv.reader(io.StringIO(f"gates,{name},10.0\n"))
    assert row == ["gates", name, "10.0"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ann", "Ann"),
        ("José", "Jose\u0301"),
        ("ann", "ａｎｎ"),
        ("straße", "STRASSE"),
        ("علی\u200cرضا", "علیرضا"),
        ("cop", "\u0441\u043e\u0440"),
        ("TOM", "\u0422\u041e\u041c"),
        ("Pax", "\u0420\u0430\u0445"),
        ("AHNA", "\u0391\u0397\u039d\u0391"),
        ("Ian", "lan"),
    ],
)
def test_names_that_look_alike_are_found(first: str, second: str) -> None:
    assert alike([first, "bob", second]) == {first: second, second: first}
    assert alike([first, "bob"]) == {}


def test_a_folder_with_such_a_name_goes_to_a_person(tmp_path: Path) -> None:
    for name in ("ada", "Ann", "ann", "<b>", "=1+1", "李雷"):
        (tmp_path / "submitted" / name / "gates").mkdir(parents=True)
    found = {path.name: reason for path, reason in CourseFolder(tmp_path).unfit()}
    assert sorted(found) == ["<b>", "=1+1", "Ann", "ann"]
    assert "looks like 'ann'" in found["Ann"]
    assert "rename one" in found["Ann"]


def test_names_of_other_scripts_stay_apart() -> None:
    assert alike(["Анна", "Anna", "Вова", "Bova", "Рита", "Rita", "Νίκος", "Nikos"]) == {}
