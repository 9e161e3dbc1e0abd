"""The two weight matrices of ``x_t @ W.T + h_prev @ U.T`` are not used as they should be.

They are not transposed, exchanged, joined in different orders, multiplied entry by entry, or one of
them is used for both terms.
"""

import numpy as np

from exercises.misconceptions.across_units._layers import in_each_layer_and_step

not_transposed = in_each_layer_and_step(
    "weights-not-transposed",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t @ W + h_prev @ U + b),
    title="the weight matrices are not transposed",
    explanation=(
        "A weight matrix has one row for each hidden unit: row j holds the weights of unit j."
        " Without the transpose the shapes do not fit. When there happen to be as many inputs as"
        " units they do fit, but each unit reads a column, which mixes the weights of all units."
        " Gradients are then written to the wrong entries."
    ),
    hint=(
        "Write the shape under every factor: (B, I) and (H, I) should meet in (B, H). What has to"
        " be done to the weights?"
    ),
)

recurrent_not_transposed = in_each_layer_and_step(
    "recurrent-weights-not-transposed",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t @ W.T + h_prev @ U + b),
    title="the recurrent weights are the wrong way round",
    explanation=(
        "U is square, so NumPy raises no error when it is used the wrong way round. But entry"
        " (j, k) is how unit j listens to unit k. With one transpose too few, or one too many, unit"
        " k listens to unit j instead. Weights trained elsewhere would give other numbers, and"
        " gradients derived from the formula would update the wrong connections."
    ),
    hint="Treat both weight matrices alike: which of W and U do you transpose in your products?",
)

exchanged = in_each_layer_and_step(
    "weights-exchanged",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t @ U.T + h_prev @ W.T + b),
    title="the input and the hidden state have each other's weights",
    explanation=(
        "W was learned for inputs and U for hidden states. When they are exchanged, the shapes"
        " usually do not fit. With as many inputs as units they do, and the layer weighs what it"
        " reads with what it learned about its own past."
    ),
    hint=(
        "Write the shape under every factor: which of the two matrices has one column for each"
        " input?"
    ),
)

joined_in_another_order = in_each_layer_and_step(
    "joined-in-another-order",
    lambda squash, x_t, h_prev, W, U, b: squash(np.hstack([h_prev, x_t]) @ np.hstack([W, U]).T + b),
    title="states and weights are joined in different orders",
    explanation=(
        "When inputs and weights are joined side by side, both have to be in the same order. Here"
        " the hidden state and the input are in one order and their matrices in the other. The"
        " lengths add up, so NumPy raises no error, but the columns of W meet numbers of the hidden"
        " state. Weights that were learned like this fit no other network."
    ),
    hint=(
        "Write over each column of your joined weights which number of the joined input it will"
        " meet."
    ),
    same_as=("weights-exchanged",),  # with as many inputs as units
)

one_for_both = in_each_layer_and_step(
    "one-matrix-for-both",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t @ W.T + h_prev @ W.T + b),
    title="one matrix is used for the input and the hidden state",
    explanation=(
        "The input and the hidden state have different sizes and meanings, so each has a matrix of"
        " its own. With one matrix for both, the network cannot weigh what it sees against what it"
        " remembers. With unequal sizes the product cannot even be computed."
    ),
    hint="Which matrix belongs to the input, and which to the hidden state? Look at their shapes.",
)

elementwise = in_each_layer_and_step(
    "elementwise-weights",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t * W + h_prev * U + b),
    title="the weights are multiplied entry by entry",
    explanation=(
        "Every unit looks at all inputs, each with its own weight, and adds them up: that is a"
        " matrix product. Entry by entry, arrays of different shapes do not fit. Where they happen"
        " to fit, nothing is added up: each number is one input times one weight."
    ),
    hint="Python has two operators that multiply arrays. Which of them adds up along an axis?",
)
