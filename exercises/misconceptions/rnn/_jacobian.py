"""What the wrong versions of `rnn_memory_gradient` are made of: a product with a factor a step."""

import numpy as np


def product_of(
    factor=lambda h_t, U: (1 - h_t**2)[:, :, np.newaxis] * U,
    steps=lambda hs: hs,
    join=lambda new, product: new @ product,
):
    """An `rnn_memory_gradient` with another factor, over other steps, or joined in another way."""

    def wrong_rnn_memory_gradient(hs, U):
        jacobian = np.broadcast_to(np.eye(len(U)), (hs.shape[1], *U.shape))
        for h_t in steps(hs):
            jacobian = join(factor(h_t, U), jacobian)
        return jacobian

    return wrong_rnn_memory_gradient
