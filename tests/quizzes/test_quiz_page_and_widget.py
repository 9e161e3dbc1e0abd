"""The HTML page and the notebook widget in a real browser: keys earn all marks, axe finds nothing,
state has no key.
"""

from __future__ import annotations

import html
import json
import re
from html.parser import HTMLParser

import pytest

from quizzes.answers import shown_key, shown_options
from quizzes.drawing import Numbers
from quizzes.form import SAID, question_html, result_html
from quizzes.loading import Bank
from quizzes.marking import mark
from quizzes.models import DrawnQuestion, Multiple
from quizzes.page import page_html, static, write_page
from quizzes.progress import Progress
from quizzes.reading import read_answer
from quizzes.session import practice_bank, start

RESULT = re.compile(r'<pre id="result">(.*?)</pre>', re.DOTALL)


def in_browser(dump_dom, page, text, script, *options):
    """Put a script at the end of the page, load it, and read the JSON it leaves in ``#result``."""
    page.write_text(
        text.replace("</body>", f"<script type='module'>{script}</script></body>"), encoding="utf-8"
    )
    found = RESULT.search(dump_dom(page, *options))
    assert found, "the script in the page left no result"
    return json.loads(html.unescape(found[1]))


SHOW = """
const show = (value) => { const pre = document.createElement("pre"); pre.id = "result";
  pre.textContent = JSON.stringify(value); document.body.append(pre); };
"""


# --- the page


class Outside(HTMLParser):
    """Collects every address that a page would fetch from."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [
            value
            for name, value in attrs
            if name in ("src", "href", "action", "data", "poster", "srcset")
        ]
        self.found += [tag] if tag in ("link", "iframe", "object", "embed", "base") else []


def test_the_page_needs_nothing_from_outside_and_its_maths_no_script(practice):
    text = page_html("All", practice)
    parser = Outside()
    parser.feed(text)

    assert parser.found == []
    assert "default-src 'none'" in text
    assert "@import" not in text
    assert "url(" not in text
    assert text.count("<math") > 200
    assert "MathJax" not in text


def test_without_a_script_every_answer_is_behind_a_disclosure(examples, practice):
    text = page_html("All", practice)

    assert text.count("<summary>Show the answer</summary>") == len(practice)
    assert "the name of the gate misleads here" in text
    assert "<p>One right order:</p>" in text


def test_no_text_of_a_question_can_end_the_script_that_holds_it(examples):
    blank = examples.question("stacked-shape")
    data = blank.model_dump(mode="json")
    data["blanks"][0]["accept"] = ["</script><b>"]

    text = page_html("One", [type(blank).model_validate(data)])

    assert text.count("</script>") == 2
    assert "<b>" not in text


def test_a_control_with_nothing_but_a_formula_beside_it_has_a_name_in_words(examples):
    question = examples.question("forget-near-one")
    data = question.model_dump(mode="json")
    data["options"][1]["text"] = "$c_{t-1}$"

    shown = question_html(type(question).model_validate(data), 1, "v")

    assert shown.count("aria-label=") == 1
    assert 'value="b" aria-label="cₜ₋₁">' in shown


def test_a_topic_is_written_as_a_page(tmp_path):
    session = write_page(tmp_path / "page.html", "four-layers")

    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<title>Quiz: Four layers, their weights and biases</title>" in text
    assert text.count('class="gw-question"') == len(session.questions) > 4


def test_a_page_of_graded_questions_is_refused(asked, whole_bank, tmp_path):
    graded = [question for question in asked if question.use == "graded"]

    with pytest.raises(ValueError, match="key"):
        page_html("Graded", graded)
    with pytest.raises(ValueError, match="graded"):
        write_page(tmp_path / "page.html", "graded-gates", bank=whole_bank)
    assert not (tmp_path / "page.html").exists()


def test_the_page_marks_as_python_does(dump_dom, practice, tmp_path):
    """Right, half right and wrong answers of every practice question, filled in and checked in the
    browser.
    """
    tries = [(question.id, given) for question in practice for given in attempts(question)]
    script = (
        SHOW
        + """
    const by = Object.fromEntries(sections.map((section) => [section.dataset.question, section]));
    show(TRIES.map(([name, given]) => {
      const section = by[name];
      section.querySelector("form").reset();
      fillForm(section, given);
      section.querySelector("form").requestSubmit();
      return [Number(section.dataset.share), [...section.querySelectorAll(".gw-result .gw-note")]
        .map((note) => note.querySelector(".gw-said").textContent)];
    }));""".replace("TRIES", json.dumps(tries))
    )
    found = in_browser(dump_dom, tmp_path / "page.html", page_html("All", practice), script)

    by_id = {question.id: question for question in practice}
    assert len(found) == len(tries) > 2 * len(practice)
    for (name, given), (share, notes) in zip(tries, found, strict=True):
        marked = mark(by_id[name], read_answer(by_id[name], given))
        assert share == pytest.approx(marked.share), (name, given)
        words = [
            SAID[
                (
                    ("right" if note.right else "wrong")
                    if note.chosen
                    else "missed"
                    if note.right
                    else "left"
                )
            ]
            for note in marked.notes
        ]
        assert given is None or notes == words, (name, given)
    assert sum(share == 1 for share, _ in found) >= len(practice)


def attempts(question):
    """Answers as a browser gives them: the key, a blank, and some that are wrong or half right."""
    key, letters = shown_key(question), list(shown_options(question))
    if question.type == "single":
        return [None, *letters]
    if question.type == "multiple":
        return [None, sorted(key), letters, letters[:1], letters[1:], sorted(key)[:-1] or None]
    if question.type == "true_false":
        return [None, True, False]
    if question.type == "ordering":
        return [None, key, key[::-1], letters, [*key[1:], key[0]]]
    if question.type == "matching":
        right = list(key.values())
        return [
            None,
            right,
            right[::-1],
            [right[0], *[""] * (len(right) - 1)],
            letters[:1] * len(right),
        ]
    if question.type == "fill":
        return [
            None,
            key,
            [f" {word} " for word in key],
            [word.lower() for word in key],
            [*key[:-1], "?"],
        ]
    wrong = [repr(entry.value) for entry in question.wrong]
    return [
        None,
        repr(question.answer),
        f"{question.answer!r}/1".replace("-", "−"),
        repr(question.answer + 1),
        *wrong,
    ]


# --- axe

AXE = (
    SHOW
    + """
