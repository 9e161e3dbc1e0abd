"""The number of parameters of one layer, ``4 * H * (I + H + 1)``, leaves out or doubles arrays.

Each of the three gates and the candidate has ``W`` (H, I), ``U`` (H, H) and ``b`` (H,).
"""

from autograder import Misconception


def bias_once(input_size, hidden_size, num_layers):
    widths = [input_size] + [hidden_size] * (num_layers - 1)
    return sum(4 * hidden_size * (width + hidden_size) + hidden_size for width in widths)


def counted(layer):
    """A `count_parameters` that counts ``layer(I, H)`` numbers in a layer with I inputs."""

    def wrong_count_parameters(input_size, hidden_size, num_layers):
        first, above = layer(input_size, hidden_size), layer(hidden_size, hidden_size)
        return first + (num_layers - 1) * above

    return wrong_count_parameters


HOW_MANY_TIMES = "How many times does x_t meet a weight matrix in one step?"

misconceptions = [
    Misconception(
        slug="count-one-set",
        replaces="count_parameters",
        wrong=counted(lambda I, H: H * (I + H + 1)),
        title="one set of weights is counted where a cell has several",
        explanation=(
            "This is the count of a plain RNN. In an LSTM the gates and the candidate each have"
            " their own W, U and b, so that they can learn different things."
        ),
        hint=HOW_MANY_TIMES,
    ),
    Misconception(
        slug="count-three-layers",
        replaces="count_parameters",
        wrong=counted(lambda I, H: 3 * H * (I + H + 1)),
        title="three gates are counted, but the candidate is not",
        explanation=(
            "Three gates decide. The candidate is the fourth set of weights, and the one that makes"
            " the content. Without it there would be nothing to write."
        ),
        hint=HOW_MANY_TIMES,
    ),
    Misconception(
        slug="count-without-recurrent",
        replaces="count_parameters",
        wrong=counted(lambda I, H: 4 * H * (I + 1)),
        title="the recurrent weights are left out",
        explanation=(
            "Each gate looks at the input and at the previous hidden state, with a matrix for each."
            " The recurrent one, U, is often the larger of the two, and it is what makes the"
            " network recurrent."
        ),
        hint="Which two matrices does one gate have, and what are their shapes?",
    ),
    Misconception(
        slug="count-without-bias",
        replaces="count_parameters",
        wrong=counted(lambda I, H: 4 * H * (I + H)),
        title="the biases are left out",
        explanation=(
            "Every gate and the candidate learn a bias as well, one number for each unit. The"
            " forget bias even decides whether an LSTM remembers anything at the start of training."
        ),
        hint="What does a gate learn in addition to its two matrices?",
    ),
    Misconception(
        slug="count-bias-once",
        replaces="count_parameters",
        wrong=bias_once,
        title="one bias vector is counted for all four layers of a cell",
        explanation=(
            "The three gates and the candidate each have a bias vector, just as each has two"
            " matrices. The forget gate could not start open by itself if it shared its bias with"
            " the others."
        ),
        hint="What does your factor of four multiply, and what does it not multiply?",
    ),
    Misconception(
        slug="count-scalar-bias",
        replaces="count_parameters",
        wrong=counted(lambda I, H: 4 * (H * (I + H) + 1)),
        title="a bias is counted as one number",
        explanation=(
            "b is a vector with one entry for each unit. Each unit of a gate learns for itself how"
            " open it is when its inputs are zero."
        ),
        hint="What shape does b have?",
    ),
    Misconception(
        slug="count-two-biases",
        replaces="count_parameters",
        wrong=counted(lambda I, H: 4 * H * (I + H + 2)),
        title="two biases are counted for each gate, as in PyTorch",
        explanation=(
            "PyTorch has one bias for the input and one for the hidden state, and adds them. Here a"
            " gate has one bias; a second one would be a number that changes nothing."
        ),
        hint="How many biases does one gate have in the formula of this course?",
    ),
]
