"""``x.T @ dz``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-weight-gradient-transposed",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dW=lambda v: {gate: v.x_t.T @ v.dz[gate] for gate in "figo"},
        dU=lambda v: {gate: v.h_prev.T @ v.dz[gate] for gate in "figo"},
    ),
    title="the gradients of the weights lie on their side",
    explanation=(
        "A gradient has the shape of its parameter, entry by entry. Transposed it does not fit W,"
        " and it does fit U, which is square: there, every update changes the wrong connection."
    ),
    hint="What shape should the gradient of W have? Which factor must come first for that?",
)
