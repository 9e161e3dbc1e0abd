"""The layer treats the batch ``x_t``, with one example in each row, as a textbook's single column.

The weights are multiplied from the left, only the first example is used, or the examples become
columns.
"""

import numpy as np

from exercises.misconceptions.across_units._layers import in_each_layer, in_each_layer_and_step

formula = in_each_layer_and_step(
    "one-example-formula",
    lambda squash, x_t, h_prev, W, U, b: squash(W @ x_t + U @ h_prev + b),
    title="the weights are multiplied from the left, as for one column",
    explanation=(
        "This is the formula of a textbook, for one example that is a column. Here x_t holds one"
        " example in each row, so the weights meet the batch axis. Either the shapes do not fit, or"
        " the sizes happen to agree and each unit adds up numbers of unrelated examples."
    ),
    hint=(
        "Write the shape under every factor: (B, I) and (H, I) should meet in (B, H). Which factor"
        " has to come first?"
    ),
    styles=(lambda squash, x_t, h_prev, W, U, b: squash(U @ h_prev + W @ x_t + b),),
)

only_first = in_each_layer_and_step(
    "only-first-example",
    lambda squash, x_t, h_prev, W, U, b: squash(W @ x_t[0] + U @ h_prev[0] + b),
    title="only the first example of the batch is used",
    explanation=(
        "The formula in a textbook is for one example. Here B examples come at once, one in each"
        " row, and only the first was used. In training all other sequences of the batch would be"
        " ignored, or broadcasting would give every example the state of the first."
    ),
    hint="Take x_t with two rows. Which of them take part in your products?",
)

in_columns = in_each_layer(
    "examples-in-columns",
    lambda squash, x_t, h_prev, W, U, b: squash(W @ x_t.T + U @ h_prev.T + b[:, np.newaxis]),
    title="each example is a column where it should be a row",
    explanation=(
        "The numbers are right, but the array is transposed: one column for each example, as in"
        " many textbooks. Here rows are examples. What comes next multiplies entry by entry with"
        " states of shape (B, H). With as many examples as units, that would mix up the examples"
        " without an error."
    ),
    hint="What shape does your result have, and what shape does the docstring promise?",
)
