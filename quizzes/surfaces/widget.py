"""``quiz("gates")`` in JupyterLab: native inputs in a widget, marked in Python, offline.

The widget's saved state holds what the learner sees: prompts, answers, and the feedback to them.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from quizzes.loading import Bank, read_drawn
from quizzes.sessions import (
    Marked,
    Progress,
    Session,
    load_progress,
    now,
    practice_bank,
    start,
    title_of,
    weak_concepts,
)
from quizzes.surfaces.choice import QuizChoice
from quizzes.surfaces.form import question_html, result_html, static, verdict_html
from quizzes.text import in_words
from quizzes.types import AnswerError, Functions


class QuizWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """The view of one sitting: it receives answers and shows results, and holds no key."""

    _esm = static("form.js") + static("widget.js")
    _css = static("quiz.css")
    markup = traitlets.Unicode().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    results = traitlets.Dict().tag(sync=True)
    summary = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session, title: str, progress: Progress) -> None:
        super().__init__(markup=_markup(session, title))
        self._title = title
        self._session = session
        self._progress = progress
        self._marks: dict[str, Marked] = {}
        self.on_msg(self._answered)

    def __repr__(self) -> str:
        """Return what the cell shows where no widget can: on a page, or before it runs again."""
        return f"{self._title}. Run this cell to see the questions."

    def _answered(self, _: Any, content: Any, __: Any) -> None:
        """Mark what the browser sent, and remember when to ask again."""
        name = str(content.get("question"))
        try:
            marked = self._session.answer(name, content.get("answer"))
        except StopIteration:
            return
        except AnswerError as error:
            self.results = {**self.results, name: verdict_html("part", str(error))}
            return
        self.results = {**self.results, name: result_html(marked)}
        if not marked.blank:
            self._marks[name] = marked
            self._progress.record(name, marked.share, now(), helped=bool(content.get("helped")))
        self.summary = self._summary()

    def _summary(self) -> str:
        marks = list(self._marks.values())
        if not marks:
            return ""
        right = sum(marked.right for marked in marks)
        words = f"{right} right of {len(marks)} answered, {len(self._session.questions)} in all."
        weak = weak_concepts(self._session, marks)[:3]
        look = f" Look again at: {in_words(weak)}." if weak else ""
        return words + look + (f" {self._progress.trouble}" if self._progress.trouble else "")


def quiz(
    topic: str | None = None,
    *more: str,
    bank: Bank | None = None,
    limit: int | None = None,
    functions: Functions | None = None,
    drawn: str | Path | None = None,
    progress: Progress | None = None,
) -> QuizWidget | QuizChoice:
    """Show the questions of a topic, to be answered in the notebook.

    Parameters
    ----------
    topic
        The topic; the questions of all topics without it.
    *more
        Other topics. The learner then chooses one at a time.
    bank
        The questions; the installed practice bank without it.
    limit
        The most questions to ask.
    functions
        The course's functions by dotted name, where they are at hand.
    drawn
        A file of numbers drawn beforehand; the installed ones without it.
    progress
        What the learner has practised; their own file without it.

    Raises
    ------
    UnknownName
        There is no such topic. The message lists the topics there are.
    ValueError
        The topic is graded; its questions are answered in their notebook only.
    """
    kept = progress if progress is not None else load_progress()
    prepared = read_drawn(Path(drawn)) if drawn else None

    def questions(name: str | None) -> QuizWidget:
        session = start(
            name,
            bank=bank,
            progress=kept,
            limit=limit,
            functions=functions,
            prepared=prepared,
        )
        return QuizWidget(session, title_of(name, bank), kept)

    if topic is None or not more:
        return questions(topic)
    known = bank or practice_bank()
    return QuizChoice([(name, known.topic(name).title) for name in (topic, *more)], questions)


def _markup(session: Session, title: str) -> str:
    questions = "".join(
        question_html(question, number, "__view__", heading=3)
        for number, question in enumerate(session.questions, start=1)
    )
    left_out = "".join(
        f'<p class="gw-left-out">Left out: {escape(reason)}</p>' for reason in session.left_out
    )
    return f'<h2>{escape(title)}</h2>{questions}{left_out}<p class="gw-summary" role="status"></p>'