const found = await axe.run(globalThis.where ?? document, {resultTypes: ["violations"], rules: {"color-contrast": {enabled: true}}});
show(found.violations.map((violation) => [violation.id, violation.nodes[0].html.slice(0, 200)]));
"""
)


def axe(node_modules):
    return (
        (node_modules / "axe-core" / "axe.min.js")
        .read_text(encoding="utf-8")
        .replace("</script", "<\\/script")
    )


def loosened(text):
    """The page without its own ban on foreign scripts: axe is one."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)


def axe_findings(dump_dom, node_modules, page, questions, kind, *options, where=None):
    """What axe says of a page on which everything was answered and opened."""
    text = loosened(page_html("All", questions)).replace(
        "</body>", f"<script>{axe(node_modules)}</script></body>"
    )
    answer = (
        "sections.forEach((section, i) => { fillForm(section, GIVEN[i]); "
        "section.querySelector('form').requestSubmit(); });"
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
    )
    given = json.dumps([attempts(question)[kind] for question in questions])
    place = f"globalThis.where = {json.dumps(where)};" if where else ""
    return in_browser(dump_dom, page, text, place + answer.replace("GIVEN", given) + AXE, *options)


@pytest.mark.parametrize("kind", [0, 1, -1])
def test_axe_finds_nothing_on_a_page_with_each_type(dump_dom, node_modules, asked, tmp_path, kind):
    assert axe_findings(dump_dom, node_modules, tmp_path / "axe.html", asked[:9], kind) == []


