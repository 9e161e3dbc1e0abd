r"""What YAML takes away from a text is reported with its line: escapes, comments, dollars."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzes.loading import BankError, check_files, load_files
from quizzes.types import Functions

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


@pytest.fixture(autouse=True)
def no_other_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice bank is not read again for each of these tests."""
    monkeypatch.setattr("quizzes.loading.checking.practice_files", lambda: ())


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


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("&c is read", "`&c` at the beginning"),
        ("! not this", "`!` at the beginning"),
        ("{a, b} is the set", "a text that begins with `{`, which YAML reads as a mapping"),
        ("[a, b] is the list", "a text that begins with `[`, which YAML reads as a list"),
        ("[0, 1]", "a text that begins with `[` needs quotes: '[0, 1]'"),
        ("{a, b}", "a text that begins with `{` needs quotes: '{a, b}'"),
        ("> 0", "a text that begins with `>`"),
        (">= 0", "a text that begins with `>`"),
        (">-1", "a text that begins with `>` needs quotes: '>-1'"),
        ("| x |", "a text that begins with `|`"),
        ("|x|", "a text that begins with `|`"),
        ("% of it", "a text that begins with a sign YAML keeps for itself, `%`"),
        ("@home", "a text that begins with a sign YAML keeps for itself, `@`"),
        ("`x` is", "a text that begins with a sign YAML keeps for itself, ```"),
        ("} is a brace", "a text that begins with `}`"),
        ("? is it", "a `? ` at the beginning"),
        ("'it's", "text behind a closed quote"),
        ('"Yes" it is', "text behind a closed quote"),
        ("~", "YAML takes ~ for nothing"),
        ("null", "YAML takes null for nothing"),
        ("0x1F", 'put it in quotes: "0x1F"'),
        ("1.50", 'put it in quotes: "1.50"'),
        ("true", 'put it in quotes: "true"'),
    ],
)
def test_a_first_sign_that_yaml_keeps_is_named(tmp_path: Path, written: str, seen: str) -> None:
    said = only(tmp_path, option(written))

    assert said.startswith("✗ lost.yaml:14:")
    assert seen in said


@pytest.mark.parametrize(
    "written",
    [
        "It costs $5 and then $7. Which one holds?",
        "From $5-$7, which?",
        "US$5 or US$7?",
        "Prices in $ and in $ again, which?",
        "He paid $5, she paid 7 $ for it?",
        "($5) or ($7)?",
    ],
)
def test_prices_that_become_a_formula_are_reported(tmp_path: Path, written: str) -> None:
    for text in (prompt(written), option(written)):
        said = only(tmp_path, text)
        assert said.startswith("✗ lost.yaml:")
        assert "two dollar signs that make a formula" in said
        assert r"\$5" in said


def test_words_in_a_formula_are_advice(tmp_path: Path) -> None:
    said = only(tmp_path, prompt("It costs $5 but not 7$, or does it **not**?"))

    assert said.startswith("! lost.yaml:5:9: lost-one: words in the formula")


@pytest.mark.parametrize(
    "written",
    [
        r"It costs \$5 and then \$7. Which one holds?",
        "Is $f_t$ or $ i_t $ open, at $x = 1$?",
        r"Is $x \text{ if } y$ right for $5$ or $4HD$?",
        "Does `echo $HOME` print it?",
    ],
)
def test_formulas_and_written_out_dollars_pass(tmp_path: Path, written: str) -> None:
    assert remarks(tmp_path, prompt(written)) == []


