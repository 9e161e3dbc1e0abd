import numpy as np

def lstm_step(x_t, h_prev, c_prev, params):
    W_f, U_f, b_f = params['W_f'], params['U_f'], params['b_f']
    W_i, U_i, b_i = params['W_i'], params['U_i'], params['b_i']
    W_g, U_g, b_g = params['W_g'], params['U_g'], params['b_g']
    W_o, U_o, b_o = params['W_o'], params['U_o'], params['b_o']

    sigma = lambda z: (1 + np.tanh(z / 2)) / 2

    f_t = sigma(np.dot(x_t, W_f.T) + np.dot(h_prev, U_f.T) + b_f)
    i_t = sigma(np.dot(x_t, W_i.T) + np.dot(h_prev, U_i.T) + b_i)
    g_t = np.tanh(np.dot(x_t, W_g.T) + np.dot(h_prev, U_g.T) + b_g)
    o_t = sigma(np.dot(x_t, W_o.T) + np.dot(h_prev, U_o.T) + b_o)
    c_t = np.multiply(f_t, c_prev) + np.multiply(i_t, g_t)
    h_t = np.multiply(o_t, np.tanh(c_t))
    return (h_t, c_t)
