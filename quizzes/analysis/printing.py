"""Item analysis in a terminal: n first, one block a question, no verdict on a small class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quizzes.analysis.figures import ENOUGH, ItemFigures, QuizFigures
from quizzes.text import counted
from quizzes.types import AskedQuestion

LEGEND = (
    "difficulty: the mean share of the points, so 1.00 is easy; beside an option, how many picked"
    " it. item–rest: correlation with the marks for all other questions. 27 %: difficulty among the"
    " best 27 % less that among the weakest. Variances are those of the population."
)


def print_figures(
    console: Console,
    title: str,
    figures: QuizFigures,
    questions: Sequence[AskedQuestion],
    without: int = 0,
) -> None:
    """Print the figures of one quiz.

    Parameters
    ----------
    console
        Where to print.
    title
        The title of the quiz.
    figures
        What `analyse` returned.
    questions
        The questions of the quiz, in order.
    without
        How many learners submitted nothing that could be counted.
    """
    for part in _head(title, figures, without):
        console.print(part)
    console.print(_table(figures, questions))
    console.print(Text(LEGEND, style="bright_black"))
    if not figures.enough:
        console.print(
            Text(
                f"With {counted(figures.learners, 'learner')} these figures vary widely by chance;"
                f" below {ENOUGH} nothing is concluded from them.",
                style="yellow",
            )
        )


def _head(title: str, figures: QuizFigures, without: int) -> Iterator[Text]:
    yield Text(title, style="bold")
    left = (
        f" ({without} more answered nothing, or submitted what could not be read)"
        if without
        else ""
    )
    yield Text(f"n = {figures.learners}, first attempts only{left}")
    yield Text(
        f"mean {figures.mean:.2f} of {figures.max_score:g} points, standard deviation"
        f" {figures.deviation:.2f}; {figures.coefficient} {_shown(figures.reliability)}, standard"
        f" error of measurement {_shown(figures.error)} points"
    )


def _table(figures: QuizFigures, questions: Sequence[AskedQuestion]) -> Table:
    table = Table(box=None, padding=(0, 1), expand=False)
    table.add_column("question", overflow="fold")
    for name in ("answered", "difficulty", "item–rest", "27 %"):
        table.add_column(name, justify="right", no_wrap=True)
    for number, (item, question) in enumerate(zip(figures.items, questions, strict=True), start=1):
        table.add_row(
            Text(f"{number}. {item.question}", style="bold"),
            str(item.answered),
            f"{item.difficulty:.2f}",
            _shown(item.rest_correlation),
            _shown(item.upper_lower),
        )
        if item.concern:
            table.add_row(Text(f"   {item.concern}", style="yellow"))
        for row in _picks(item, question, figures.enough):
            table.add_row(*row)
    return table


def _picks(
    item: ItemFigures, question: AskedQuestion, enough: bool
) -> Iterator[tuple[Text, str, str, str]]:
    names = question.pick_names()
    for pick in item.picks:
        line = Text(f"   {'✓' if pick.right else ' '} {names.get(pick.name, pick.name)}")
        if enough and pick.name in item.unused:
            line.append("  nobody picks it", style="yellow")
        yield line, "", f"{pick.share:.0%}", _shown(pick.rest_correlation)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "−")
