"""`lstm_step_backward` sends wrong gradients to the inputs of the layers.

``dx_t`` and ``dh_prev`` are sums over the four layers of ``dz @ W`` and ``dz @ U``. A term is
missing, a matrix is transposed, or the results are in the wrong order.
"""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward


def transposed(v, part):
    return sum(v.dz[gate] @ v.params[f"{part}_{gate}"].T for gate in "figo")


misconceptions = [
    Misconception(
        slug="backward-candidate-path-missing",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dx_t=lambda v: sum(v.dz[gate] @ v.params[f"W_{gate}"] for gate in "fio"),
            dh_prev=lambda v: sum(v.dz[gate] @ v.params[f"U_{gate}"] for gate in "fio"),
        ),
        title="the candidate's share of dx and dh_prev is missing",
        explanation=(
            "The input and the hidden state go into three gates and the candidate, and all four"
            " send a gradient back. The one of the candidate is about content: without it, earlier"
            " steps learn when to write, but not what."
        ),
        hint="Into how many layers does x_t go? Count the terms of your sum.",
    ),
    Misconception(
        slug="backward-overwritten-gates",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dx_t=lambda v: v.dz["o"] @ v.params["W_o"],
            dh_prev=lambda v: v.dz["o"] @ v.params["U_o"],
        ),
        title="only the last gate's share of dx and dh_prev is kept",
        explanation=(
            "The input and the hidden state go into four layers. Each sends a gradient back, and"
            " these add up. When a loop overwrites them, only the last one survives, and the step"
            " before learns from one layer out of four."
        ),
        hint=(
            "Into how many layers does x_t go? What happens to their gradients where the paths"
            " meet?"
        ),
    ),
    Misconception(
        slug="backward-input-weights-transposed",
        replaces="lstm_step_backward",
        wrong=step_backward(dx_t=lambda v: transposed(v, "W")),
        title="the input weights are transposed in the backward pass as well",
        explanation=(
            "In the forward pass x meets the transposed matrix, and the derivative undoes that"
            " transpose. Transposed again, the shapes do not fit. With as many inputs as units they"
            " do, and the gradients go to the wrong inputs without an error."
        ),
        hint="dz is (B, H) and dx should be (B, I). What shape must the other factor have?",
    ),
    Misconception(
        slug="backward-recurrent-weights-transposed",
        replaces="lstm_step_backward",
        wrong=step_backward(dh_prev=lambda v: transposed(v, "U")),
        title="the recurrent weights are transposed in the backward pass as well",
        explanation=(
            "In the forward pass h meets the transposed matrix, and the derivative undoes that"
            " transpose. U is square, so no error is raised. But each unit gets the gradient that"
            " is meant for others, once more at every step back."
        ),
        hint="Do the same with U as with W, whose shape shows how it must be used.",
    ),
    Misconception(
        slug="backward-weights-transposed",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dx_t=lambda v: transposed(v, "W"), dh_prev=lambda v: transposed(v, "U")
        ),
        title="both weight matrices are transposed in the backward pass as well",
        explanation=(
            "In the forward pass x and h meet the transposed matrices, and the derivative undoes"
            " that transpose. Transposed again, W does not fit. With as many inputs as units it"
            " does, and the gradients go to the wrong inputs and units without an error."
        ),
        hint=(
            "dz is (B, H), dx should be (B, I) and dh_prev (B, H). What shape must each matrix"
            " have?"
        ),
    ),
    Misconception(
        slug="backward-states-swapped",
        replaces="lstm_step_backward",
        wrong=step_backward(result=lambda v: (v.dx_t, v.dc_prev, v.dh_prev, v.grads)),
        title="the gradients of the two states are returned in the wrong order",
        explanation=(
            "Both have the same shape, so no error is raised. But the step before uses the gradient"
            " of the memory as that of the hidden state. The long path of the gradient is mixed up"
            " at every step."
        ),
        hint="In which order does the docstring name the values that come back?",
    ),
]
