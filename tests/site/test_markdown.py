"""Markdown with formulas becomes HTML that needs no script."""

from __future__ import annotations

from autograder.site.markdown import to_html


def test_formulas_in_a_line_and_on_their_own() -> None:
    html = to_html("The gate $f_t$ is\n\n$$f_t = \\sigma(z)$$\n")
    assert html.count("<math") == 2
    assert 'display="inline"' in html
    assert html.count('<math tabindex="0"') == html.count('display="block"') == 1
    assert "$" not in html


def test_a_formula_keeps_its_underscores_and_stars() -> None:
    html = to_html("$a_t * b_t$ and $c_t * d_t$")
    assert "<em>" not in html
    assert html.count("<msub>") == 4


def test_dollars_in_code_are_no_formula() -> None:
    assert "<math" not in to_html("`$HOME` and `$PATH`")
    assert "<math" not in to_html("```\n$a$\n```")


def test_one_dollar_is_a_dollar() -> None:
    assert to_html("It costs 5 $.") == "<p>It costs 5 $.</p>\n"


def test_a_table_can_be_moved_sideways_with_the_keyboard() -> None:
    html = to_html("| a | b |\n|---|---|\n| 1 | $x_t$ |")
    assert '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>' in html
    assert "</table></div>" in html
    assert "<math" in html
