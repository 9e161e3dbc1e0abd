"""The forget gate of ``coupled_step`` is not what the input gate leaves."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.variants._steps import coupled
from reference import sigmoid


def about_coupling(slug, wrong, title, explanation, hint, same_as=()):
    return Misconception(slug, "coupled_step", wrong, title, explanation, hint, same_as)


misconceptions = [
    about_coupling(
        "coupled-forget-equals-input",
        coupled(lambda i, o, g: (sigmoid(i), sigmoid(i), sigmoid(o))),
        "the forget gate is the same as the input gate",
        "Then the cell either keeps and writes, or does neither: a unit that writes nothing loses"
        " its memory. Coupled gates make room: what is written takes the place of what is"
        " forgotten.",
        "Where a unit writes nothing (i = 0), how much of its memory should be left?",
        same_as=("cell-forget-inverted",),
    ),
    about_coupling(
        "coupled-exchanged",
        coupled(lambda i, o, g: (sigmoid(i), 1 - sigmoid(i), sigmoid(o))),
        "the input gate scales the old memory, and its complement the candidate",
        "The two factors have changed places: an open input gate now keeps and a closed one writes."
        " A network could learn this with all signs reversed, but weights of others, and the forget"
        " bias, would do the opposite of what they should.",
        "Which of the two gates has weights of its own, and what does it scale?",
        same_as=("cell-gates-swapped",),
    ),
    about_coupling(
        "coupled-forgets-nothing",
        coupled(lambda i, o, g: (np.ones_like(i), sigmoid(i), sigmoid(o))),
        "the old memory is kept whole",
        "This is the cell of 1997, without any forgetting: its memory can only grow. With coupled"
        " gates a unit forgets exactly as much as it writes.",
        "What scales the old memory in the formula?",
        same_as=("cell-without-forget-gate",),
    ),
    about_coupling(
        "coupled-complement-inside",
        coupled(lambda i, o, g: (sigmoid(1 - i), sigmoid(i), sigmoid(o))),
        "the complement is taken before the sigmoid",
        "The complement belongs to the finished gate, so that the two add up to 1. The sigmoid of 1"
        " minus the sum is another number: at a sum of 0 the two add up to 1.23, so the memory"
        " grows.",
        "What do your forget gate and input gate add up to?",
    ),
    about_coupling(
        "coupled-to-candidate",
        coupled(lambda i, o, g: (1 - np.tanh(g), sigmoid(i), sigmoid(o))),
        "the forget gate is the complement of the candidate",
        "The candidate says what is written, the input gate how much of it. 1 minus the candidate"
        " lies between 0 and 2: it would double a memory for a content of -1.",
        "Of which quantity does the formula take the complement?",
    ),
    about_coupling(
        "coupled-to-output",
        coupled(lambda i, o, g: (1 - sigmoid(o), sigmoid(i), sigmoid(o))),
        "the forget gate is the complement of the output gate",
        "What a cell shows has nothing to do with what it keeps. Keeping is coupled to writing: the"
        " two factors that meet in the new memory add up to 1.",
        "Of which quantity does the formula take the complement?",
    ),
]