def test_axe_finds_nothing_on_a_dark_page(dump_dom, node_modules, asked, tmp_path):
    dark = "--blink-settings=preferredColorScheme=0"
    page = tmp_path / "axe.html"

    assert axe_findings(dump_dom, node_modules, page, asked[:9], -1, dark) == []
    colour = "show(getComputedStyle(document.body).backgroundColor)"
    assert (
        in_browser(dump_dom, page, page_html("All", asked[:1]), SHOW + colour, dark)
        == "rgb(17, 18, 22)"
    )


@pytest.mark.slow
def test_axe_finds_nothing_on_a_page_with_all_practice_questions(
    dump_dom, node_modules, practice, tmp_path
):
    """Formulas, which cost most of the time, are on the smaller pages above."""
    where = {"exclude": ["math"]}
    assert (
        axe_findings(dump_dom, node_modules, tmp_path / "axe.html", practice, -1, where=where) == []
    )


def test_axe_can_find_something(dump_dom, node_modules, practice, tmp_path):
    text = loosened(page_html("Some", practice[:2])).replace('<html lang="en">', "<html>")
    text = text.replace("</body>", f"<img src='data:,'><script>{axe(node_modules)}</script></body>")

    found = in_browser(dump_dom, tmp_path / "axe.html", text, AXE)

    assert {"html-has-lang", "image-alt"} <= {violation[0] for violation in found}


# --- the widget


@pytest.fixture
def widget(examples, reference_functions):
    pytest.importorskip("anywidget")
    from quizzes.widget import quiz

    made = quiz("examples", bank=examples, functions=reference_functions, progress=Progress(None))
    yield made
    made.close()


def as_sent(question):
    """The key as a browser would send it."""
    key = shown_key(question)
    return (
        sorted(key)
        if isinstance(key, set)
        else list(key.values())
        if isinstance(key, dict)
        else key
    )


def send(widget, question, answer, **more):
    widget._answered(widget, {"question": question, "answer": answer, **more}, [])


def test_the_widget_marks_in_python_and_keys_earn_full_marks(widget):
    for question in widget._session.questions:
        send(widget, question.id, as_sent(question))
        assert 'class="gw-verdict gw-right">Right.' in widget.results[question.id], question.id

    assert widget.summary == "9 right of 9 answered, 9 in all."


def test_every_practice_question_earns_full_marks_for_its_key_in_the_widget(reference_functions):
    pytest.importorskip("anywidget")
    from quizzes.widget import quiz

    made = quiz(functions=reference_functions, progress=Progress(None))
    for question in made._session.questions:
        send(made, question.id, as_sent(question))
    count = len(practice_bank().questions)
    made.close()

    assert made.summary == f"{count} right of {count} answered, {count} in all."


def test_the_widget_explains_a_wrong_answer_and_keeps_the_state(widget):
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
def test_nothing_a_browser_sends_upsets_the_widget(widget, content):
    send(widget, content.get("question"), content.get("answer"))

    assert "Right." not in str(widget.results)


def test_a_blank_gives_nothing_away(widget):
    send(widget, "forget-near-one", None)

    assert widget.results["forget-near-one"] == '<p class="gw-verdict gw-part">Not answered.</p>'
    assert widget.summary == ""


def test_what_a_learner_typed_is_escaped(examples):
    question = examples.question("stacked-shape")
    marked = mark(question, {"rows": "<script>alert(1)</script>", "columns": "D"})

    assert "<script" not in result_html(marked)


def test_the_widget_is_told_no_key(widget, examples):
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


def test_a_graded_quiz_is_refused_in_a_notebook(whole_bank):
    pytest.importorskip("anywidget")
    from quizzes.widget import quiz

    with pytest.raises(ValueError, match="graded"):
        quiz("graded-gates", bank=whole_bank, progress=Progress(None))


