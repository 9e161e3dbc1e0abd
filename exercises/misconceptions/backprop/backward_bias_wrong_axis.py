"""The bias gradient is summed over the units."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-bias-wrong-axis",
    replaces="lstm_step_backward",
    wrong=step_backward(db=lambda v: {gate: dz.sum(axis=1) for gate, dz in v.dz.items()}),
    title="the bias gradients are summed over the units, not over the batch",
    explanation=(
        "Each unit has a bias of its own, which all examples share. Summing over the units gives"
        " one number for each example, which is nobody's gradient."
    ),
    hint="dz is (B, H). Which of the two axes does the bias not have?",
)
