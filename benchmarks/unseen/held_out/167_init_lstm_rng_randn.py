# slip: line 7: raises: AttributeError, a numpy Generator has no method randn
import numpy as np

def init_lstm(input_size, hidden_size, rng):
    H, I = hidden_size, input_size
    s = 1 / np.sqrt(3 * H)
    W_f, W_i, W_g, W_o = [s * rng.randn(H, I) for _ in range(4)]
    U_f, U_i, U_g, U_o = [s * rng.randn(H, H) for _ in range(4)]
    b_f = np.ones(H)
    b_i = np.zeros(H)
    b_g = np.zeros(H)
    b_o = np.zeros(H)
    return dict(W_f=W_f, W_i=W_i, W_g=W_g, W_o=W_o,
                U_f=U_f, U_i=U_i, U_g=U_g, U_o=U_o,
                b_f=b_f, b_i=b_i, b_g=b_g, b_o=b_o)