HARNESS = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title>
<style>body {{ background: white; }} {css}</style></head><body><main><h1>A notebook</h1>
<div id="one"></div><div id="two"></div></main>{more}
<script type="module">
{esm}
const state = {state};
const heard = {{}};
globalThis.sent = [];
globalThis.model = {{
  get: (name) => state[name],
  set: (name, value) => {{ state[name] = value; }},
  save_changes: () => {{}},
  send: (content) => globalThis.sent.push(content),
  on: (name, back) => {{ (heard[name] ??= []).push(back); }},
  off: (name, back) => {{ heard[name] = heard[name].filter((one) => one !== back); }},
  tell: (name, value) => {{ state[name] = value; (heard[`change:${{name}}`] ?? []).forEach((back) => back()); }},
}};
globalThis.renderWidget = (id) => render({{ model, el: document.getElementById(id) }});
globalThis.fill = fillForm;
globalThis.sections = () => [...document.querySelectorAll("#one .gw-question")];
</script>
</body></html>"""


def harness(widget, more=""):
    """A page that gives the widget's script a model, as a notebook would."""
    state = json.dumps(widget.get_state(["markup", "answers", "results", "summary"])).replace(
        "<", "\\u003c"
    )
    esm = re.sub(r"export default \{ render \};", "", static("form.js") + static("widget.js"))
    return HARNESS.format(css=static("quiz.css"), esm=esm, state=state, more=more)


def test_the_widget_in_a_browser_sends_answers_that_python_marks_right(dump_dom, widget, tmp_path):
    keys = [as_sent(question) for question in widget._session.questions]
    script = (
        SHOW
        + """
    renderWidget("one");
    sections().forEach((section, i) => { fill(section, KEYS[i]); section.dispatchEvent(new Event("change"));
      section.querySelector("form").requestSubmit(); });
    renderWidget("two");
    const kept = [...document.querySelectorAll("#two input:checked, #two select")].map((one) => one.value);
    model.tell("results", { "forget-near-one": "<p>Told</p>" });
    const told = [...document.querySelectorAll("[data-question=forget-near-one] .gw-result")]
      .map((one) => one.textContent);
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    show({ sent, kept, told, double: ids.length - new Set(ids).size });
    """.replace("KEYS", json.dumps(keys))
    )
    found = in_browser(dump_dom, tmp_path / "widget.html", harness(widget), script)

    for content in found["sent"]:
        send(widget, content["question"], content["answer"], helped=content["helped"])
    assert widget.summary == "9 right of 9 answered, 9 in all."
    assert "a" in found["kept"], "a second view shows what was answered"
    assert found["told"] == ["Told", "Told"]
    assert found["double"] == 0, "two views share ids"


def test_an_order_with_a_place_twice_is_not_sent(dump_dom, widget, tmp_path):
    script = (
        SHOW
        + """
    renderWidget("one");
    const section = document.querySelector("[data-type=ordering]");
    section.querySelectorAll("select").forEach((select) => { select.value = "1"; });
    section.querySelector("form").requestSubmit();
    show([sent, section.querySelector(".gw-result").textContent]);
    """
    )
    sent, said = in_browser(dump_dom, tmp_path / "widget.html", harness(widget), script)

    assert sent == []
    assert said.startswith("Give every line a place of its own")


def test_axe_finds_nothing_in_the_widget_before_and_after_answering(
    dump_dom, node_modules, widget, tmp_path
):
    more = f"<script>{axe(node_modules)}</script>"
    assert (
        in_browser(
            dump_dom, tmp_path / "w.html", harness(widget, more), "renderWidget('one');" + AXE
        )
        == []
    )

    for question in widget._session.questions:
        wrong = attempts(question)[-1]
        send(widget, question.id, wrong)
    assert len(widget.results) == 9
    assert (
        in_browser(
            dump_dom, tmp_path / "w.html", harness(widget, more), "renderWidget('one');" + AXE
        )
        == []
    )


def test_the_quiz_in_a_notebook_uses_numbers_drawn_beforehand(examples):
    bank = Bank(examples.topics)
    numbers = Numbers(values={"D": 3.0, "H": 4.0}, answer=128.0, wrong=(64.0,))
    step = Numbers(values={"c": 1.0, "f": 0.1, "i": 0.6}, answer=0.4, wrong=(0.65,))

    session = start(
        "examples", bank=bank, drawn={"count-one-layer": [numbers], "one-step-of-a-cell": [step]}
    )

    drawn = session.question("count-one-layer")
    assert isinstance(drawn, DrawnQuestion)
    assert drawn.answer == 128
    assert "3 inputs and 4 hidden units" in drawn.prompt
