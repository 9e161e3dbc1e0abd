"""In ``c_t = f_t * c_prev + i_t * g_t``, which has no activation, something is squashed."""

import numpy as np

from autograder import Misconception
from reference import sigmoid

misconceptions = [
    Misconception(
        slug="cell-squashed",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: np.tanh(f_t * c_prev + i_t * g_t),
        title="the cell state itself is squashed by tanh",
        explanation=(
            "Nothing squashes the memory on its way from step to step. tanh is applied only when"
            " the memory is shown, in h_t. Squashed at each step, a memory fades even with the"
            " forget gate wide open, and the gradient gets a factor below 1 at every step. An LSTM"
            " is built to avoid exactly this decay."
        ),
        hint="Does the formula for the cell state contain an activation at all?",
    ),
    Misconception(
        slug="candidate-squashed-twice",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: f_t * c_prev + i_t * np.tanh(g_t),
        title="tanh is applied to a candidate that is already squashed",
        explanation=(
            "g_t comes with its tanh. A second one keeps everything that is written below 0.76. It"
            " also puts one more slope below 1 into the gradient of every write, so the candidate"
            " learns more slowly."
        ),
        hint="What has already been done to g_t when it gets here?",
    ),
    Misconception(
        slug="gates-squashed-twice",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: sigmoid(f_t) * c_prev + sigmoid(i_t) * g_t,
        title="the sigmoid is applied to gates that are already squashed",
        explanation=(
            "f_t and i_t come with their sigmoid. A second one squeezes 0 … 1 into 0.5 … 0.73: no"
            " gate can close any more, none can open, and a memory loses a quarter or more at every"
            " step, whatever is learned."
        ),
        hint="What range do f_t and i_t have when they get here?",
    ),
]
