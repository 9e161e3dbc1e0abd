"""The bias of a layer, ``squash(x_t @ W.T + h_prev @ U.T + b)``, is not added as it should be.

It is missing, added twice or after the activation, or it runs along the examples.
"""

from exercises.misconceptions.across_units._layers import in_each_layer, in_each_layer_and_step

missing = in_each_layer_and_step(
    "bias-missing",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t @ W.T + h_prev @ U.T),
    title="the bias is left out",
    explanation=(
        "Without its bias a gate is half open whenever its inputs are small, whatever it is meant"
        " to do. Nothing could keep it open or closed from the start, as a forget bias of 1 keeps"
        " memories alive early in training."
    ),
    with_tanh=(
        "Without its bias the result is zero whenever the inputs are small. The bias shifts the"
        " point at which a unit changes its sign. Without it all units change sign at the same"
        " point, and training cannot move it."
    ),
    hint="Count the terms of the sum in the formula, then count yours. Which argument is not used?",
)

twice = in_each_layer_and_step(
    "bias-twice",
    lambda squash, x_t, h_prev, W, U, b: squash((x_t @ W.T + b) + (h_prev @ U.T + b)),
    title="the bias is added twice",
    explanation=(
        "The bias was added to each of the two products, so it counts twice. A bias of 1 acts like"
        " 2, and a gradient written for the formula is only half of the true one. PyTorch has two"
        " biases in each layer, but they are two different arrays."
    ),
    hint="How many times is the bias in the formula, and how many times is it in your sum?",
)

after_activation = in_each_layer_and_step(
    "bias-after-activation",
    lambda squash, x_t, h_prev, W, U, b: squash(x_t @ W.T + h_prev @ U.T) + b,
    title="the bias is added after the activation",
    explanation=(
        "The bias shifts the point at which the layer switches, so it is part of the sum that gets"
        " squashed. Added afterwards, it moves the result out of its range: a gate above 1 or below"
        " 0 amplifies or flips what it should let through in part."
    ),
    with_tanh=(
        "The bias shifts the point at which the layer switches, so it is part of the sum that gets"
        " squashed. Added afterwards, it moves the result out of the range from -1 to 1, and the"
        " state of every later step with it."
    ),
    hint="Where does the bracket of the activation close?",
)

ALONG_EXAMPLES = (
    "Your products have one column for each example, shape (H, B), and NumPy adds a vector along"
    " the last axis. So each example would get its own bias, and the units would get none. With as"
    " many examples as units this happens without an error; otherwise NumPy refuses. With one row"
    " for each example the bias is added to the units."
)
ALONG_EXAMPLES_HINT = (
    "What is the shape of your two products? Which of their axes does a vector of shape (H,) meet?"
)

along_the_examples = in_each_layer(
    "bias-along-the-examples",
    lambda squash, x_t, h_prev, W, U, b: squash(W @ x_t.T + U @ h_prev.T + b),
    title="the bias runs along the examples, not along the units",
    explanation=ALONG_EXAMPLES,
    hint=ALONG_EXAMPLES_HINT,
)

along_the_examples_turned_back = in_each_layer(
    "bias-along-the-examples-turned-back",
    lambda squash, x_t, h_prev, W, U, b: squash(W @ x_t.T + U @ h_prev.T + b).T,
    title="the bias runs along the examples, not along the units, before the final transpose",
    explanation=ALONG_EXAMPLES,
    hint=ALONG_EXAMPLES_HINT,
    same_as=("bias-along-the-examples",),  # where NumPy refuses
)
