"""In ``c_t = f_t * c_prev + i_t * g_t`` a gate is missing, replaced, or scales the wrong thing."""

from autograder import Misconception

WHICH_ARGUMENT = "Which argument does your line not use?"

misconceptions = [
    Misconception(
        slug="cell-without-forget-gate",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: c_prev + i_t * g_t,
        title="the old cell state is kept without passing the forget gate",
        explanation=(
            "This is the LSTM of 1997: it can only add. On a long stream its state grows until"
            " tanh(c) is stuck at 1 or -1 and nothing new has an effect. The forget gate was added"
            " in 2000 so that a memory can be cleared."
        ),
        hint="What decides how much of the old memory survives?",
    ),
    Misconception(
        slug="cell-without-input-gate",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: f_t * c_prev + g_t,
        title="the candidate enters the cell without passing the input gate",
        explanation=(
            "Every step writes at full strength, whether it matters or not. The input gate protects"
            " a memory from being overwritten by noise. Without it the network can store something,"
            " but not keep it clean."
        ),
        hint="What decides how much of the candidate is written?",
    ),
    Misconception(
        slug="cell-without-candidate",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: f_t * c_prev + i_t,
        title="the input gate is added in place of the gated candidate",
        explanation=(
            "The gate says how much, the candidate says what. Adding the gate alone stores only"
            " positive numbers that say nothing about the content, and the weights of the candidate"
            " never get a gradient."
        ),
        hint="The input gate scales something. What?",
    ),
    Misconception(
        slug="cell-forgets-past",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: i_t * g_t,
        title="the old cell state is dropped",
        explanation=(
            "Only the new content is stored, so the cell remembers one step and no more. Adding to"
            " what was there is the whole point of an LSTM: along that sum the gradient travels"
            " back without loss. Without the sum, the only path to earlier steps is the one that"
            " vanishes."
        ),
        hint="Which two of the four arguments does your line never use?",
        same_as=("sequence-cell-not-carried", "step-returns-old-cell"),
    ),
    Misconception(
        slug="cell-forgets-new-too",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: f_t * (c_prev + i_t * g_t),
        title="the forget gate scales the new content as well",
        explanation=(
            "The forget gate is for the old memory only. Around the whole sum, it cannot clear the"
            " old without refusing the new, so a memory can never be replaced in one step. That is"
            " exactly what happens at the start of each new sentence or sequence."
        ),
        hint="Where does your bracket open? What should the forget gate scale, and what not?",
    ),
    Misconception(
        slug="cell-forget-inverted",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: (1 - f_t) * c_prev + i_t * g_t,
        title="a forget gate of 1 erases, where it should keep",
        explanation=(
            "The name is misleading: the forget gate is how much is kept. When it is inverted, a"
            " forget bias of 1 clears the memory at every step from the start of training, and no"
            " gradient gets through to earlier steps."
        ),
        hint="With f = 1 and i = 0, what should c_t be?",
        same_as=("gate-inverted",),
    ),
    Misconception(
        slug="cell-gates-swapped",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: i_t * c_prev + f_t * g_t,
        title="the forget gate and the input gate are exchanged",
        explanation=(
            "The input gate now decides what is kept and the forget gate what is written. A network"
            " could learn that way. But a forget bias of 1 would open the wrong gate, so memories"
            " are lost early in training. Weights from any other LSTM do the wrong thing."
        ),
        hint="Say in words what each gate multiplies, then read your line.",
        same_as=("step-f-i-parameters-swapped",),
    ),
    Misconception(
        slug="cell-coupled",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: f_t * c_prev + (1 - f_t) * g_t,
        title="1 - f in place of the input gate, as in a GRU",
        explanation=(
            "Coupling the gates is a real variant, but a different network. It can neither keep a"
            " memory and add to it, nor drop one without writing something new. In an LSTM the"
            " input gate decides by itself; here its weights would never get a gradient."
        ),
        hint=WHICH_ARGUMENT,
    ),
    Misconception(
        slug="cell-coupled-by-input",
        replaces="cell_state",
        wrong=lambda c_prev, f_t, i_t, g_t: (1 - i_t) * c_prev + i_t * g_t,
        title="1 - i in place of the forget gate, as in a GRU",
        explanation=(
            "A GRU has one gate for both: it has to forget as much as it writes. An LSTM can add to"
            " a memory and keep it, so it has a forget gate of its own. Here the weights of that"
            " gate would never get a gradient."
        ),
        hint=WHICH_ARGUMENT,
    ),
]
