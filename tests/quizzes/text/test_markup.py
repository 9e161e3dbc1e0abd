"""The bank's markup becomes HTML, plain text and formulas that every renderer reads."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from quizzes.text import formulas, latex_to_unicode, mathml, texts, to_html, to_plain


def test_every_formula_of_the_bank_becomes_text_without_commands(asked: list[Any]) -> None:
    for question in asked:
        for formula in formulas(question.prompt + question.explanation):
            assert "\\" not in latex_to_unicode(formula), formula


def test_texts_become_html_with_mathml_and_nothing_else() -> None:
    html = to_html("a <b> **bold $x_t$** *em* `c*d*e` $f_t \\odot c$\n\nnext")

    assert html.startswith("<p>a &lt;b&gt; <strong>bold <math")
    assert "<em>em</em> <code>c*d*e</code>" in html
    assert html.endswith("<p>next</p>")
    assert html.count("<math") == 2
    assert to_html("a\n\nb", inline=True) == "a<br/>b"


def test_texts_become_plain_with_unicode() -> None:
    assert (
        to_plain(r"**Note** $\frac{\partial c_t}{\partial c_{t-1}} = \mathrm{diag}(f_t)$, \$3")
        == "Note (∂ cₜ)/(∂ cₜ₋₁) = diag(fₜ), $3"
    )
    assert to_plain(r"$W^\top x$, $h^{(l)}_t$, $2^{AB}$") == "Wᵀ x, h⁽ˡ⁾ₜ, 2^(AB)"


@pytest.mark.parametrize(
    "latex", [r"\nosuch", "a_{", "x^", r"\frac{a}", r"\sigma{0", "x}{", r"\left( x"]
)
def test_what_the_renderer_cannot_read_is_refused(latex: str) -> None:
    with pytest.raises(ValueError, match="cannot be rendered"):
        mathml(latex)


def test_every_formula_renders_in_katex_in_its_strict_mode(asked: list[Any]) -> None:
    """A second renderer, which is stricter than ours about what it does not know."""
    modules = Path(os.environ.get("GATEWISE_NODE_MODULES") or "node_modules").resolve()
    if not shutil.which("node") or not (modules / "katex").is_dir():
        pytest.skip("npm install katex, and name its node_modules in GATEWISE_NODE_MODULES")
    found = [
        (question.id, formula)
        for question in asked
        for _, text in texts(question.model_dump())
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
