"""A learner who has only a keyboard, and who must see where the focus is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_MOST_OPTIONS = 12
_MOST_TABS = 200
"""Far more than lead from the beginning of any page here to its questions."""

_FOCUSED = """(() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  return {tag: at.tagName, kind: at.type ?? "", name: at.name ?? "", value: at.value ?? "",
    question: at.closest(".gw-question")?.dataset.question ?? "",
    seen: at.matches(":focus-visible") && style.outlineStyle !== "none"
      && parseFloat(style.outlineWidth) >= 2 && box.width > 0
      && box.bottom > 0 && box.top < innerHeight};
})()"""


@dataclass(frozen=True)
class Focused:
    """The control that has the focus: whether it is seen, and in which question it is."""

    tag: str
    kind: str
    name: str
    value: str
    question: str
    seen: bool


class Keyboard:
    """Keys alone. Each stop of Tab within a question must be seen to have the focus."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def focused(self) -> Focused:
        return Focused(**self._page.run(_FOCUSED))

    def tab(self) -> Focused:
        """Press Tab. Returns where it leads."""
        self._page.press("Tab")
        found = self.focused()
        assert found.seen or not found.question, f"the focus is not seen: {found}"
        return found

    def until(self, question: str) -> Focused:
        """Press Tab until it has led to the first control of a question."""
        found = self.focused()
        for _ in range(_MOST_TABS):
            if found.question == question:
                return found
            found = self.tab()
        raise AssertionError(f"Tab does not lead to {question}, but to {found}")

    def answer(self, question: Any) -> str:
        """Answer a question rightly, from its first control on. Returns what is announced."""
        {
            "single": self._choose,
            "true_false": self._choose,
            "multiple": self._tick,
            "ordering": self._place,
            "matching": self._match,
            "fill": self._type,
            "numeric": self._type,
            "drawn": self._type,
        }[question.type](question)
        while self.focused().tag != "BUTTON":
            assert self.tab().question == question.id, "Tab leaves the question before its button"
        self._page.press("Enter")
        place = f"document.querySelector('[data-question={question.id}] .gw-result')"
        said = str(self._page.until(f"{place}.innerText", 30))
        assert self._page.run(f"{place}.getAttribute('role')") == "status", "nobody hears it"
        assert self.focused().tag == "BUTTON", "the focus stays where it was"
        return said

    def _choose(self, question: Any) -> None:
        """Radio buttons: Tab leads to the first, space takes it, arrows take others."""
        key = question.shown_key()
        wanted = key if isinstance(key, str) else str(key).lower()
        self._page.press(" ")
        for _ in range(_MOST_OPTIONS):
            if self.focused().value == wanted:
                return
            self._page.press("ArrowDown")
        raise AssertionError(f"the arrows do not lead to {wanted}")

    def _tick(self, question: Any) -> None:
        """Boxes: Tab leads from one to the next, space ticks."""
        for number in range(len(question.shown_options())):
            found = self.tab() if number else self.focused()
            assert (found.question, found.kind) == (question.id, "checkbox")
            if found.value in question.shown_key():
                self._page.press(" ")

    def _place(self, question: Any) -> None:
        """A select for each line: the digits of its place."""
        for number, letter in enumerate(question.shown_options()):
            found = self.tab() if number else self.focused()
            assert (found.tag, found.name) == ("SELECT", letter)
            self._page.press(str(question.shown_key().index(letter) + 1))

    def _match(self, question: Any) -> None:
        """A select for each row: as many arrows as the letter is far down."""
        letters = list(question.shown_options())
        for number, letter in enumerate(question.shown_key().values()):
            found = self.tab() if number else self.focused()
            assert (found.tag, found.name) == ("SELECT", "row")
            self._page.press(*["ArrowDown"] * (letters.index(letter) + 1))

    def _type(self, question: Any) -> None:
        """Text fields: the characters themselves."""
        entries = question.shown_key() if question.type == "fill" else [repr(question.answer)]
        for number, entry in enumerate(entries):
            found = self.tab() if number else self.focused()
            assert (found.tag, found.name) == ("INPUT", "entry")
            self._page.press(*entry)
