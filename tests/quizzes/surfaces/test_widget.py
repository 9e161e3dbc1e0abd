"""The notebook widget marks in Python, explains, and holds no key."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest

from quizzes.loading import Bank
from quizzes.sessions import Progress, mark, practice_bank, start
from quizzes.surfaces.form import question_html, result_html
from quizzes.types import DrawnNumbers, Functions
from quizzes.types.computed import DrawnQuestion
from quizzes.types.multiple import Multiple
from tests.quizzes.surfaces.browser import as_sent, send


def test_the_widget_marks_in_python_and_keys_earn_full_marks(widget: Any) -> None:
    for question in widget._session.questions:
        send(widget, question.id, as_sent(question))
        assert 'class="gw-verdict gw-right">Right.' in widget.results[question.id], question.id

    assert widget.summary == "9 right of 9 answered, 9 in all."


def test_every_practice_question_earns_full_marks_for_its_key_in_the_widget(
    reference_functions: Functions,
) -> None:
    pytest.importorskip("anywidget")
    from quizzes.surfaces.widget import quiz

    made = quiz(functions=reference_functions, progress=Progress(None))
    for question in made._session.questions:
        send(made, question.id, as_sent(question))
    count = len(practice_bank().questions)
    made.close()

    assert made.summary == f"{count} right of {count} answered, {count} in all."


def test_the_widget_explains_a_wrong_answer_and_keeps_the_state(widget: Any) -> None:
    send(widget, "forget-near-one", "b")

    assert "the name of the gate misleads here" in widget.results["forget-near-one"]
    assert "Run this cell" in repr(widget)
    send(widget, "stacked-shape", ["H", "D"])
    assert (
        '<p class="gw-solution">Rows: <code>4H</code><br/>Columns: <code>D</code></p>'
        in widget.results["stacked-shape"]
    )
    assert "Look again at: forget gate, cell state" in widget.summary
    assert {"markup", "answers", "results", "summary"} <= set(widget.get_state())


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"question": "nosuch", "answer": 1},
        {"question": 3},
        {"question": "forget-near-one", "answer": {"x": [1]}},
        {"question": "forget-near-one", "answer": None},
    ],
)
def test_nothing_a_browser_sends_upsets_the_widget(widget: Any, content: Any) -> None:
    send(widget, content.get("question"), content.get("answer"))

    assert "Right." not in str(widget.results)


def test_a_blank_gives_nothing_away(widget: Any) -> None:
    send(widget, "forget-near-one", None)

    assert widget.results["forget-near-one"] == '<p class="gw-verdict gw-part">Not answered.</p>'
    assert widget.summary == ""


def test_what_a_learner_typed_is_escaped(examples: Any) -> None:
    question = examples.question("stacked-shape")
    marked = mark(question, {"rows": "<script>alert(1)</script>", "columns": "D"})

    assert "<script" not in result_html(marked)


def test_the_widget_is_told_no_key(widget: Any, examples: Any) -> None:
    """Its state before an answer is the same whatever is right, and holds no reply and no
    explanation.
    """
    state = json.dumps(widget.get_state(["markup", "answers", "results", "summary"]))
    for question in examples.questions:
        assert html.escape(question.explanation[:30], quote=False) not in html.unescape(state)
    assert "correct" not in state
    assert widget.results == {}
    assert widget.answers == {}
    several = examples.question("cell-update-parts")
    turned = Multiple.model_validate(
        several.model_dump(mode="json")
        | {
            "options": [
                option | {"correct": not option["correct"], "misconception": None}
                for option in several.model_dump(mode="json")["options"]
            ]
        }
    )
    assert question_html(several, 1, "v") == question_html(turned, 1, "v")


def test_a_graded_quiz_is_refused_in_a_notebook(whole_bank: Any) -> None:
    pytest.importorskip("anywidget")
    from quizzes.surfaces.widget import quiz

    with pytest.raises(ValueError, match="graded"):
        quiz("graded-gates", bank=whole_bank, progress=Progress(None))


def test_the_quiz_in_a_notebook_uses_numbers_drawn_beforehand(examples: Any) -> None:
    bank = Bank(examples.topics)
    numbers = DrawnNumbers(values={"D": 3.0, "H": 4.0}, answer=128.0, wrong=(64.0,))
    step = DrawnNumbers(values={"c": 1.0, "f": 0.1, "i": 0.6}, answer=0.4, wrong=(0.65,))

    session = start(
        "examples", bank=bank, prepared={"count-one-layer": [numbers], "one-step-of-a-cell": [step]}
    )

    drawn = session.question("count-one-layer")
    assert isinstance(drawn, DrawnQuestion)
    assert drawn.answer == 128
    assert "3 inputs and 4 hidden units" in drawn.prompt
