"""nbgrader's own feedback pages: rich, without anything hidden, and with a submission's text as
text.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from lxml.html import fragment_fromstring
from nbconvert.filters.markdown_mistune import (
    IPythonRenderer,
    MarkdownWithMath,
    markdown2html_mistune,
)
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.data.grades import ExerciseGrade, Explanation
from autograder.notebooks.gradebook.feedback import keep_short, summary_html, with_mathml
from autograder.notebooks.gradebook.outputs import comment_text, grade_outputs
from autograder.notebooks.intake.safe_text import inert
from autograder.report.json import ExerciseJson, GradeJson
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.sample_class import SCRIPT, UNIT
from tests.notebooks.test_release import secret_statements


def page(folder: Path, learner: str) -> str:
    return (folder / "feedback" / learner / UNIT / f"{UNIT}.html").read_text()


def test_pages_name_the_mistake_and_the_next_step(by_nbgrader: Path) -> None:
    found = page(by_nbgrader, "wrong")
    assert "tanh where the gate needs a sigmoid" in found
    assert "<strong>Next:</strong>" in found
    assert "Comments:" in found
    assert "(Score: 8.0 / 10.0)" in found


def test_every_submission_has_a_page(by_nbgrader: Path) -> None:
    assert len(list((by_nbgrader / "feedback").rglob("*.html"))) == 17


def test_pages_hold_nothing_hidden(by_nbgrader: Path) -> None:
    root = CourseFolder(by_nbgrader).origin
    secret = secret_statements(root)
    key = CourseFolder(by_nbgrader).load_keys()[UNIT]
    numbers = {
        f"{number:.4g}"
        for exercise in key.exercises
        for case in exercise.cases
        if not case.visible
        for value in (*case.inputs.values(), case.expected)
        if isinstance(value, np.ndarray)
        for number in np.atleast_1d(value).ravel()
        if float(f"{number:.4g}") != round(float(number), 2)  # 0.4 says nothing
    }
    assert len(numbers) > 200
    for learner in ("wrong", "untouched", "scripted", "broken", "claiming"):
        text = re.sub(
            r"<style.*?</style>|<script.*?</script>",
            "",
            page(by_nbgrader, learner),
            flags=re.DOTALL,
        )
        text = re.sub(r"<[^>]*>", "", text)
        bare = re.sub(r"\s", "", text)
        if learner in (
            "untouched",
            "broken",
            "claiming",
        ):  # the others wrote such statements themselves
            assert not [statement for statement in secret if statement in bare]
        assert not [
            number
            for number in numbers
            if number in text and re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", text)
        ]


def test_text_of_a_submission_is_text(by_nbgrader: Path) -> None:
    found = page(by_nbgrader, "scripted")
    assert SCRIPT not in found
    assert "from a hand-in" in found
    assert not re.search(r"""(href|src)=["']?(javascript|vbscript)|jav&""", found)
    cells = json.loads(
        (by_nbgrader / "autograded" / "scripted" / UNIT / f"{UNIT}.ipynb").read_text()
    )["cells"]
    assert not [cell for cell in cells if cell["cell_type"] != "code" and SCRIPT in cell["source"]]


def test_a_page_of_a_huge_hand_in_is_not_huge(by_nbgrader: Path) -> None:
    found = page(by_nbgrader, "oddcells")
    assert "more characters are in the submitted file" in found
    assert len(found) < len(page(by_nbgrader, "right")) + 250_000


def test_a_page_repeats_so_much_of_a_cell_and_so_much_in_all() -> None:
    cells = [
        new_code_cell("a = 1"),
        new_code_cell("x = 1\n" * 20_000),
        new_markdown_cell("word " * 20_000),
        new_code_cell("y" * 30_000),
        *(new_code_cell("z = 1\n" * 1_000) for _ in range(1_000)),
    ]
    keep_short(cells)

    assert cells[0].source == "a = 1"
    lines = cells[1].source.splitlines()
    assert set(lines[:-1]) == {"x = 1"}
    assert re.fullmatch(r"# … 1\d\d,\d{3} more characters are in the submitted file\.", lines[-1])
    assert cells[2].source.endswith("more characters are in the submitted file.")
    assert "#" not in cells[2].source
    assert all(len(cell.source) < 11_000 for cell in cells)
    assert cells[4].source == "z = 1\n" * 1_000
    assert cells[-1].source == "# … 6,000 more characters are in the submitted file."
    assert sum(len(cell.source) for cell in cells) < 300_000


def test_a_page_without_a_mark_says_so(by_nbgrader: Path) -> None:
    assert "No mark yet" in page(by_nbgrader, "broken")


def dangers(html: str) -> list[str]:
    """What a browser would run or fetch from elsewhere than the web."""
    found = []
    for element in fragment_fromstring(html, create_parent=True).iter():
        if element.tag in ("script", "svg", "iframe", "style", "object", "form"):
            found.append(str(element.tag))
        for name, value in element.attrib.items():
            linked = name in ("href", "src") and not re.match(r"https?://|#|attachment:", value)
            if name.startswith("on") or linked:
                found.append(f"{name}={value}")
    return found


