"""Exports, each looked at by something we did not write; the key earns full marks by the rules of
the other system.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from quizzes.answers import key, shown_key
from quizzes.exports.files import FORMATS, write_export
from quizzes.exports.gift import to_gift
from quizzes.exports.moodle import to_moodle
from quizzes.exports.qti import NAMESPACE, to_qti, write_items
from quizzes.marking import mark

etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
SCHEMA_FOLDER = Path(
    os.environ.get("GATEWISE_QTI_SCHEMA")
    or Path(__file__).resolve().parents[3] / "shared" / "qti21-schema"
)
SCHEMA = SCHEMA_FOLDER / "qtiv2p1" / "imsqti_v2p1.xsd"
FRACTIONS = {
    100,
    90,
    83.33333,
    80,
    75,
    70,
    66.66667,
    60,
    50,
    40,
    33.33333,
    30,
    25,
    20,
    16.66667,
    14.28571,
    12.5,
    11.11111,
    10,
    5,
    0,
}
"""The shares of a mark that Moodle's importer takes (question/engine/bank.php)."""


# --- Moodle XML


@pytest.fixture(scope="module")
def moodle(asked):
    export = to_moodle(asked)
    root = etree.fromstring(export.text.encode())
    return export, {
        node.findtext("name/text"): node for node in root if node.get("type") != "category"
    }


def test_moodle_gets_every_question_it_can_ask_and_hears_of_the_others(moodle, asked):
    export, nodes = moodle

    assert list(nodes) == list(export.carried)
    said = " ".join(export.left_out)
    for question in asked:
        assert question.id in export.carried or question.id in said, question.id
    gone = [question for question in asked if question.id not in export.carried]
    assert {question.type for question in gone} == {"ordering"}
    assert len(export.carried) >= 0.95 * len(asked)


def test_moodle_questions_have_the_parts_their_type_needs(moodle):
    _, nodes = moodle
    for name, node in nodes.items():
        kind = node.get("type")
        assert kind in {
            "multichoice",
            "truefalse",
            "numerical",
            "matching",
            "shortanswer",
            "cloze",
            "ordering",
        }
        assert node.findtext("questiontext/text"), name
        assert node.findtext("generalfeedback/text"), name
        assert float(node.findtext("defaultgrade")) > 0
        assert node.findtext("idnumber") == name
        for answer in node.findall("answer"):
            if kind != "ordering":
                assert any(
                    abs(abs(float(answer.get("fraction"))) - share) < 1e-4 for share in FRACTIONS
                ), name
        if kind == "multichoice":
            assert node.findtext("single") in ("true", "false")
        if kind == "matching":
            assert len({sub.findtext("answer/text") for sub in node.findall("subquestion")}) >= 3


def moodle_mark(node, question):
    """The share Moodle gives to our key, after its documentation."""
    kind, answers = node.get("type"), node.findall("answer")
    right = key(question)
    if kind == "multichoice":
        picked = {right} if isinstance(right, str) else right
        places = [place for place, option in enumerate(question.options) if option.id in picked]
        return sum(float(answers[place].get("fraction")) for place in places) / 100
    if kind == "truefalse":
        return (
            max(
                float(a.get("fraction"))
                for a in answers
                if a.findtext("text") == str(right).lower()
            )
            / 100
        )
    if kind == "numerical":
        first = next(
            a
            for a in answers
            if a.findtext("text") == "*"
            or abs(float(a.findtext("text")) - right) <= float(a.findtext("tolerance")) + 1e-12
        )
        return float(first.get("fraction")) / 100
    if kind == "shortanswer":
        [entry] = right.values()
        first = next(a for a in answers if moodle_matches(a.findtext("text"), entry))
        return float(first.get("fraction")) / 100
    if kind == "matching":
        subs = node.findall("subquestion")
        return float(
            all(sub.findtext("text") and sub.findtext("answer/text") for sub in subs[: len(right)])
        )
    gaps = re.findall(
        r"\{1:SHORTANSWER(?:_C)?:=((?:\\.|[^#~}\\])*)#", node.findtext("questiontext/text")
    )
    entries = [gap.replace("\\\\*", "*").replace("\\", "") for gap in gaps]
    return float(entries == [right[blank.id] for blank in question.blanks])


