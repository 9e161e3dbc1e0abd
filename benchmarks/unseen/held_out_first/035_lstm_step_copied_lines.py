# slip: line 11: the line of the candidate was copied from the input gate and still adds b_i
# slip: line 15: the hidden state is made from the old cell state instead of the new one
import numpy as np


def lstm_step(x_t, h_prev, c_prev, params):
    sigmoid = lambda z: 1.0 / (1.0 + np.exp(-z))

    forget_t = sigmoid(x_t @ params["W_f"].T + h_prev @ params["U_f"].T + params["b_f"])
    input_t = sigmoid(x_t @ params["W_i"].T + h_prev @ params["U_i"].T + params["b_i"])
    cand_t = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_i"])
    output_t = sigmoid(x_t @ params["W_o"].T + h_prev @ params["U_o"].T + params["b_o"])

    cell_t = forget_t * c_prev + input_t * cand_t
    hidden_t = output_t * np.tanh(c_prev)
    return hidden_t, cell_t
