"""The gradient of the memory, ``dc = dc_t + dh_t * o_t * (1 - tanh(c_t)**2)``, lacks a term or
factor, or ``dc_prev = dc * f_t`` does.
"""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconceptions = [
    Misconception(
        slug="backward-dc-without-next",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dh_t * v.o_t * (1 - v.tanh_c**2)),
        title="the gradient of the cell state from the next step is missing",
        explanation=(
            "dc_t is what later steps ask of this memory. Leaving it out cuts the one path on which"
            " gradients survive many steps, and that path is the advantage of an LSTM over a plain"
            " RNN."
        ),
        hint="Which of the arguments does your function not use?",
    ),
    Misconception(
        slug="backward-dc-without-hidden",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t),
        title="the gradient that reaches the cell through the hidden state is missing",
        explanation=(
            "The memory acts on the loss in two ways: through later steps, and through h_t of this"
            " step. Without the second, what the network shows now teaches the memory nothing. At"
            " the last step of a sequence the memory gets no gradient at all."
        ),
        hint="Which later quantities does c_t enter? Each of them sends a gradient back.",
    ),
    Misconception(
        slug="backward-dc-without-output-gate",
        replaces="lstm_step_backward",
        wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * (1 - v.tanh_c**2)),
        title="the output gate is missing on the way from h_t to c_t",
        explanation=(
            "What the output gate hides cannot have caused the error, so a closed gate must stop"
            " the gradient as well. Without it, hidden memories are corrected for what others"
            " showed."
        ),
        hint="h_t is a product. What remains when you differentiate it by its second factor?",
    ),
    Misconception(
        slug="backward-dc-prev-without-forget",
        replaces="lstm_step_backward",
        wrong=step_backward(dc_prev=lambda v: v.dc),
        title="the forget gate is missing on the way to the old cell state",
        explanation=(
            "What was forgotten in the forward pass cannot have caused a later error. Without the"
            " gate, gradients pass every reset of the memory and never fade. They correct steps"
            " whose traces were erased long ago."
        ),
        hint="In the formula of the cell state, what is in front of c_prev?",
    ),
    Misconception(
        slug="backward-dc-prev-from-next-only",
        replaces="lstm_step_backward",
        wrong=step_backward(dc_prev=lambda v: v.dc_t * v.f_t),
        title="the old cell state gets only the gradient of later steps",
        explanation=(
            "The gradient of c_t has two parts, and both go on to c_prev. When only the part from"
            " later steps is passed on, no earlier memory learns from what h_t shows."
        ),
        hint=(
            "Which of your two versions of dc do you pass on: the one that came in, or the full"
            " one?"
        ),
    ),
]
