"""``count_variants`` counts too much or too little."""

from autograder import Misconception


def counts(maps=(4, 4, 3, 3), peepholes=lambda H: 3 * H, one_map=lambda I, H: H * I + H * H + H):
    """A `count_variants` with other numbers of maps, other peepholes or another map."""

    def wrong_count_variants(input_size, hidden_size):
        found = [number * one_map(input_size, hidden_size) for number in maps]
        found[1] += peepholes(hidden_size)
        return tuple(found)

    return wrong_count_variants


def about_counts(slug, wrong, title, explanation, hint):
    return Misconception(slug, "count_variants", wrong, title, explanation, hint)


misconceptions = [
    about_counts(
        "count-gru-as-lstm",
        counts(maps=(4, 4, 3, 4)),
        "the GRU is counted with four maps",
        "A GRU has no output gate, and its update gate does the work of two: it keeps and it"
        " writes."
        " What is left are two gates and a candidate, three quarters of an LSTM.",
        "How many lines of the GRU have weights?",
    ),
    about_counts(
        "count-gru-without-candidate",
        counts(maps=(4, 4, 3, 2)),
        "the candidate of the GRU is not counted",
        "It has two gates, but the candidate has weights of its own as well: it computes the"
        " content that the update gate mixes in.",
        "How many lines of the GRU have weights?",
    ),
    about_counts(
        "count-coupled-as-lstm",
        counts(maps=(4, 4, 4, 3)),
        "the coupled forget gate is counted",
        "A coupled forget gate is computed from the input gate and learns nothing. The cell has"
        " three maps, as many as a GRU.",
        "Which weights does the line of the forget gate use?",
    ),
    about_counts(
        "count-peepholes-as-matrices",
        counts(peepholes=lambda H: 3 * H * H),
        "each peephole is counted as a matrix",
        "A peephole leads from the memory of a unit to the gates of the same unit, so it is one"
        " number for each unit. As matrices they would cost as much as all of U in three gates.",
        "What is the shape of a peephole in the exercise above?",
    ),
    about_counts(
        "count-peephole-on-candidate",
        counts(peepholes=lambda H: 4 * H),
        "a peephole is counted for the candidate as well",
        "The three gates look at the memory. The candidate is new content and does not.",
        "Which of the four lines with weights have a peephole?",
    ),
    about_counts(
        "count-variants-without-bias",
        counts(one_map=lambda I, H: H * I + H * H),
        "the biases are not counted",
        "Each map has one bias for each unit. It is learnt as the matrices are: it decides how far"
        " open a gate is at rest.",
        "Write down all arrays that one gate uses.",
    ),
    about_counts(
        "count-variants-two-biases",
        counts(one_map=lambda I, H: H * I + H * H + 2 * H),
        "each map is counted with two biases",
        "PyTorch keeps two biases for each map, one beside W and one beside U. In the equations of"
        " this course there is one.",
        "How many biases are in the equation of one gate?",
    ),
    about_counts(
        "count-variants-without-recurrent",
        counts(one_map=lambda I, H: H * I + H),
        "the recurrent weights are not counted",
        "Each map reads two things: the input and the hidden state of the previous step. The matrix"
        " for the second is often the larger one.",
        "Write down all arrays that one gate uses.",
    ),
]
