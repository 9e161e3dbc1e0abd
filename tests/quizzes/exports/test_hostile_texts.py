"""Texts that mean something to GIFT, Moodle or XML: exported whole or left out with a note.

Others' parsers read the exports back: gift-pegjs, and lxml with the QTI schema.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from quizzes.exports.gift import to_gift
from quizzes.exports.moodle import to_moodle
from quizzes.exports.qti import to_items
from quizzes.loading import load_files
from tests.quizzes.exports.test_qti import SCHEMA

etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")

HOSTILE = [
    *("{x}", "a=b", "=x", "~c", "d:e", "#f", "####z", "g\\h", "x\\", "\\", "\\n", "\\:", "a\\~b"),
    *("i->j", "->", "-->", "a ~> b", "50%", "%50%x", "=%50%", "~%100%x", "//c", "a // b", "::t::"),
    *("[html]x", "a ]]> b", "<![CDATA[x", "<!--", "<b>", "&amp;", "&lt;", "&#123;", "a && b"),
    *("&&126;", "T", "FALSE", "T#x", "*", "a*b", '"q"', "'q'", "a|b", "1..2", "1:2", "#1:0.1"),
    *("{1:SHORTANSWER:=x}", "{#1}", "$CATEGORY: x", "`code $x`", "**b**", "é", "😀", "{", "}"),
    *("$a < b$", "$a -> b$", "$\\{a\\} & b$", "\u200e"),
]
KINDS = ["single", "multiple", "fill", "blanks", "matching", "ordering", "numeric", "true_false"]
AS_GIFT = {
    "single": "MC",
    "multiple": "MC",
    "fill": "Short",
    "matching": "Matching",
    "numeric": "Numerical",
    "true_false": "TF",
}


def own_fields(kind: str, text: str) -> dict[str, Any]:
    """The fields of one type with the text in every place that takes one."""
    options: list[dict[str, Any]] = [
        {"id": name, "text": f"{text} {name}", "feedback": text} for name in "abc"
    ]
    blank: dict[str, Any] = {"label": text, "accept": [text], "feedback": text}
    blank["wrong"] = [{"answer": f"{text}zz", "feedback": text}]
    fields: dict[str, dict[str, Any]] = {
        "single": {"options": [options[0] | {"correct": True}, options[1]]},
        "multiple": {"options": [options[0] | {"correct": True}, options[1]]},
        "fill": {"blanks": [{"id": "w"} | blank]},
        "blanks": {"blanks": [{"id": "w"} | blank, {"id": "v"} | blank]},
        "matching": {
            "options": [option | {"match": option["id"]} for option in options],
            "choices": [{"id": name, "text": f"{text} {name}"} for name in "abc"],
        },
        "ordering": {
            "options": [options[0], options[1] | {"after": ["a"]}, options[2] | {"after": ["b"]}]
        },
        "numeric": {
            "answer": 5,
            "unit": text,
            "feedback": text,
            "otherwise": text,
            "wrong": [{"value": 4, "feedback": text}],
        },
        "true_false": {
            "answer": True,
            "if_true": {"feedback": text},
            "if_false": {"feedback": text},
        },
    }
    return fields[kind]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A question for each text and each type: (text, kind, question)."""
    raw = [
        {
            "id": f"hostile-{number}",
            "type": {"blanks": "fill"}.get(kind, kind),
            "prompt": f"Before {text} behind",
            "concepts": ["gates"],
            "difficulty": "easy",
            "source": text,
            "explanation": text,
            "hints": [text],
            **own_fields(kind, text),
        }
        for number, (text, kind) in enumerate((text, kind) for text in HOSTILE for kind in KINDS)
    ]
    topic = {"topic": "hostile", "title": "T", "use": "practice", "questions": raw}
    file = tmp_path_factory.mktemp("hostile") / "hostile.yaml"
    file.write_text(json.dumps(topic, ensure_ascii=False), encoding="utf-8")
    questions = load_files([file]).questions
    named = [(text, kind) for text in HOSTILE for kind in KINDS]
    return [(*names, question) for names, question in zip(named, questions, strict=True)]


