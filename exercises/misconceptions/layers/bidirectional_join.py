"""The two halves are not joined as ``np.concatenate([ahead, behind], axis=2)``.

They are added, averaged, multiplied, joined in another order or along another axis, or only their
last states are.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.layers._bidirectional import bidirectional
from reference import lstm_sequence


def last_states(X, forward, backward):
    zeros = np.zeros((X.shape[1], len(forward["b_f"])))
    _, ahead, _ = lstm_sequence(X, zeros, zeros, forward)
    _, behind, _ = lstm_sequence(X[::-1], zeros, zeros, backward)
    return np.concatenate([ahead, behind], axis=1)


WHAT_SIZE = "What size does the last axis of the result have?"

misconceptions = [
    Misconception(
        slug="bidirectional-adds",
        replaces="lstm_bidirectional",
        wrong=bidirectional(join=lambda ahead, behind: ahead + behind),
        title="the two halves are added",
        explanation=(
            "In a sum, the next layer can no longer tell what comes from the past and what from the"
            " future. When the halves are side by side, it can weigh each of them by itself."
        ),
        hint=WHAT_SIZE,
    ),
    Misconception(
        slug="bidirectional-averages",
        replaces="lstm_bidirectional",
        wrong=bidirectional(join=lambda ahead, behind: (ahead + behind) / 2),
        title="the two halves are averaged",
        explanation=(
            "In a mean, the next layer can no longer tell what comes from the past and what from"
            " the future. When the halves are side by side, it can weigh each of them by itself."
        ),
        hint=WHAT_SIZE,
    ),
    Misconception(
        slug="bidirectional-multiplies",
        replaces="lstm_bidirectional",
        wrong=bidirectional(join=lambda ahead, behind: ahead * behind),
        title="the two halves are multiplied",
        explanation=(
            "In a product, the next layer can no longer tell what comes from the past and what from"
            " the future. One half near zero silences the other. When the halves are side by side,"
            " it can weigh each of them by itself."
        ),
        hint=WHAT_SIZE,
    ),
    Misconception(
        slug="bidirectional-halves-swapped",
        replaces="lstm_bidirectional",
        wrong=bidirectional(join=lambda ahead, behind: np.concatenate([behind, ahead], axis=2)),
        title="the backward half comes before the forward half",
        explanation=(
            "The order of the two halves is a convention, but whatever reads the result relies on"
            " it. Weights of a next layer that were trained for one order give wrong results with"
            " the other."
        ),
        hint="Which half does the docstring put into the first H columns?",
    ),
    Misconception(
        slug="bidirectional-wrong-axis",
        replaces="lstm_bidirectional",
        wrong=bidirectional(join=lambda ahead, behind: np.concatenate([ahead, behind])),
        title="the two halves are joined one after the other in time",
        explanation=(
            "np.concatenate joins along the first axis unless you name another. That axis is time,"
            " so the sequence became twice as long. The two halves belong to the same steps, so"
            " they should be side by side."
        ),
        hint="Which of the three axes should become longer?",
    ),
    Misconception(
        slug="bidirectional-last-states",
        replaces="lstm_bidirectional",
        wrong=last_states,
        title="only the last state of each direction is returned",
        explanation=(
            "For every step there should be a state that knows what came before and what comes"
            " after. The last states sum up the whole sequence, but say nothing about a single"
            " step."
        ),
        hint="How many steps should the result have?",
    ),
]
