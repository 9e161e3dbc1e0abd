# slip: line 17: the forget gate multiplies h_prev instead of c_prev
import numpy as np

def lstm_step(x_t, h_prev, c_prev, params):
    Wf, Wi, Wg, Wo = params["W_f"], params["W_i"], params["W_g"], params["W_o"]
    Uf, Ui, Ug, Uo = params["U_f"], params["U_i"], params["U_g"], params["U_o"]
    bf, bi, bg, bo = params["b_f"], params["b_i"], params["b_g"], params["b_o"]

    def sigma(z):
        return 1 / (1 + np.exp(-z))

    ft = sigma(np.dot(x_t, Wf.T) + np.dot(h_prev, Uf.T) + bf)
    it = sigma(np.dot(x_t, Wi.T) + np.dot(h_prev, Ui.T) + bi)
    gt = np.tanh(np.dot(x_t, Wg.T) + np.dot(h_prev, Ug.T) + bg)
    ot = sigma(np.dot(x_t, Wo.T) + np.dot(h_prev, Uo.T) + bo)

    c_next = ft * h_prev + it * gt
    h_next = ot * c_next
    return h_next, c_next
# slip: line 18: tanh around the cell state is missing
