r"""What YAML takes away from a text is reported with its line: escapes, comments, dollars."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzes.loading import BankError, check_files, load_files
from quizzes.types import Functions

pytestmark = pytest.mark.usefixtures("no_other_files")

TOPIC = """\
topic: lost
title: A topic
use: practice
questions:
  - id: lost-one
    type: single
    prompt: {prompt}
    concepts: [gates]
    difficulty: easy
    source: Worked out
    explanation: Because it is so.
    options:
      - id: left
        text: {text}
        correct: true
        feedback: Right, indeed.
      - id: other
        text: It does not
        feedback: Wrong, sadly.
"""
NUMBER = """\
topic: lost
title: A topic
use: practice
questions:
  - id: lost-two
    type: numeric
    prompt: {prompt}
    answer: {answer}
    feedback: Yes, so it is.
    otherwise: Count again.
    concepts: [gates]
    difficulty: easy
    source: Worked out
    explanation: Because it is so.
"""


def remarks(tmp_path: Path, text: str, functions: Functions | None = None) -> list[str]:
    file = tmp_path / "lost.yaml"
    file.write_text(text, encoding="utf-8")
    checked = check_files([file], functions)
    if checked.mistakes and "cannot be rendered" not in checked.mistakes[0].text:
        with pytest.raises(BankError):
            load_files([file], functions=functions)
    found = [f"✗ {remark}" for remark in checked.mistakes]
    found += [f"! {remark}" for remark in checked.advice]
    return [line.replace(str(file), "lost.yaml") for line in found]


def only(tmp_path: Path, text: str) -> str:
    [line] = remarks(tmp_path, text)
    return line


def prompt(written: str) -> str:
    return TOPIC.format(prompt=written, text="Yes it does")


def option(written: str) -> str:
    return TOPIC.format(prompt="Which one holds?", text=written)


COMMANDS = [
    "tanh",
    "theta",
    "bar",
    "beta",
    "frac",
    "rho",
    "alpha",
    "vec",
    "epsilon",
    "nabla",
    "nu",
    "neq",
    "not",
    "eta",
    "Pi",
    "Lambda",
    "0",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_double_quotes_eat_is_named(tmp_path: Path, command: str) -> None:
    said = only(tmp_path, prompt(f'"What is $x + \\{command}$?"'))

    assert said.startswith("✗ lost.yaml:7:27: ")
    assert f"write `\\\\{command}`, or leave the quotes out" in said


@pytest.mark.parametrize("command", ["sigma", "xi", "upsilon", "mu", "Upsilon", "odot"])
def test_a_command_that_yaml_does_not_know_is_named_too(tmp_path: Path, command: str) -> None:
    said = only(tmp_path, prompt(f'"What is $x + \\{command}$?"'))

    assert said.startswith("✗ lost.yaml:7:")
    assert "a single backslash in double quotes" in said
    assert f"write `\\\\{command}`, or leave the quotes out" in said


@pytest.mark.parametrize("command", ["xcancel{a}", "xab", "uabcd"])
def test_a_command_that_looks_like_a_character_code_is_named(tmp_path: Path, command: str) -> None:
    assert "leave the quotes out" in only(tmp_path, prompt(f'"What is $\\{command}$?"'))


def test_every_command_of_a_text_is_named_once(tmp_path: Path) -> None:
    said = only(tmp_path, prompt(r'"Is $\frac{1}{2} + \theta + \nu + \theta$ right?"'))

    assert r"`\frac`" in said
    assert r"(also `\theta`, `\nu`)" in said


@pytest.mark.parametrize("place", [prompt, option])
@pytest.mark.parametrize(
    "code",
    [
        *(f"\\x{number:02x}" for number in range(32) if number != 10),
        *("\\x7f", "\\x85", "\\u2028", "\\ud800", "\\uffff", "\\ufdd0", "\\U0001fffe"),
        *("\\N", "\\L", "\\P", "\\0", "\\e"),
    ],
)
def test_no_text_holds_a_control_character(tmp_path: Path, place: object, code: str) -> None:
    assert callable(place)
    said = only(tmp_path, place(f'"a{code} b"'))

    assert "control character" in said or "separator" in said
    assert f"`{code}`" in said


@pytest.mark.parametrize("character", ["\x07", "\x00", "\x7f", "\x9f", "\x85", "\u2028"])
def test_a_control_character_that_stands_in_the_file_is_named(
    tmp_path: Path, character: str
) -> None:
    said = only(tmp_path, prompt(f"What is a{character}b?"))

    assert f"U+{ord(character):04X}" in said
    assert "lost.yaml:7:22" in said or "lost.yaml:7:" in said


def test_escapes_that_are_meant_stay(tmp_path: Path) -> None:
    text = r'"A \"quote\", a backslash in $\\tanh$, é as \u00e9, and\ntwo lines.\n\nNew paragraph"'

    assert remarks(tmp_path, prompt(text)) == []
    [question] = load_files([tmp_path / "lost.yaml"]).questions
    assert question.prompt == (
        'A "quote", a backslash in $\\tanh$, é as é, and\ntwo lines.\n\nNew paragraph'
    )


@pytest.mark.parametrize("written", ["Which item is # 1 of the list?", "Which is #1?", "In C #"])
def test_a_hash_that_cuts_a_text_short_is_reported(tmp_path: Path, written: str) -> None:
    for place, line in ((prompt, 7), (option, 14)):
        text = place(written)
        said = only(tmp_path, text)
        column = text.splitlines()[line - 1].index("#") + 1
        assert said.startswith(f"✗ lost.yaml:{line}:{column}: a `#` behind a space")
        assert "in quotes" in said


def test_a_hash_in_the_other_fields_of_prose_is_reported(tmp_path: Path) -> None:
    text = prompt("Which?").replace("Because it is so.", "Rule # 2")
    text = text.replace("Wrong, sadly.", "Rule # 3").replace("A topic", "Topic # 1")

    assert [line.split(":")[1] for line in remarks(tmp_path, text)] == ["2", "11", "19"]


def test_a_hash_that_cuts_a_text_of_several_lines_is_reported(tmp_path: Path) -> None:
    said = only(tmp_path, prompt("Which item\n      is # 1 of\n      the list?"))

    assert said.startswith("✗ lost.yaml:8:10: a `#` behind a space")


def test_a_text_that_begins_with_a_hash_is_a_comment_and_says_so(tmp_path: Path) -> None:
    said = only(tmp_path, option("#1 is right"))

    assert "a text that begins with `#` needs quotes" in said
    assert "'#1 is right'" in said


def test_comments_stay_comments(tmp_path: Path) -> None:
    text = option("Yes it does    # the key").replace("easy", "easy # for now")
    text = text.replace("topic: lost", "topic: lost # mine").replace("true", "true # key")

    assert remarks(tmp_path, f"# above\n{text}# below\n") == []
