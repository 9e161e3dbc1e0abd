"""The peepholes of ``peephole_step`` are missing, look at something else or act elsewhere."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.variants._steps import peepholes
from reference import sigmoid


def about_peepholes(slug, wrong, title, explanation, hint, same_as=()):
    return Misconception(slug, "peephole_step", wrong, title, explanation, hint, same_as)


misconceptions = [
    about_peepholes(
        "peepholes-left-out",
        peepholes(gate=lambda total, weight, memory: sigmoid(total)),
        "the gates do not look at the cell state",
        "This is a plain LSTM. Its gates see the memory only as far as the output gate shows it:"
        " where that gate is closed, they see nothing, and cannot time what they do by what is in"
        " memory. That is what peepholes were added for.",
        "Which entries of `params` does your code never use?",
    ),
    about_peepholes(
        "peephole-output-sees-old-memory",
        peepholes(output_sees=lambda h_prev, c_prev, c_t: c_prev),
        "the output gate looks at the old cell state",
        "The output gate is the only one that is not needed to make the new memory, so it can look"
        " at the new memory. Looking at the old one, it decides one step too late what to show.",
        "At which time does the formula write the cell state in the line of the output gate?",
    ),
    about_peepholes(
        "peepholes-outside-the-sigmoid",
        peepholes(gate=lambda total, weight, memory: sigmoid(total) + weight * memory),
        "the peephole is added after the sigmoid",
        "The peephole is one more term of the sum that gets squashed. Added afterwards, it moves"
        " the gate out of the range from 0 to 1, and without limit: the cell state has none.",
        "Where does the bracket of the sigmoid close?",
    ),
    about_peepholes(
        "peepholes-see-hidden-state",
        peepholes(
            sees=lambda h_prev, c_prev: h_prev, output_sees=lambda h_prev, c_prev, c_t: h_prev
        ),
        "the peepholes look at the hidden state",
        "The hidden state is in the sum already, through U. A peephole is there for what the hidden"
        " state does not show: the cell state behind the output gate.",
        "Which of the two states do the gates of a plain LSTM see? The peephole shows the other.",
    ),
    about_peepholes(
        "peepholes-see-squashed-memory",
        peepholes(
            sees=lambda h_prev, c_prev: np.tanh(c_prev),
            output_sees=lambda h_prev, c_prev, c_t: np.tanh(c_t),
        ),
        "the peepholes look at tanh of the cell state",
        "A memory of 2 and one of 20 look the same through tanh. A peephole shows the memory as it"
        " is, so that a gate can tell how much has been counted.",
        "Is there a tanh in the lines of the gates?",
    ),
    about_peepholes(
        "peephole-weights-exchanged",
        peepholes(letters="ifo"),
        "the forget gate has the peephole of the input gate, and the other way round",
        "Both have the same shape, so no error is raised. Each gate learns its own weight for the"
        " memory: keeping and writing should react to it in different ways.",
        "Read the letters of the peepholes in the lines of the two gates.",
    ),
    about_peepholes(
        "peepholes-multiply",
        peepholes(gate=lambda total, weight, memory: sigmoid(total * weight * memory)),
        "the peephole multiplies the sum",
        "The peephole is a term of its own. As a factor it would make the gate half open, whatever"
        " its inputs say, as soon as the memory is empty.",
        "Which sign stands in front of the peephole in the formula?",
    ),
]
