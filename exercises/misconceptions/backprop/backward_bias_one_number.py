"""np.sum without an axis."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-bias-one-number",
    replaces="lstm_step_backward",
    wrong=step_backward(db=lambda v: {gate: dz.sum() for gate, dz in v.dz.items()}),
    title="the bias gradients are summed over everything",
    explanation=(
        "np.sum adds up all axes unless it is told which. Each unit has a bias of its own, so the"
        " sum goes over the examples alone; one number for all would move every bias by the same"
        " amount."
    ),
    hint="dz is (B, H). Which of the two axes does the bias not have?",
)