def test_moodle_gives_full_marks_to_our_key(moodle, asked):
    export, nodes = moodle
    for question in asked:
        if question.id in export.carried and question.type != "ordering":
            assert moodle_mark(nodes[question.id], question) == pytest.approx(1, abs=1e-5), (
                question.id
            )


def moodle_matches(pattern, entry):
    """Whether a short answer of Moodle, in which an asterisk stands for anything, fits an entry."""
    return re.fullmatch(
        ".*".join(map(re.escape, re.split(r"(?<!\\)\*", pattern))).replace(r"\\\*", r"\*"), entry
    )


def test_moodle_gives_nothing_for_a_blank(moodle):
    _, nodes = moodle
    for name, node in nodes.items():
        if node.get("type") == "shortanswer":
            for answer in node.findall("answer"):
                assert (
                    not moodle_matches(answer.findtext("text"), "")
                    or float(answer.get("fraction")) == 0
                ), name
        if node.get("type") == "numerical":
            assert all(
                float(answer.get("fraction")) == 0
                for answer in node.findall("answer")
                if answer.findtext("text") in ("*", "")
            ), name
        if node.get("type") == "cloze":
            gaps = re.findall(
                r"\{1:SHORTANSWER(?:_C)?:=((?:\\.|[^#~}\\])*)#", node.findtext("questiontext/text")
            )
            assert gaps, name
            assert "" not in gaps, name


def test_moodle_takes_an_order_only_where_one_order_is_right(examples):
    question = examples.question("order-of-one-step")
    data = question.model_dump(mode="json")
    data["options"][1] |= {"after": ["gates"]}
    data["options"][2] |= {"after": ["output"]}
    linear = type(question).model_validate(data)

    assert to_moodle([question]).carried == ()
    assert "one right order only" in to_moodle([question]).left_out[0]
    [node] = etree.fromstring(to_moodle([linear]).text.encode()).findall(
        "question[@type='ordering']"
    )
    assert [answer.findtext("text") for answer in node.findall("answer")][3].startswith(
        "<p>The hidden state"
    )


# --- GIFT


@pytest.fixture(scope="module")
def parsed_gift(asked, node_modules, tmp_path_factory):
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


def test_gift_is_read_by_gift_pegjs_and_nothing_is_lost_silently(parsed_gift, asked):
    export = to_gift(asked)

    assert tuple(parsed_gift) == export.carried
    said = " ".join(export.left_out)
    assert all(question.id in export.carried or question.id in said for question in asked)


def gift_mark(parsed, question):
    """The share a reader of GIFT gives to our key."""
    right, kind = key(question), parsed["type"]
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


def test_gift_gives_full_marks_to_our_key(parsed_gift, asked):
    for question in asked:
        if question.id in parsed_gift:
            assert gift_mark(parsed_gift[question.id], question) == pytest.approx(1, abs=1e-5), (
                question.id
            )


def test_gift_gives_nothing_for_a_blank(parsed_gift):
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


def test_gift_keeps_texts_as_they_are(parsed_gift, asked):
    question = next(question for question in asked if question.id == "forget-near-one")

    assert parsed_gift[question.id]["stem"]["text"].startswith(
        "<p>All entries of the forget gate \\(f_t\\) are"
    )
    texts = [choice["text"]["text"] for choice in parsed_gift[question.id]["choices"]]
    assert texts[0] == "<p>Nearly all of \\(c_{t-1}\\) is kept.</p>"


# --- QTI 2.1


@pytest.fixture(scope="module")
def schema():
    if not SCHEMA.is_file():
        pytest.skip(
            "no QTI 2.1 schema: name the folder that holds qtiv2p1/imsqti_v2p1.xsd in"
            " GATEWISE_QTI_SCHEMA"
        )
    return etree.XMLSchema(etree.parse(SCHEMA))


