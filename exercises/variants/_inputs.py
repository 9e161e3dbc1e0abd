"""Random inputs of the exercises of this unit. States and biases are never zero."""

from exercises._draw import cell_params, gate_weights


def states(rng, B, I, H):
    """Draw ``x_t``, ``h_prev`` and ``c_prev``."""
    return {
        "x_t": rng.normal(size=(B, I)),
        "h_prev": rng.uniform(-0.9, 0.9, size=(B, H)),
        "c_prev": rng.normal(scale=1.2, size=(B, H)),
    }


def peephole_params(rng, I, H):
    """Draw the twelve arrays of a cell and three different peepholes."""
    return cell_params(rng, I, H) | {f"p_{k}": rng.normal(scale=0.8, size=H) for k in "fio"}


def layers_of(rng, letters, I, H):
    """Draw ``W``, ``U`` and ``b`` of some layers, all different."""
    return {name: value for k in letters for name, value in gate_weights(rng, k, I, H).items()}
