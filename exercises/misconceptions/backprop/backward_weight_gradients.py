"""The weight gradients of `lstm_step_backward`, ``dW = dz.T @ x_t`` and ``dU = dz.T @ h_prev``,
have another factor, order or scale.
"""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconceptions = [
    Misconception(
        slug="backward-weight-gradient-transposed",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dW=lambda v: {gate: v.x_t.T @ v.dz[gate] for gate in "figo"},
            dU=lambda v: {gate: v.h_prev.T @ v.dz[gate] for gate in "figo"},
        ),
        title="the gradients of the weights are transposed",
        explanation=(
            "A gradient has the shape of its parameter, entry by entry. Transposed, it does not fit"
            " W. It does fit U, which is square, and there every update changes the wrong"
            " connection."
        ),
        hint="What shape should the gradient of W have? Which factor must come first for that?",
    ),
    Misconception(
        slug="backward-weight-gradients-swapped",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dW=lambda v: {gate: v.dz[gate].T @ v.h_prev for gate in "figo"},
            dU=lambda v: {gate: v.dz[gate].T @ v.x_t for gate in "figo"},
        ),
        title="the input weights and the recurrent weights have each other's gradient",
        explanation=(
            "W multiplied the input and U the hidden state, and each gradient depends on what the"
            " matrix multiplied. When they are exchanged, the shapes usually do not fit. Where they"
            " do, each matrix learns from what the other one saw."
        ),
        hint="What did each of the two matrices multiply in the forward pass?",
    ),
    Misconception(
        slug="backward-recurrent-gradient-uses-new-hidden",
        replaces="lstm_step_backward",
        wrong=step_backward(dU=lambda v: {gate: v.dz[gate].T @ v.h_t for gate in "figo"}),
        title="the gradient of the recurrent weights uses the new hidden state",
        explanation=(
            "U multiplied the hidden state of the step before. With the new one, U is corrected for"
            " a state that did not exist yet when it acted."
        ),
        hint="Which hidden state did U multiply in the forward pass?",
    ),
    Misconception(
        slug="backward-averaged",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dW=lambda v: {gate: dz.T @ v.x_t / len(dz) for gate, dz in v.dz.items()},
            dU=lambda v: {gate: dz.T @ v.h_prev / len(dz) for gate, dz in v.dz.items()},
            db=lambda v: {gate: dz.mean(axis=0) for gate, dz in v.dz.items()},
        ),
        title="the gradients of the parameters are averaged over the batch",
        explanation=(
            "The loss decides whether it is a mean, and dh_t already contains its 1/B. Dividing"
            " once more makes the updates smaller the larger the batch is, and the gradients no"
            " longer agree with dx."
        ),
        hint="The chain rule adds up over all examples. Where does your division come from?",
    ),
]
