"""The gates of ``gru_step`` act in the wrong place, or on the wrong thing."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.variants._steps import gru
from reference import sigmoid


def about_gru(slug, wrong, title, explanation, hint):
    return Misconception(slug, "gru_step", wrong, title, explanation, hint)


misconceptions = [
    about_gru(
        "gru-update-exchanged",
        gru(result=lambda z_t, h_prev, g_t, r_t: (1 - z_t) * h_prev + z_t * g_t),
        "the update gate scales the candidate, and its complement the old state",
        "Both conventions are in use: in Cho's paper and in PyTorch, z weighs the old state. With"
        " the other one a network can learn as well, but loaded weights do the opposite of what"
        " they should.",
        "What does the formula leave of the old state where z is 1?",
    ),
    about_gru(
        "gru-reset-after-product",
        gru(candidate=lambda fed, back, r_t, h_prev, U: np.tanh(fed + r_t * back)),
        "the reset gate acts after the matrix product",
        "PyTorch and cuDNN do it this way, because it is faster, but it is another network. In the"
        " formula each unit of the old state is scaled by its own reset gate before the units are"
        " mixed.",
        "What stands inside the brackets in front of the recurrent matrix?",
    ),
    about_gru(
        "gru-reset-left-out",
        gru(candidate=lambda fed, back, r_t, h_prev, U: np.tanh(fed + back)),
        "the reset gate is not used",
        "The reset gate lets the candidate ignore the past, as if the sequence began here. Without"
        " it, new content is always mixed with old.",
        "Which of your gates does nothing after it was computed?",
    ),
    about_gru(
        "gru-reset-scales-the-whole-sum",
        gru(candidate=lambda fed, back, r_t, h_prev, U: np.tanh(r_t * (fed + back))),
        "the reset gate scales the input as well",
        "A closed reset gate should make the candidate ignore the past and read the input alone."
        " Here it would ignore both.",
        "Which term of the candidate does the reset gate belong to?",
    ),
    about_gru(
        "gru-reset-complement",
        gru(candidate=lambda fed, back, r_t, h_prev, U: np.tanh(fed + ((1 - r_t) * h_prev) @ U.T)),
        "the complement of the reset gate scales the old state",
        "In spite of its name the reset gate is open where the past counts: at 0 it resets. Only"
        " the update gate has a complement in the formulas.",
        "How much of the past does the candidate see where r is 0?",
    ),
    about_gru(
        "gru-reset-state-is-kept",
        gru(result=lambda z_t, h_prev, g_t, r_t: z_t * (r_t * h_prev) + (1 - z_t) * g_t),
        "the last line uses the state that the reset gate has scaled",
        "The reset gate is there for the candidate alone. The update gate decides what is kept of"
        " the state. If the reset gate scaled that too, a unit could not ignore its past for the"
        " new content without losing it.",
        "Which old state does the last line of the formula use?",
    ),
    about_gru(
        "gru-gates-exchanged",
        gru(letters="zr"),
        "reset gate and update gate are exchanged",
        "Their parameters have the same shapes, so no error is raised. One gate decides what the"
        " candidate sees of the past, the other how much of the state is renewed.",
        "Read the letters of the parameters in the lines of the two gates.",
    ),
    about_gru(
        "gru-keeps-everything",
        gru(result=lambda z_t, h_prev, g_t, r_t: h_prev + (1 - z_t) * g_t),
        "the old state is kept whole",
        "The weights of old and new add up to 1, so that the state stays between -1 and 1. Without"
        " the factor on the old state it grows at every step.",
        "What scales the old state in the last line?",
    ),
    about_gru(
        "gru-writes-everything",
        gru(result=lambda z_t, h_prev, g_t, r_t: z_t * h_prev + g_t),
        "the candidate is written whole",
        "The weights of old and new add up to 1. Without the factor on the candidate a unit cannot"
        " keep its state: something is always added.",
        "What scales the candidate in the last line?",
    ),
    about_gru(
        "gru-candidate-uses-sigmoid",
        gru(candidate=lambda fed, back, r_t, h_prev, U: sigmoid(fed + (r_t * h_prev) @ U.T)),
        "a sigmoid where the candidate needs tanh",
        "The candidate is content and may be negative. With a sigmoid the state can never fall"
        " below 0 again once it is positive.",
        "Which of the three layers is no gate, and what is its range?",
    ),
    about_gru(
        "gru-state-squashed",
        gru(result=lambda z_t, h_prev, g_t, r_t: np.tanh(z_t * h_prev + (1 - z_t) * g_t)),
        "the new state goes through one more tanh",
        "A weighted mean of numbers between -1 and 1 lies between them already. One more tanh"
        " shrinks the state at every step, also where the update gate says to keep it.",
        "What happens to the state in your code where z is 1?",
    ),
]