def grade(**changes: object) -> ExerciseGrade:
    fields = {
        "slug": "f",
        "status": "wrong",
        "score": 1.0,
        "max_score": 2.0,
        "explanation": Explanation("m", "n"),
    }
    return ExerciseGrade(**fields | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("score", "text"), [(2.0000000001, "2.0"), (-1.0, "0.0"), (np.float64(1.5), "1.5"), (0, "0.0")]
)
def test_marks_are_plain_floats_within_range(score: float, text: str) -> None:
    first = grade_outputs(grade(score=score))[0]
    assert first["output_type"] == "execute_result"
    assert first["data"] == {"text/plain": text}


def test_no_mark_is_never_full_marks() -> None:
    kinds = [
        output["output_type"] for output in grade_outputs(grade(score=None, status="grader_error"))
    ]
    assert kinds == ["display_data", "error"]


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x]( javascript:alert(1))",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "![x](javascript:alert(1))",
        SCRIPT,
        "<img src=x onerror=alert(1)>",
        "<javascript:alert(1)>",
        "[x](<javascript:alert(1)>)",
        "[x](data:text/html;base64,PHN2Zz4=)",
        "[a\n](javascript:alert(1))",
        '<https://x" onclick=alert(1)>',
        "> <script>alert(1)</script>",
        "<<script>script>",
    ],
)
def test_prose_of_a_submission_is_harmless(text: str) -> None:
    made = inert({"cell_type": "markdown", "source": text}, frozenset())
    html = markdown2html_mistune(made["source"])
    assert dangers(html) == []
    assert inert({"cell_type": "markdown", "source": text}, frozenset({text}))["source"] == text


@pytest.mark.parametrize(
    "text", ["[x](https://a.b/c)", "[x](#part)", "a < b, *c*", "[x]: https://a.b"]
)
def test_ordinary_prose_stays_as_it_is(text: str) -> None:
    assert inert({"cell_type": "markdown", "source": text}, frozenset())["source"] == text


PICTURES = {"x.png": {"image/png": "aGk="}, "bare": {}, "y": {"image/gif": "aGk="}}


@pytest.mark.parametrize(
    ("text", "pictures"),
    [
        ("![x](attachment:x.png)", 1),
        ('![x]( attachment:x.png "t" ) ![y](attachment:y)', 2),
        ("![x](attachment:nowhere.png)", 0),
        ("![x](attachment:bare)", 0),
        ("![x](attachment:)", 0),
        ("![x](attachment:x.png.)", 0),
        ("![x](attachment:&#120;.png)", 0),
        ("![x](attachment:x\\.png)", 0),
        ("![x](<attachment:x.png>)", 0),
        ("![x][y]\n\n[y]: attachment:nowhere", 0),
    ],
)
def test_a_picture_that_is_lost_costs_no_page(text: str, pictures: int) -> None:
    """nbconvert gives up over one, which leaves a submission without feedback and formgrader unable
    to show it.
    """
    made = inert({"cell_type": "markdown", "source": text, "attachments": PICTURES}, frozenset())
    html = render(made["source"], PICTURES)
    assert html.count("<img") == html.count("data:image/") == pictures


def render(text: str, attachments: dict[str, dict[str, str]]) -> str:
    return str(MarkdownWithMath(renderer=IPythonRenderer(attachments=attachments)).render(text))


@pytest.mark.parametrize(
    "text",
    [SCRIPT, "[x](javascript:alert(1))", "![x](http://there/x.png)", "<img src=x>", "\x1b[31mred"],
)
def test_comments_are_harmless_as_markdown(text: str) -> None:
    html = markdown2html_mistune(comment_text(grade(explanation=Explanation(text))))
    assert dangers(html) == []
    assert "\x1b" not in html


def test_pages_begin_with_the_result_and_set_equations_without_a_network(by_nbgrader: Path) -> None:
    found = page(by_nbgrader, "wrong")
    top = found[found.index("Your result") : found.index("The four layers of an LSTM cell")]
    assert "not right yet" in top
    assert '<a href="#forget_gate-grade">forget_gate</a>' in top
    assert '<a name="forget_gate-grade">' in found
    assert "$$" not in re.sub(r"<script.*?</script>", "", found, flags=re.DOTALL)
    assert found.count("<math") > 10


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("costs `$5$` and\n```\n$x$\n```", "costs `$5$` and\n```\n$x$\n```"),
        (r"\$5 and \$6", r"\$5 and \$6"),
        (r"$\left( x$", r"$\left( x$"),
    ],
)
def test_code_dollars_and_unknown_latex_stay(text: str, kept: str) -> None:
    assert with_mathml(text) == kept


def test_markdown_finds_nothing_to_do_in_a_formula_or_a_message() -> None:
    assert not re.search(r"[*_`|\\~]", with_mathml(r"$a_t * b_t | \tilde c * d$"))
    item = ExerciseJson(
        slug="f",
        status="wrong",
        score=0,
        max_score=1,
        misconceptions=[],
        follow_through=False,
        criteria=[],
        message="a*b*c `x` <b>[y](javascript:z)",
        next_step="*n*",
    )
    html = summary_html(
        GradeJson(
            schema=1,
            submission="s",
            unit="u",
            score=0,
            max_score=1,
            isolation="A",
            exercises=[item],
        )
    )
    shown = markdown2html_mistune(html)
    assert not re.search(r"<em>|<code>|<b>|<a href=\"javascript", shown)
    assert "a&#42;b&#42;c" in shown
