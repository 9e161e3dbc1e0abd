"""The gradients are averaged over the batch."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-averaged",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dW=lambda v: {gate: dz.T @ v.x_t / len(dz) for gate, dz in v.dz.items()},
        dU=lambda v: {gate: dz.T @ v.h_prev / len(dz) for gate, dz in v.dz.items()},
        db=lambda v: {gate: dz.mean(axis=0) for gate, dz in v.dz.items()},
    ),
    title="the gradients of the parameters are averaged over the batch",
    explanation=(
        "Whether a loss is a mean is decided by the loss, and dh_t carries its 1/B already."
        " Dividing here once more makes the updates smaller the larger the batch is, and differ"
        " from dx by that factor."
    ),
    hint="The chain rule adds up over all examples. Where does your division come from?",
)
