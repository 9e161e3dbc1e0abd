"""The widget's script in Chromium, with a model as a notebook gives it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizzes.surfaces.form import static
from tests.quizzes.surfaces.browser import AXE, SHOW, as_sent, attempts, axe, in_browser, send

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
  off: (name, back) => {{ heard[name] = heard[name].filter((other) => other !== back); }},
  tell: (name, value) => {{
    state[name] = value;
    (heard[`change:${{name}}`] ?? []).forEach((back) => back());
  }},
}};
globalThis.renderWidget = (id) => render({{ model, el: document.getElementById(id) }});
globalThis.fill = fillForm;
globalThis.sections = () => [...document.querySelectorAll("#one .gw-question")];
</script>
</body></html>"""


def harness(widget: Any, more: Any = "") -> Any:
    """A page that gives the widget's script a model, as a notebook would."""
    state = json.dumps(widget.get_state(["markup", "answers", "results", "summary"])).replace(
        "<", "\\u003c"
    )
    esm = re.sub(r"export default \{ render \};", "", static("form.js") + static("widget.js"))
    return HARNESS.format(css=static("quiz.css"), esm=esm, state=state, more=more)


def test_the_widget_in_a_browser_sends_answers_that_python_marks_right(
    dump_dom: Callable[..., str], widget: Any, tmp_path: Path
) -> None:
    keys = [as_sent(question) for question in widget._session.questions]
    script = (
        SHOW
        + """
    renderWidget("one");
    sections().forEach((section, i) => {
      fill(section, KEYS[i]); section.dispatchEvent(new Event("change"));
      section.querySelector("form").requestSubmit(); });
    renderWidget("two");
    const kept = [...document.querySelectorAll("#two input:checked, #two select")]
      .map((control) => control.value);
    model.tell("results", { "forget-near-one": "<p>Told</p>" });
    const told = [...document.querySelectorAll("[data-question=forget-near-one] .gw-result")]
      .map((result) => result.textContent);
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
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


def test_an_order_with_a_place_twice_is_not_sent(
    dump_dom: Callable[..., str], widget: Any, tmp_path: Path
) -> None:
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


@pytest.mark.slow
def test_axe_finds_nothing_in_the_widget_before_and_after_answering(
    dump_dom: Callable[..., str], node_modules: Path, widget: Any, tmp_path: Path
) -> None:
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
