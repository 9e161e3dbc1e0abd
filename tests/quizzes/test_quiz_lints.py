"""Each rule of item writing finds what breaks it, and lets the rest be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from quizzes.lints import all_texts, lint
from quizzes.models import Multiple, Single
from quizzes.text import formulas, latex_to_unicode, mathml, to_html, to_plain


def single(number=0, right=0, texts=("red colour", "green colour", "blue colour"), **changes):
    options = [
        {"id": f"o{i}", "text": text, "correct": i == right, "feedback": "f"}
        for i, text in enumerate(texts)
    ]
    return Single.model_validate(
        {
            "id": f"q{number}",
            "type": "single",
            "prompt": "Which?",
            "explanation": "e",
            "concepts": ["c"],
            "difficulty": "easy",
            "source": "s",
            "options": options,
            **changes,
        }
    )


def rules(*questions):
    return sorted({advice.rule for advice in lint(questions)})


def test_a_good_question_passes():
    assert rules(single()) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"texts": ["a", "b", "All of the above"]}, "all-or-none"),
        ({"texts": ["a", "b", "None of these options"]}, "all-or-none"),
        ({"prompt": "Which is not a gate?"}, "unmarked-negative"),
        ({"prompt": "All are gates except which?"}, "unmarked-negative"),
        ({"texts": ["a", "A.", "b"]}, "duplicate-option"),
        (
            {"texts": ["this one is right because it goes on and on", "short", "brief"]},
            "key-is-longest",
        ),
        ({"texts": ["3", "1", "2"]}, "numbers-in-order"),
        ({"prompt": "Which? Select all that apply."}, "select-all"),
        ({"explanation": r"$\frobnicate{x}$"}, "formula"),
        ({"explanation": r"$\frac{a}$"}, "formula"),
        ({"explanation": "costs 3$"}, "formula"),
    ],
)
def test_each_rule_finds_what_breaks_it(changes, rule):
    assert rules(single(**changes)) == [rule]


@pytest.mark.parametrize(
    "changes",
    [
        {"prompt": "Which is **not** a gate?"},
        {"texts": ["1", "2", "3"]},
        {"prompt": r"Is $\not\approx$ so? Costs \$3."},
        {"texts": ["all of it", "none", "half"]},
    ],
)
def test_what_only_looks_alike_is_left_alone(changes):
    assert rules(single(**changes)) == []


def test_several_answers_are_announced_and_not_all_right():
    question = single()
    data = question.model_dump() | {"type": "multiple"}
    assert rules(Multiple.model_validate(data)) == ["select-all"]
    data["options"] = [option | {"correct": True} for option in data["options"]]
    data["prompt"] = "Which? Select all that apply."
    assert rules(Multiple.model_validate(data)) == ["all-right"]


def test_an_id_that_gives_the_key_away_is_found():
    data = single().model_dump(mode="json")
    data["options"][1] |= {"id": "wrong-one"}
    assert rules(Single.model_validate(data)) == ["telling-id"]


def test_right_answers_that_gather_at_one_place_are_found():
    gathered = [single(i, right=0) for i in range(12)]
    spread = [single(i, right=i % 3) for i in range(12)]

    assert rules(*gathered) == ["balanced-keys"]
    assert rules(*spread) == []


def test_a_bank_whose_longest_option_is_mostly_right_is_found():
    texts = ["red colours", "green", "blue"]
    long = [single(i, right=i % 3, texts=texts[-(i % 3) :] + texts[: -(i % 3)]) for i in range(15)]

    assert rules(*long) == ["key-is-longest"]


def test_the_bank_itself_passes(whole_bank):
    assert [str(advice) for advice in lint(whole_bank.questions)] == []


def test_every_formula_of_the_bank_becomes_text_without_commands(asked):
    for question in asked:
        for formula in formulas(question.prompt + question.explanation):
            assert "\\" not in latex_to_unicode(formula), formula


def test_texts_become_html_with_mathml_and_nothing_else():
    html = to_html("a <b> **bold $x_t$** *em* `c*d*e` $f_t \\odot c$\n\nnext")

    assert html.startswith("<p>a &lt;b&gt; <strong>bold <math")
    assert "<em>em</em> <code>c*d*e</code>" in html
    assert html.endswith("<p>next</p>")
    assert html.count("<math") == 2
    assert to_html("a\n\nb", inline=True) == "a<br/>b"


def test_texts_become_plain_with_unicode():
    assert (
        to_plain(r"**Note** $\frac{\partial c_t}{\partial c_{t-1}} = \mathrm{diag}(f_t)$, \$3")
        == "Note (∂ cₜ)/(∂ cₜ₋₁) = diag(fₜ), $3"
    )
    assert to_plain(r"$W^\top x$, $h^{(l)}_t$, $2^{AB}$") == "Wᵀ x, h⁽ˡ⁾ₜ, 2^(AB)"


@pytest.mark.parametrize(
    "latex", [r"\nosuch", "a_{", "x^", r"\frac{a}", r"\sigma{0", "x}{", r"\left( x"]
)
def test_what_the_renderer_cannot_read_is_refused(latex):
    with pytest.raises(ValueError, match="cannot be rendered"):
        mathml(latex)


def test_every_formula_renders_in_katex_in_its_strict_mode(asked):
    """A second renderer, which is stricter than ours about what it does not know."""
    modules = Path(os.environ.get("GATEWISE_NODE_MODULES") or "node_modules").resolve()
    if not shutil.which("node") or not (modules / "katex").is_dir():
        pytest.skip("npm install katex, and name its node_modules in GATEWISE_NODE_MODULES")
    found = [
        (question.id, formula)
        for question in asked
        for text in all_texts(question.model_dump())
        for formula in formulas(text)
    ]
    script = (
        "const katex = require('katex'); const bad = [];"
        "for (const [id, latex] of JSON.parse(require('fs').readFileSync(0)))"
        "{ try { katex.renderToString(latex, {throwOnError: true, strict: 'error'}) }"
        "  catch (error) { bad.push(id + ': ' + error.message) } }"
        "console.log(JSON.stringify(bad))"
    )

    done = subprocess.run(
        ["node", "-e", script],
        input=json.dumps([*found, ("broken", r"\nosuch{1}")]),
        text=True,
        capture_output=True,
        check=True,
        env=os.environ | {"NODE_PATH": str(modules)},
    )

    assert len(found) > 500
    [only] = json.loads(done.stdout)
    assert only.startswith("broken: ")
