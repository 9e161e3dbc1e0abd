"""In ``h_t = o_t * tanh(c_t)`` the tanh is missing, in the wrong place, or another function."""

import numpy as np

from autograder import Misconception
from reference import sigmoid

misconceptions = [
    Misconception(
        slug="hidden-without-tanh",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: o_t * c_t,
        title="the cell state is shown without tanh",
        explanation=(
            "The cell state is a running sum and can become large. Shown as it is, it enters the"
            " next step and the next layer and saturates every gate there, and the feedback through"
            " h_t can explode. tanh limits what is shown and leaves the memory itself alone."
        ),
        hint="What keeps h_t between -1 and 1 however long the sequence is?",
    ),
    Misconception(
        slug="hidden-tanh-twice",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: o_t * np.tanh(np.tanh(c_t)),
        title="tanh is applied to the memory twice",
        explanation=(
            "One tanh limits what is shown. A second one keeps it below 0.76 and puts one more"
            " slope below 1 into every gradient that comes back through h_t. Often the memory was"
            " squashed in one line and again in the next."
        ),
        hint="Follow c_t from where it comes in: how many times is it squashed on its way out?",
    ),
    Misconception(
        slug="hidden-tanh-outside",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: np.tanh(o_t * c_t),
        title="tanh is applied to the product of gate and memory",
        explanation=(
            "The gate should act last. Inside tanh its effect depends on the size of the memory: to"
            " hide half of a memory of 5, the gate would have to go down to a tenth. So the same"
            " gate means something else for every size of memory."
        ),
        hint="Which comes first: limiting the memory, or deciding how much of it to show?",
    ),
    Misconception(
        slug="hidden-tanh-on-gate",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: np.tanh(o_t) * c_t,
        title="tanh is applied to the gate where it belongs to the memory",
        explanation=(
            "The gate is already limited to the range from 0 to 1; the memory has no limits."
            " Squashing the wrong factor leaves h_t as large as the memory grows, and the gate can"
            " never open beyond 0.76."
        ),
        hint="Which of the two factors can become large?",
    ),
    Misconception(
        slug="hidden-tanh-on-both",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: np.tanh(o_t) * np.tanh(c_t),
        title="tanh is applied to the gate as well as to the memory",
        explanation=(
            "The gate already lies between 0 and 1. After tanh it can never open beyond 0.76, so a"
            " quarter of every memory stays hidden, and the gradient of the gate gets one more"
            " factor below 1."
        ),
        hint=(
            "How many activations are in the formula? What has already been done to o_t when it"
            " gets here?"
        ),
    ),
    Misconception(
        slug="output-gate-squashed-twice",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: sigmoid(o_t) * np.tanh(c_t),
        title="the sigmoid is applied to an output gate that is already squashed",
        explanation=(
            "o_t comes with its sigmoid. A second one squeezes 0 … 1 into 0.5 … 0.73, so the gate"
            " can never close: at least half of every memory leaks out at every step."
        ),
        hint="What range does o_t have when it gets here?",
    ),
    Misconception(
        slug="hidden-uses-sigmoid",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: o_t * sigmoid(c_t),
        title="a sigmoid on the cell state where tanh belongs",
        explanation=(
            "A memory has a sign, and it should show. Through a sigmoid even an empty memory shows"
            " as 0.5, and every h_t is positive. The slope is at most a quarter, so gradients"
            " through h_t shrink four times faster."
        ),
        hint="What should a memory of exactly zero look like from outside?",
    ),
    Misconception(
        slug="hidden-is-relu",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: o_t * np.maximum(c_t, 0),
        title="a ReLU on the cell state where tanh belongs",
        explanation=(
            "Negative memories become invisible and get no gradient through h_t. Positive ones are"
            " shown however large they have grown, so the feedback into the next step has no limit."
        ),
        hint=(
            "What keeps h_t between -1 and 1, and what should a negative memory look like from"
            " outside?"
        ),
    ),
]