def test_qti_items_are_valid_against_the_schema(asked, schema):
    for name, export in write_items(asked).items():
        document = etree.fromstring(export.text.encode())
        assert schema.validate(document), (name, schema.error_log.last_error)


def test_the_schema_check_can_fail(asked, schema):
    broken = (
        to_qti(asked[0])
        .text.replace("<itemBody>", "<itemBodies>")
        .replace("</itemBody>", "</itemBodies>")
    )

    assert not schema.validate(etree.fromstring(broken.encode()))


class Processor:
    """Response processing after the QTI 2.1 information model, as far as our items use it."""

    def __init__(self, root, responses):
        self.root, self.outcomes = root, {}
        self.responses = responses
        for declared in self.find(root, "outcomeDeclaration"):
            value = declared.findtext(f".//{{{NAMESPACE}}}value")
            self.outcomes[declared.get("identifier")] = float(value) if value is not None else None
        self.declared = {
            node.get("identifier"): node for node in self.find(root, "responseDeclaration")
        }
        for rule in self.find(root, "responseProcessing")[0]:
            self.run(rule)

    @staticmethod
    def find(node, name):
        return node.findall(f"{{{NAMESPACE}}}{name}")

    def run(self, rule):
        name = etree.QName(rule).localname
        if name == "setOutcomeValue":
            self.outcomes[rule.get("identifier")] = self.value(rule[0])
            return
        for branch in rule:
            parts = list(branch)
            if (
                etree.QName(branch).localname != "responseElse"
                and self.value(parts.pop(0)) is not True
            ):
                continue
            for part in parts:
                self.run(part)
            return

    def value(self, node):
        name, parts = etree.QName(node).localname, list(node)
        if name == "variable":
            return self.responses.get(
                node.get("identifier"), self.outcomes.get(node.get("identifier"))
            )
        if name == "correct":
            return self.correct(node.get("identifier"))
        if name == "baseValue":
            return float(node.text) if node.get("baseType") == "float" else node.text
        if name == "mapResponse":
            return self.mapped(node.get("identifier"))
        if name == "index":
            found, place = self.value(parts[0]), int(node.get("n"))
            return found[place - 1] if found is not None and place <= len(found) else None
        values = [self.value(part) for part in parts]
        if name == "isNull":
            return values[0] is None
        if name == "equal":
            slack = float(node.get("tolerance", "0 0").split()[0])
            return None if values[0] is None else abs(values[0] - values[1]) <= slack + 1e-12
        combine = {
            "match": lambda: None if None in values else values[0] == values[1],
            "not": lambda: not values[0],
            "and": lambda: all(values),
            "or": lambda: any(values),
            "sum": lambda: sum(values),
            "multiple": lambda: values,
        }
        return combine[name]()

    def correct(self, name):
        declared = self.declared[name]
        values = [
            node.text
            for node in declared.findall(f"{{{NAMESPACE}}}correctResponse/{{{NAMESPACE}}}value")
        ]
        values = (
            [float(value) for value in values] if declared.get("baseType") == "float" else values
        )
        cardinality = declared.get("cardinality")
        return (
            values[0]
            if cardinality == "single"
            else frozenset(values)
            if cardinality == "multiple"
            else values
        )

    def mapped(self, name):
        given = self.responses.get(name)
        [mapping] = self.find(self.declared[name], "mapping")
        listed = [] if given is None else [given] if isinstance(given, str) else list(given)
        entries = {entry.get("mapKey"): float(entry.get("mappedValue")) for entry in mapping}
        total = sum(entries.get(item, float(mapping.get("defaultValue"))) for item in listed)
        lower, upper = (
            float(mapping.get("lowerBound", "-inf")),
            float(mapping.get("upperBound", "inf")),
        )
        return min(upper, max(lower, total))


def responses(question):
    shown = shown_key(question)
    if question.type == "fill":
        return {f"RESPONSE{place}": entry for place, entry in enumerate(shown, start=1)}
    if question.type == "matching":
        return {"RESPONSE": frozenset(f"row{row} {letter}" for row, letter in shown.items())}
    if question.type == "true_false":
        return {"RESPONSE": str(shown).lower()}
    return {"RESPONSE": frozenset(shown) if isinstance(shown, set) else shown}


