"""The first unknown value, and which statement made it."""

from __future__ import annotations

from autograder.judge.locate.carried import not_carried
from autograder.judge.locate.finding import Finding
from autograder.judge.locate.first_step import other_first_step
from autograder.judge.locate.flow import binding, operands
from autograder.judge.locate.helpers import wrong_activation
from autograder.judge.locate.picture import lacks, picture
from autograder.judge.locate.reading import Reading
from autograder.judge.locate.roles import belong_together, unfinished
from autograder.judge.locate.siblings import better_called, out_of_step, right_turns
from autograder.judge.locate.walk import is_running_sum


def leave(reading: Reading, origins: list[int]) -> Finding:
    """Point at the statement behind the first of these unknown values.

    Parameters
    ----------
    reading
        The learner's trace.
    origins
        Unknown values that are made of known ones; at least one.
    """
    firm = [event for event in origins if not is_running_sum(reading, event)]
    event = (firm or origins)[0]
    helper = wrong_activation(reading, event)
    if helper is not None:
        return Finding("leaves", helper)
    earlier = unfinished(reading, event)
    if earlier is not None:
        return other_first_step(reading, event, earlier) or earlier
    part = _incomplete(reading, event)
    if part is not None:
        return Finding("missing", part)
    event = better_called(reading, event)
    for right in right_turns(reading, event)[:1]:
        kept = not_carried(reading, event, right)
        if kept is not None:
            return kept
        read = out_of_step(reading, event, right)
        if read is not None:
            return Finding("order", read, found=reading.label(read))
    return Finding("leaves", event)


def _incomplete(reading: Reading, event: int) -> int | None:
    """What bound a variable to a part of a quantity that is missing, where it stands for it.

    ``dc = dh * o * (1 - tanh_c**2)`` is an example: it is one term of ``dc_t``, goes on as if it
    were all of it, and ``dc_t`` itself is computed nowhere.
    """
    if reading.operation(event) in ("+", "-", "activation"):
        return None
    bound = [
        (operand, maker)
        for operand in operands(reading, event)
        if reading.kind(operand) == "known"
        and (label := reading.label(operand)) is not None
        and not label.named
        and (maker := binding(reading, operand)) is not None
    ]
    if not bound or belong_together(reading, event):
        return None
    drawn = picture(reading, reading.step(event))
    return next((maker for operand, maker in bound if lacks(drawn, reading, operand)), None)
