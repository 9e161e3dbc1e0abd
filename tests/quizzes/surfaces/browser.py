"""What tests of page and widget share: scripts in Chromium, axe, and answers to send."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

RESULT = re.compile(r'<pre id="result">(.*?)</pre>', re.DOTALL)


def in_browser(
    dump_dom: Callable[..., str], page: Any, text: str, script: str, *options: Any
) -> Any:
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


def attempts(question: Any) -> Any:
    """Answers as a browser gives them: the key, a blank, and some that are wrong or half right."""
    key, letters = question.shown_key(), list(question.shown_options())
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


AXE = (
    SHOW
    + """
const options = {resultTypes: ["violations"], rules: {"color-contrast": {enabled: true}}};
const found = await axe.run(globalThis.where ?? document, options);
show(found.violations.map((violation) => [violation.id, violation.nodes[0].html.slice(0, 200)]));
"""
)


def axe(node_modules: Path) -> Any:
    return (
        (node_modules / "axe-core" / "axe.min.js")
        .read_text(encoding="utf-8")
        .replace("</script", "<\\/script")
    )


def loosened(text: str) -> Any:
    """The page without its own ban on foreign scripts: axe is one."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)


def as_sent(question: Any) -> Any:
    """The key as a browser would send it."""
    key = question.shown_key()
    return (
        sorted(key)
        if isinstance(key, set)
        else list(key.values())
        if isinstance(key, dict)
        else key
    )


def send(widget: Any, question: Any, answer: Any, **more: Any) -> None:
    widget._answered(widget, {"question": question, "answer": answer, **more}, [])
