"""What every question type has in common: the fields, and the way from author to export.

A type is a class in a file of its own. It inherits from `AskedQuestion` and fills in, in this
order, what an author may get wrong, how the question is asked, read and marked, how it is
explained, and how it is exported. Nothing outside its file needs to know of it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from quizzes.types._advice import Advice
from quizzes.types._drawing import DrawnNumbers, Functions, PreparedNumbers
from quizzes.types._exchange import LeftOut
from quizzes.types._faults import Fault, repeated_ids
from quizzes.types._fields import Difficulty, Reply, Slug, Strict, Text, Use
from quizzes.types._marks import Answer, Note, Solution
from quizzes.types._moodle import MoodleBody
from quizzes.types._qti import Item


class Question(Strict):
    """What an author writes: the fields of every type, and the checks of what was written."""

    written_as: ClassVar[str] = (
        "a question: a `- ` with its lines `id:`, `type:`, `prompt:` and so on"
    )

    written: ClassVar[bool] = True
    """Whether authors write this type; a drawn question is made by the program."""

    place: ClassVar[int] = 1000
    """The place of this type where all types are listed."""

    id: Slug
    prompt: Text
    explanation: Text
    concepts: tuple[Slug, ...] = Field(min_length=1, strict=False)
    difficulty: Difficulty
    points: float = Field(default=1.0, gt=0, le=100)
    hints: tuple[Text, ...] = Field(default=(), strict=False)
    source: Text
    use: Use = "practice"
    type: str

    @model_validator(mode="after")
    def _consistent(self) -> Question:
        found = list(self.faults(self.model_dump(exclude_none=True)))
        if found:
            raise PydanticCustomError(
                "inconsistent", "{summary}", {"summary": "; ".join(map(str, found))}
            )
        return self

    @classmethod
    def faults(cls, raw: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield what is wrong between the fields of `raw`, which may be malformed."""
        for key in ("options", "choices", "blanks"):
            yield from repeated_ids(raw, key)

    def advice(self) -> Iterator[Advice]:
        """Yield advice on wording that this type calls for."""
        yield from ()

    def one_right(self) -> tuple[list[str], int] | None:
        """Return the texts of options of which one is right, and its place; None without any."""
        return None

    def tried(self, functions: Functions) -> Iterator[Advice]:
        """Yield what shows up when the question is worked out with the course's `functions`."""
        yield from ()

    def worked_out(self, seed: bytes, functions: Functions | None = None) -> DrawnNumbers | None:
        """Return numbers drawn from `seed`; None where there is nothing to draw."""
        return None

    @abstractmethod
    def replies(self) -> Iterable[Reply]:
        """Return every reply that may carry a misconception."""

    @abstractmethod
    def asked(
        self,
        seed: bytes,
        functions: Functions | None = None,
        prepared: PreparedNumbers | None = None,
    ) -> AskedQuestion:
        """Return the question with nothing left to draw.

        Parameters
        ----------
        seed
            Decides the numbers, together with the question's id.
        functions
            The course's functions by dotted name, where they are at hand.
        prepared
            Numbers drawn beforehand, used where a function is missing.

        Raises
        ------
        DrawingError
            A named function is missing, or does not give one finite number.
        """


class AskedQuestion(Question):
    """A question as a learner meets it: nothing is left to draw.

    Learners see letters for options, because ids could give the key away, and numbers for rows.
    """

    marked_by: ClassVar[str]
    """The function in `surfaces/static/page.js` that marks an answer on the page."""

    gap: ClassVar[str] = ""
    """What stands behind each row in a terminal, where something is filled in."""

    def asked(
        self,
        seed: bytes,
        functions: Functions | None = None,
        prepared: PreparedNumbers | None = None,
    ) -> AskedQuestion:
        """Return the question itself: there is nothing to draw."""
        return self

    # --- how it is asked

    @abstractmethod
    def rule(self) -> str:
        """Return how the question is marked, in a sentence for before the answer."""

    @abstractmethod
    def how_to_answer(self) -> str:
        """Return what to type in a terminal, as a sentence."""

    @abstractmethod
    def example(self) -> str:
        """Return an answer in a graded notebook, as a line of Python."""

    def option_texts(self) -> dict[str, str]:
        """Return the texts of what learners pick by letter, by id; empty where there are none."""
        return {}

    def shown_options(self) -> dict[str, str]:
        """Return letter to id, in the order in which options are shown."""
        return {}

    def letters(self) -> dict[str, str]:
        """Return id to letter, in the order in which options are shown."""
        return {name: letter for letter, name in self.shown_options().items()}

    def rows(self) -> tuple[str, ...]:
        """Return the texts that learners see with numbers: what is matched or filled in."""
        return ()

    def shown_unit(self) -> str | None:
        """Return the unit of the answer, where it has one."""
        return None

    @abstractmethod
    def controls(self) -> str:
        """Return the controls of the HTML form; nothing in them depends on the key."""

    # --- how it is read and marked

    @abstractmethod
    def read(self, given: Any) -> Answer:
        """Return an answer, which is not blank, in ids.

        Raises
        ------
        AnswerError
            `given` is no answer to this question.
        """

    @abstractmethod
    def share(self, answer: Answer) -> float:
        """Return the share of the points that an answer earns, between 0 and 1."""

    @abstractmethod
    def key(self) -> Answer:
        """Return an answer that earns all points, in ids."""

    @abstractmethod
    def shown_key(self) -> Any:
        """Return the answer that earns all points as a learner would give it."""

    @abstractmethod
    def page_key(self) -> dict[str, Any]:
        """Return what `marked_by` marks with on the page; the values become JSON."""

    def picks(self, answer: Answer) -> tuple[str, ...]:
        """Return what was picked, as the analysis counts it."""
        return (str(answer),)

    def possible_picks(self) -> dict[str, bool]:
        """Return each pick there is and whether it is right; empty where picks have no limit."""
        return {}

    def pick_names(self) -> dict[str, str]:
        """Return the possible picks in the letters and words that learners saw."""
        return {}

    def refers_to(self) -> list[Any]:
        """Return what an answer refers to, options aside: an old answer fits while it stays."""
        return []

    # --- how it is explained

    @abstractmethod
    def notes(self, answer: Answer | None) -> Iterator[Note]:
        """Yield what is said about each part of an answer, or of a blank one (None)."""

    def solution(self) -> Solution:
        """Return the right answer, where the notes do not say it already."""
        return Solution()

    # --- how it is exported

    def format_losses(self) -> Iterator[str]:
        """Yield what no exchange format can say about this type."""
        yield from ()

    @abstractmethod
    def moodle(self, left_out: LeftOut) -> MoodleBody | None:
        """Return the question's own part in Moodle XML; None where Moodle cannot ask it."""

    @abstractmethod
    def gift(self, left_out: LeftOut) -> list[str] | None:
        """Return the lines between the braces of GIFT; None where GIFT cannot ask it."""

    @abstractmethod
    def qti(self, left_out: LeftOut) -> Item:
        """Return the question's own part of a QTI 2.1 item."""
