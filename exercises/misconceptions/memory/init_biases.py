"""The first biases have wrong values: ``b_f`` should be 1, and those of the other layers 0."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.memory._init import init_with, uniform

misconceptions = [
    Misconception(
        slug="init-forget-bias-zero",
        replaces="init_lstm",
        wrong=init_with(bias=lambda rng, gate, size: np.zeros(size)),
        title="the forget bias starts at 0",
        explanation=(
            "With a bias of 0 the forget gate starts half open. A memory halves at every step, and"
            " after ten steps a thousandth of its gradient is left. The network can then hardly"
            " find out that remembering would help."
        ),
        hint="Which gate should be open before anything has been learned?",
    ),
    Misconception(
        slug="init-wrong-gate-open",
        replaces="init_lstm",
        wrong=init_with(bias=lambda rng, gate, size: np.full(size, 1.0 if gate == "i" else 0.0)),
        title="the input gate starts open in place of the forget gate",
        explanation=(
            "An open input gate writes noise at full strength, while a half-open forget gate drops"
            " half of the memory at every step. The forget gate is the one that has to start open,"
            " so that gradients reach back from the beginning."
        ),
        hint="Which gate decides how long a memory lasts?",
    ),
    Misconception(
        slug="init-all-biases-one",
        replaces="init_lstm",
        wrong=init_with(bias=lambda rng, gate, size: np.ones(size)),
        title="all biases start at 1",
        explanation=(
            "Only the forget gate should start open. With the candidate's bias at 1, every step"
            " writes 0.76 into every memory before anything has been learned, and the states start"
            " out saturated."
        ),
        hint="Which of the four biases has a reason to start at 1?",
    ),
    Misconception(
        slug="init-random-biases",
        replaces="init_lstm",
        wrong=init_with(bias=lambda rng, gate, size: uniform(rng, size, 1)[:, 0]),
        title="the biases are drawn at random",
        explanation=(
            "Random weights already make units differ, so the biases need not. Drawn around zero,"
            " the forget bias leaves its gate half open, and memories halve at every step when"
            " training begins."
        ),
        hint="Which of the arrays should be random, and which should start at a chosen value?",
    ),
]
