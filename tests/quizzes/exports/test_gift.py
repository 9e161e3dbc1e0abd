"""GIFT, as gift-pegjs reads it: nothing is lost silently, and our key gets full marks."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from quizzes.exports.gift import to_gift


@pytest.fixture(scope="module")
def parsed_gift(
    asked: list[Any], node_modules: Path, tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """What gift-pegjs makes of the file."""
    folder = tmp_path_factory.mktemp("gift")
    (folder / "bank.gift").write_text(to_gift(asked).text, encoding="utf-8")
    (folder / "parse.mjs").write_text(
        f'import {{ parse }} from "{node_modules / "gift-pegjs" / "pegjs-gift.js"}";\n'
        'import fs from "node:fs";\n'
        'process.stdout.write(JSON.stringify(parse(fs.readFileSync(process.argv[2], "utf8"))));\n'
    )
    done = subprocess.run(
        ["node", folder / "parse.mjs", folder / "bank.gift"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return {
        question["title"]: question
        for question in json.loads(done.stdout)
        if question["type"] != "Category"
    }


def test_gift_is_read_by_gift_pegjs_and_nothing_is_lost_silently(
    parsed_gift: Any, asked: list[Any]
) -> None:
    export = to_gift(asked)

    assert tuple(parsed_gift) == export.carried
    said = " ".join(export.left_out)
    assert all(question.id in export.carried or question.id in said for question in asked)


def gift_mark(parsed: Any, question: Any) -> Any:
    """The share a reader of GIFT gives to our key."""
    right, kind = question.key(), parsed["type"]
    if kind == "TF":
        return float(parsed["isTrue"] is right)
    if kind == "Matching":
        return float(len(parsed["matchPairs"]) == len(right))
    choices = parsed["choices"]
    if kind == "Numerical":
        first = next(
            c
            for c in choices
            if abs(c["text"]["number"] - right) <= (c["text"].get("range") or 0) + 1e-12
        )
        return first["weight"] / 100
    if kind == "MC":
        picked = {right} if isinstance(right, str) else right
        weights = [100 * c["isCorrect"] if c["weight"] is None else c["weight"] for c in choices]
        pairs = zip(weights, question.options, strict=True)
        return sum(weight for weight, option in pairs if option.id in picked) / 100
    [entry] = right.values()
    return (
        next(c["weight"] for c in choices if c["text"]["text"].replace("\\*", "*") == entry) / 100
    )


def test_gift_gives_full_marks_to_our_key(parsed_gift: Any, asked: list[Any]) -> None:
    for question in asked:
        if question.id in parsed_gift:
            assert gift_mark(parsed_gift[question.id], question) == pytest.approx(1, abs=1e-5), (
                question.id
            )


def test_gift_gives_nothing_for_a_blank(parsed_gift: Any) -> None:
    for name, parsed in parsed_gift.items():
        if parsed["type"] == "Short":
            assert all(
                choice["text"]["text"].strip() not in ("", "*") or not choice["weight"]
                for choice in parsed["choices"]
            ), name
        if parsed["type"] == "Numerical":
            assert all(
                choice["text"].get("type") != "simple"
                or choice["text"].get("number") is not None
                or not choice["weight"]
                for choice in parsed["choices"]
            ), name


def test_gift_keeps_texts_as_they_are(parsed_gift: Any, asked: list[Any]) -> None:
    question = next(question for question in asked if question.id == "forget-near-one")

    assert parsed_gift[question.id]["stem"]["text"].startswith(
        "<p>All entries of the forget gate \\(f_t\\) are"
    )
    texts = [choice["text"]["text"] for choice in parsed_gift[question.id]["choices"]]
    assert texts[0] == "<p>Nearly all of \\(c_{t-1}\\) is kept.</p>"
