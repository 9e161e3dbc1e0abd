"""W gets the gradient of U and the other way round."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-weight-gradients-swapped",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dW=lambda v: {gate: v.dz[gate].T @ v.h_prev for gate in "figo"},
        dU=lambda v: {gate: v.dz[gate].T @ v.x_t for gate in "figo"},
    ),
    title="input weights and recurrent weights have each other's gradient",
    explanation=(
        "W multiplied the input and U the hidden state, and each is judged by what it multiplied."
        " Swapped, the shapes mostly do not fit; where they do, each matrix learns from what the"
        " other one saw."
    ),
    hint="What did each of the two matrices multiply on the way forward?",
)