def test_qti_gives_full_marks_to_our_key_and_none_to_a_blank(asked):
    for question in asked:
        root = etree.fromstring(to_qti(question).text.encode())
        full = Processor(root, responses(question))
        assert full.outcomes["SCORE"] == pytest.approx(question.points), question.id
        assert full.outcomes["MAXSCORE"] == question.points
        assert "explanation" in full.outcomes["FEEDBACK"]
        assert Processor(root, {}).outcomes["SCORE"] == 0, question.id


def test_qti_declares_the_right_answer_as_correct(asked):
    for question in asked:
        processor = Processor(etree.fromstring(to_qti(question).text.encode()), responses(question))
        for name, given in processor.responses.items():
            if question.type not in ("drawn", "numeric"):
                assert processor.correct(name) == given, question.id


def test_qti_gives_the_same_partial_credit_as_we_do(examples):
    order, several = examples.question("order-of-one-step"), examples.question("cell-update-parts")
    from quizzes.answers import shown_options

    letters = {name: letter for letter, name in shown_options(order).items()}
    root = etree.fromstring(to_qti(order).text.encode())
    for answer in (
        ("gates", "cell", "hidden", "output"),
        ("hidden", "cell", "gates", "output"),
        ("output", "hidden", "gates", "cell"),
    ):
        got = Processor(root, {"RESPONSE": [letters[name] for name in answer]}).outcomes["SCORE"]
        assert got == pytest.approx(mark(order, answer).score)
    root = etree.fromstring(to_qti(several).text.encode())
    for picked in ("a", "ab", "ac", "c", "abc"):
        names = frozenset(shown_options(several)[letter] for letter in picked)
        got = Processor(root, {"RESPONSE": frozenset(picked)}).outcomes["SCORE"]
        assert got == pytest.approx(mark(several, names).score)


@pytest.mark.parametrize("scoring", ["all_or_nothing", "every_decision"])
def test_qti_knows_the_other_rules_and_the_others_say_they_do_not(examples, scoring):
    question = examples.question("cell-update-parts").model_copy(update={"scoring": scoring})
    root = etree.fromstring(to_qti(question).text.encode())

    for picked in ("a", "ab", "ac", "abc", "c"):
        names = frozenset(question.options["abc".index(letter)].id for letter in picked)
        got = Processor(root, {"RESPONSE": frozenset(picked)}).outcomes["SCORE"]
        assert got == pytest.approx(mark(question, names).score), picked
    assert Processor(root, {}).outcomes["SCORE"] == 0
    for export in (to_moodle([question]), to_gift([question])):
        assert any("net correct" in sentence for sentence in export.left_out)


# --- files


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_written_and_says_what_it_left_out(form, asked, tmp_path):
    written = write_export(form, asked, tmp_path / "bank")
    left_out = written.left_out

    assert (tmp_path / "bank").stat().st_size > 10_000
    assert len(written.carried) >= 0.9 * len(asked)
    said = " ".join(left_out)
    assert all(question.id in written.carried or question.id in said for question in asked)
    assert any(sentence.startswith("The misconception") for sentence in left_out)
    assert len({sentence.partition(":")[0] for sentence in left_out}) == len(left_out)


def test_a_qti_package_lists_every_item_it_holds(asked, tmp_path):
    write_export("qti", asked, tmp_path / "bank.zip")
    with zipfile.ZipFile(tmp_path / "bank.zip") as package:
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        listed = [node.get("href") for node in manifest.iter("{*}file")]
        assert sorted([*listed, "imsmanifest.xml"]) == sorted(package.namelist())
    assert len(listed) == len(asked)


def test_an_unknown_format_names_those_there_are(asked, tmp_path):
    with pytest.raises(ValueError, match="moodle, gift, qti"):
        write_export("scorm", asked, tmp_path / "bank")