@pytest.fixture(scope="module")
def read_gift(
    hostile: Any, node_modules: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[Any]:
    """What gift-pegjs makes of each question's own file; a text where it refuses the file."""
    folder = tmp_path_factory.mktemp("gift")
    (folder / "files.json").write_text(json.dumps([to_gift([it]).text for *_, it in hostile]))
    (folder / "parse.mjs").write_text(
        f'import {{ parse }} from "{node_modules / "gift-pegjs" / "pegjs-gift.js"}";\n'
        'import fs from "node:fs";\n'
        "const read = (text) => { try { return parse(text); } catch (e) { return `${e}`; } };\n"
        'const files = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));\n'
        "process.stdout.write(JSON.stringify(files.map(read)));\n"
    )
    command = ["node", str(folder / "parse.mjs"), str(folder / "files.json")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return list(json.loads(done.stdout))


def test_gift_holds_each_text_or_leaves_its_question_out(hostile: Any, read_gift: Any) -> None:
    for (text, kind, question), parsed in zip(hostile, read_gift, strict=True):
        export = to_gift([question])
        assert not isinstance(parsed, str), (text, kind, parsed)
        found = [entry for entry in parsed if entry["type"] != "Category"]
        assert len(found) == len(export.carried), (text, kind)
        if not found:
            assert any("not in the file" in said for said in export.left_out), (text, kind)
            continue
        assert found[0]["type"] == AS_GIFT[kind], (text, kind)
        if kind == "fill":
            first = found[0]["choices"][0]
            assert first["weight"] == 100, text
            assert first["text"]["text"].replace("\\*", "*") == text, text


@pytest.mark.parametrize("text", ["i->j", "[html]x", "a && b"])
def test_an_entry_that_gift_cannot_hold_is_left_out_with_a_note(hostile: Any, text: str) -> None:
    for kind in ("fill", "matching"):
        [question] = [it for words, name, it in hostile if (words, name) == (text, kind)]
        export = to_gift([question])
        assert export.carried == ()
        assert f"so it is not in the file: {question.id}." in export.left_out[0]
        assert "GIFT cannot hold " in export.left_out[0]


def test_no_text_puts_an_arrow_of_its_own_into_an_answer_of_gift(hostile: Any) -> None:
    """Moodle takes a question with ``=`` and ``->`` between its braces for a match."""
    for text, kind, question in hostile:
        export = to_gift([question])
        if kind != "matching" and export.carried:
            answers = export.text.partition("[html]")[2].partition("\n")[2]
            assert "->" not in answers, (text, kind)


def test_moodle_is_well_formed_and_keeps_each_answer(hostile: Any) -> None:
    for text, kind, question in hostile:
        root = etree.fromstring(to_moodle([question]).text.encode())
        node = root.findall("question")[-1]
        if kind == "fill":
            assert node.findtext("answer/text").replace("\\*", "*") == text
        if kind == "blanks":
            body = node.findtext("questiontext/text")
            assert body.count("{1:SHORTANSWER_C:=") == 2, text
            assert "{#1}" not in body, text
            assert "~=" not in body.replace("\\~=", ""), (text, "a wrong entry must not earn marks")


def test_qti_items_are_valid_whatever_their_texts(hostile: Any) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA)) if SCHEMA.is_file() else None
    for text, kind, question in hostile:
        for export in to_items([question]).values():
            if not export.carried:
                assert "not in the file" in export.left_out[0], (text, kind)
                continue
            document = etree.fromstring(export.text.encode())
            if schema is not None:
                assert schema.validate(document), (text, kind, schema.error_log.last_error)


def test_a_formula_that_mathml_lacks_is_left_out_of_qti(hostile: Any, tmp_path: Path) -> None:
    from quizzes.exports import write_export

    _, _, question = hostile[0]
    broken = question.model_copy(update={"prompt": r"What is $\nosuchcommand$?"})
    written = write_export("qti", [broken, hostile[1][2]], tmp_path / "all.zip")

    assert written.carried == (hostile[1][2].id,)
    assert any("not in the file" in said and broken.id in said for said in written.left_out)
