# slip: line 9: drops the last state instead of the first, so h_0 is returned and h_T is missing
import numpy as np

def rnn_sequence(X, h_0, W, U, b):
    states = [h_0]
    for x in X:
        z = x.dot(W.T) + states[-1].dot(U.T) + b
        states.append(np.tanh(z))
    return np.array(states[:-1])
