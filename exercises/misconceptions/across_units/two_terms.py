"""The two terms of the sum ``x_t @ W.T + h_prev @ U.T + b`` are not added.

One of them is missing, or they are multiplied.
"""

from exercises.misconceptions.across_units._layers import in_each_layer, in_each_layer_and_step

input_missing = in_each_layer_and_step(
    "input-term-missing",
    lambda squash, x_t, h_prev, W, U, b: squash(h_prev @ U.T + b),
    title="the input is not used",
    explanation=(
        "The layer never looks at the input of this step. It would do the same for every sequence,"
        " because it sees nothing but its own past. W never gets a gradient, so nothing about the"
        " data can be learned."
    ),
    hint="Two things come in at every step. Which of them is not in your sum?",
)

recurrent_missing = in_each_layer(
    "recurrent-term-missing",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t @ W.T + b),
    title="the previous hidden state is not used",
    explanation=(
        "The layer looks at the current input alone. The term with the previous hidden state is"
        " what makes a network recurrent. Without it, what to keep or write cannot depend on"
        " anything that was read before, and U never gets a gradient."
    ),
    hint="Two things come in at every step. Which of them is not in your sum?",
)

multiplied = in_each_layer_and_step(
    "terms-multiplied",
    lambda squash, x_t, h_prev, W, U, b: squash((x_t @ W.T) * (h_prev @ U.T) + b),
    title="the two terms are multiplied where they should be added",
    explanation=(
        "Present and past are two pieces of evidence that add up. In a product, a zero in one"
        " silences the other. At the first step the hidden state is zero, so the input would have"
        " no effect, and no gradient would reach its weights."
    ),
    hint="Look at the sign between the two products in the formula.",
)
