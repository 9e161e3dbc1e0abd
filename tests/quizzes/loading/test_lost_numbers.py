"""Numbers, truth values and names of arguments that YAML reads differently, each with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzes.types import Functions
from tests.quizzes.loading.test_lost_text import NUMBER, only, option, prompt, remarks

pytestmark = pytest.mark.usefixtures("no_other_files")


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
