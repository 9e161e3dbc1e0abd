"""The bias gradients of `lstm_step_backward`, ``db = dz.sum(axis=0)``, are not that sum.

They are averaged, not summed at all, or summed over the wrong axis.
"""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconceptions = [
    Misconception(
        slug="backward-bias-not-summed",
        replaces="lstm_step_backward",
        wrong=step_backward(db=lambda v: dict(v.dz)),
        title="the bias gradients are not summed over the batch",
        explanation=(
            "One bias serves all examples of the batch, so it collects a gradient from each."
            " Without the sum, the update would broadcast the bias into a matrix with one row for"
            " each example."
        ),
        hint="What shape does b have, and what shape does your gradient have?",
    ),
    Misconception(
        slug="backward-bias-averaged",
        replaces="lstm_step_backward",
        wrong=step_backward(db=lambda v: {gate: dz.mean(axis=0) for gate, dz in v.dz.items()}),
        title="the bias gradients are averaged where they should be summed",
        explanation=(
            "The matrix products of the weight gradients sum over the batch, and the bias has to do"
            " the same. With a mean, it learns B times more slowly than the weights."
        ),
        hint="What do the matrix products of dW do with the batch?",
    ),
    Misconception(
        slug="backward-bias-wrong-axis",
        replaces="lstm_step_backward",
        wrong=step_backward(db=lambda v: {gate: dz.sum(axis=1) for gate, dz in v.dz.items()}),
        title="the bias gradients are summed over the units, not over the batch",
        explanation=(
            "Each unit has a bias of its own, which all examples share. A sum over the units gives"
            " one number for each example, and that is the gradient of no parameter."
        ),
        hint="dz is (B, H). Which of the two axes does the bias not have?",
    ),
    Misconception(
        slug="backward-bias-one-number",
        replaces="lstm_step_backward",
        wrong=step_backward(db=lambda v: {gate: dz.sum() for gate, dz in v.dz.items()}),
        title="the bias gradients are summed over everything",
        explanation=(
            "np.sum adds up all axes unless you name one. Each unit has a bias of its own, so the"
            " sum goes over the examples alone. One number for all would move every bias by the"
            " same amount."
        ),
        hint="dz is (B, H). Which of the two axes does the bias not have?",
    ),
]