def test_a_formula_inside_strong_text_is_checked(tmp_path: Path) -> None:
    assert "cannot be rendered" in only(tmp_path, prompt(r"Is **$\frac{1}$** open?"))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("1,5", "'1,5', with a comma, which makes a text of it; expected a number with a decimal"),
        ("1,5", "decimal point: 1.5"),
        ('"1,5"', "decimal point: 1.5"),
        ("1,500", "1.500 (or 1500, if it separates thousands)"),
        ("010", "'010', with a zero in front"),
        ("010", "10 (or 8, if it was meant as octal)"),
        ("08", "a number without it: 8"),
        ("−2.5", "'−2.5', with the typographic minus (U+2212)"),
        ("−2.5", "signs of the keyboard: -2.5"),
        ("–2", "signs of the keyboard: -2"),
        ("−1,5", "decimal point: -1.5"),
        ("２.５", "signs of the keyboard: 2.5"),
        ("٢٫٥", "signs of the keyboard: 2.5"),
        ("1 000", "without them: 1000"),
        ("1.000,5", "without them: 1000.5"),
        ("50%", "a number: 50, or 0.5 as a share of 1"),
        ("1/4", "a decimal point: 0.25"),
        ("5 ms", "its unit goes behind `unit:`"),
        ("1:30", "with a colon"),
        ("[1, 5]", "a list with 2 entries; expected a number"),
        ("many", "'many'; expected a number, without quotes"),
        ('"42"', "'42'; expected a number, without quotes"),
    ],
)
def test_why_a_number_is_none(tmp_path: Path, answer: str, said: str) -> None:
    found = only(tmp_path, NUMBER.format(prompt="How many?", answer=answer))

    assert found.startswith("✗ lost.yaml:8:13: ")
    assert said in found


@pytest.mark.parametrize(("written", "better"), [("yes", "true"), ("off", "false"), ("1", "true")])
def test_why_a_truth_value_is_none(tmp_path: Path, written: str, better: str) -> None:
    text = option("Yes").replace("correct: true", f"correct: {written}")

    assert f"{better} here, because YAML reads `{written}` as" in only(tmp_path, text)


@pytest.mark.parametrize(
    ("question", "answer", "advised"),
    [
        (r"What is $\tanh(1)$?", "0.76", True),
        ("What is the sigmoid of 1?", "0.73", True),
        ("How much?", "0.7310586", True),
        ("How much?", "0.5\n    tolerance: {absolute: 0}", True),
        (r"What is $\tanh(0)$?", "0", False),
        ("What is half of 1?", "0.5", False),
        (r"What is $\tanh(1)$?", "0.76\n    tolerance: {absolute: 0.005}", False),
    ],
)
def test_a_rounded_number_that_must_be_exact_gets_advice(
    tmp_path: Path, question: str, answer: str, advised: bool
) -> None:
    found = remarks(tmp_path, NUMBER.format(prompt=question, answer=answer))

    assert [line.rpartition(" ")[2] for line in found] == ["(no-tolerance)"] * advised


ARGUMENTS = """\
topic: lost
title: A topic
use: practice
questions:
  - id: lost-three
    type: computed
    prompt: What is $\\tanh(z)$ for $z =$ {{z}}?
    parameters: {z: {low: 1, high: 2}}
    function: numbers.tanh
    arguments: {ARGUMENTS}
    tolerance: {absolute: 0.01}
    feedback: Yes.
    otherwise: No.
    WRONG
    concepts: [gates]
    difficulty: easy
    source: Worked out
    explanation: It is {{answer}}.
"""


@pytest.mark.parametrize(
    ("arguments", "wrong", "said"),
    [
        ("zz: z", "", "lost.yaml:10:21: 'zz'; expected an argument of numbers.tanh: z; did you"),
        ("zz: z", "", "did you mean 'z'?"),
        ("z: z, x: 1", "", "'x'; expected an argument of numbers.tanh: z"),
        ("", "", "no argument z for numbers.tanh; expected its arguments: z"),
        (
            "z: z",
            "wrong: [{function: numbers.sigmoid, arguments: {zed: z}, feedback: No.}]",
            "'zed'; expected an argument of numbers.sigmoid: z",
        ),
    ],
)
def test_a_wrong_argument_name_is_a_mistake_with_the_nearest(
    tmp_path: Path, arguments: str, wrong: str, said: str, reference_functions: Functions
) -> None:
    text = ARGUMENTS.replace("ARGUMENTS", arguments).replace(
        "    WRONG\n", f"    {wrong}\n" * bool(wrong)
    )
    [found] = remarks(tmp_path, text, reference_functions)

    assert found.startswith("✗ ")
    assert said in found


def test_the_right_argument_names_pass(tmp_path: Path, reference_functions: Functions) -> None:
    text = ARGUMENTS.replace("ARGUMENTS", "z: z").replace("    WRONG\n", "")

    assert remarks(tmp_path, text, reference_functions) == []


def test_an_invisible_character_is_advice(tmp_path: Path) -> None:
    said = only(tmp_path, option("Yes\u200b it does"))

    assert "(U+200B): take it away (invisible)" in said
