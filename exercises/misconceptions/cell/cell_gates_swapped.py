"""Forget and input gate have changed places."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return i_t * c_prev + f_t * g_t


misconception = Misconception(
    slug="cell-gates-swapped",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="forget gate and input gate have changed places",
    explanation=(
        "The input gate now decides what is kept and the forget gate what is written. A network"
        " could learn that way, but a forget bias of 1 would open the wrong gate, so memories die"
        " early in training, and weights from any other LSTM do the wrong thing."
    ),
    hint="Say in words what each gate multiplies, then read your line.",
    same_as=("step-f-i-parameters-swapped",),
)
