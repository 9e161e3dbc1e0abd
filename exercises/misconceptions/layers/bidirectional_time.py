"""The backward half does not read ``X[::-1]``, or its states are not reversed back with ``[::-1]``.

Time is reversed only once or not at all.
"""

from autograder import Misconception
from exercises.misconceptions.layers._bidirectional import bidirectional, unchanged

misconceptions = [
    Misconception(
        slug="bidirectional-not-reversed",
        replaces="lstm_bidirectional",
        wrong=bidirectional(before=unchanged, after=unchanged),
        title="both halves read from the start",
        explanation=(
            "Two networks that read in the same direction know the same past. The second one is"
            " there to know what comes after. Without it a step can never use what follows."
        ),
        hint=(
            "In which order does the backward half meet the inputs? If you slice, which axis does"
            " the slice reverse?"
        ),
    ),
    Misconception(
        slug="bidirectional-not-turned-back",
        replaces="lstm_bidirectional",
        wrong=bidirectional(after=unchanged),
        title="the backward states are not put back into the order of time",
        explanation=(
            "The backward half was computed from the end, so its first state belongs to the last"
            " input. Left like that, each step is paired with the state of another one. At the"
            " first step the two halves together know one input at either end and nothing in"
            " between."
        ),
        hint="Which input has the first state of the backward half just read?",
    ),
    Misconception(
        slug="bidirectional-turned-once",
        replaces="lstm_bidirectional",
        wrong=bidirectional(before=unchanged),
        title="the states are reversed, but the input was not",
        explanation=(
            "Reversing only the result pairs each step with the state of another one: the backward"
            " half has read from the start, like the forward half. The input has to be read from"
            " its end first."
        ),
        hint="How many times does the order of time have to be reversed, and where?",
    ),
]
