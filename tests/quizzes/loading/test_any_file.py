"""No file ends `bank check` in a traceback: texts of any kind, and banks changed at random."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.bank import BANK
from quizzes.exports import FORMATS, write_export
from quizzes.loading import BankError, check_files, load_files
from quizzes.types import DrawingError, Functions

ODD = [
    *(
        "$",
        "#",
        " # ",
        "\\",
        "\\t",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "*",
        "&a ",
        "!x ",
        "> ",
    ),
    *(
        "| ",
        "?",
        "%",
        "@",
        "`",
        "\x07",
        "\x00",
        "\ufeff",
        "\u2028",
        "\x85",
        "−",
        "1,5",
        "010",
        "1e999",
    ),
    *(
        "-1",
        "0x",
        "null",
        "~",
        "true",
        "yes",
        "\n",
        "\n\n",
        "   ",
        "\t",
        "<<: ",
        "{{x}}",
        "{{",
        "}}",
    ),
    *("\\frac{", "^", "_", ".inf", ".nan", "9" * 5000, "1e308", "-1e308", "1e-320", "[" * 600),
    *(
        "- " * 300,
        "é",
        "\U0010ffff",
        "\\U99999999",
        "\\ud800",
        "[]",
        "{}",
        "0",
        "1:30",
        "2024-01-01",
    ),
    *(
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "!!int ",
        "!!float ",
        "*a",
        "::",
        "\r",
        "low: ",
        "take: [9]",
    ),
    *('"\\x07"', "$\\x$", "$$", "``", "**", "$^$", "$_$", "$\\left($", "$\\begin{matrix}$", "$&$"),
    *("${}$", "$\\sqrt$", "$\\frac$", "$}{$", "step: 1e-300", "among: [1, 1]", "points: 1e-9"),
]


def single_questions() -> list[str]:
    """Files of one question each: those of the bank, and the README's of each type."""
    [example] = re.findall(
        r"```yaml\n(.*?)```", (BANK / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    texts = [example] * 3 + [file.read_text(encoding="utf-8") for file in BANK.glob("*/*.yaml")]
    found = []
    for text in texts:
        head, _, rest = text.partition("questions:\n")
        found += [f"{head}questions:\n{part}" for part in re.split(r"(?m)(?=^  - id:)", rest)[1:]]
    return found


def changed(text: str, rng: random.Random) -> str:
    """A text with a few changes: signs put in, taken away, repeated, or in place of a value."""
    for _ in range(rng.choice([1, 1, 2, 3, 6])):
        at = rng.randrange(len(text) + 1)
        end = min(len(text), at + rng.choice([0, 1, 3, 10, 40]))
        way = rng.random()
        if way < 0.6:
            text = text[:at] + rng.choice(ODD) + text[end:]
        elif way < 0.7:
            text = text[:at] + text[end:]
        elif way < 0.8:
            start = rng.randrange(len(text) + 1)
            text = text[:at] + text[start : start + rng.choice([5, 50, 200])] + text[at:]
        else:
            lines = text.split("\n")
            number = rng.randrange(len(lines))
            if named := re.match(r"(\s*(?:- )?\w+: )", lines[number]):
                lines[number] = named[1] + rng.choice(ODD) + rng.choice(["", rng.choice(ODD)])
            text = "\n".join(lines)
    return text


def survives(text: str, folder: Path, functions: Functions) -> None:
    """Check a file, and export what can be loaded; both must end without an exception of ours."""
    file = folder / "any.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    checked = check_files([file], functions)
    for remark in (*checked.mistakes, *checked.advice):
        assert str(remark).encode()
        assert remark.line >= 0
    try:
        bank = load_files([file])
        questions = [question.asked(b"any", functions) for question in bank.questions]
    except (BankError, DrawingError):
        return
    for form in FORMATS:
        write_export(form, questions, folder / form)


@pytest.fixture(autouse=True)
def no_other_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice bank is not read again for each file."""
    monkeypatch.setattr("quizzes.loading.checking.practice_files", lambda root: ())


@pytest.mark.parametrize("seed", range(30))
def test_a_changed_bank_is_checked(
    seed: int, tmp_path: Path, reference_functions: Functions
) -> None:
    rng = random.Random(seed)
    survives(changed(rng.choice(single_questions()), rng), tmp_path, reference_functions)


@pytest.mark.slow
def test_many_changed_banks_are_checked(tmp_path: Path, reference_functions: Functions) -> None:
    known = single_questions()
    for seed in range(3_000):
        rng = random.Random(f"many {seed}")
        survives(changed(rng.choice(known), rng), tmp_path, reference_functions)


ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
    st.lists(st.sampled_from([*ODD, "word", " ", "x"]), max_size=12).map("".join),
)


def with_text(text: str, quotes: str) -> str:
    written = f"{quotes}{text}{quotes}"
    return (
        "topic: any\ntitle: T\nuse: practice\nquestions:\n  - id: any-one\n    type: fill\n"
        f"    prompt: {written}\n    concepts: [gates]\n    difficulty: easy\n    source: s\n"
        "    explanation: e\n    blanks:\n      - id: b\n        label: l\n"
        f"        accept: [x, {written}]\n        feedback: {written}\n"
    )


@given(text=ANY_TEXT, quotes=st.sampled_from(["", "'", '"']))
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_text_is_checked(
    text: str, quotes: str, tmp_path: Path, reference_functions: Functions
) -> None:
    survives(with_text(text, quotes), tmp_path, reference_functions)
    survives(text, tmp_path, reference_functions)


@pytest.mark.slow
@given(text=ANY_TEXT, quotes=st.sampled_from(["", "'", '"']))
@settings(
    max_examples=3_000,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_very_many_texts_are_checked(
    text: str, quotes: str, tmp_path: Path, reference_functions: Functions
) -> None:
    survives(with_text(text, quotes), tmp_path, reference_functions)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", "topic: x\n".encode("utf-16"), b"\xef\xbb\xbftopic: x\n", b"\x00" * 50],
)
def test_any_bytes_are_checked(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "bytes.yaml"
    file.write_bytes(data)

    assert check_files([file]).mistakes


def test_the_changes_do_change_and_some_still_load(
    tmp_path: Path, reference_functions: Functions
) -> None:
    """Test the test: it must reach the exports, and it must reach faults."""
    reached: dict[str, int] = {"loaded": 0, "refused": 0}
    known: list[Any] = single_questions()
    for seed in range(60):
        rng = random.Random(seed)
        (tmp_path / "any.yaml").write_text(changed(rng.choice(known), rng), newline="")
        mistakes = check_files([tmp_path / "any.yaml"], reference_functions).mistakes
        reached["refused" if mistakes else "loaded"] += 1

    assert min(reached.values()) >= 5, reached
