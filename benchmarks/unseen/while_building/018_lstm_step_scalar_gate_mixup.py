# slip: line 24: the inner sum runs over k, but h_prev is read at unit
import math
import numpy as np


def sg(v):
    return 0.5 * (1.0 + math.tanh(0.5 * v))


def lstm_step(x_t, h_prev, c_prev, params):
    batchSize = x_t.shape[0]
    inputSize = x_t.shape[1]
    hiddenSize = h_prev.shape[1]
    hNew = np.zeros((batchSize, hiddenSize))
    cNew = np.zeros((batchSize, hiddenSize))
    for row in range(batchSize):
        for unit in range(hiddenSize):
            sums = {}
            for name in ("f", "i", "g", "o"):
                total = params["b_" + name][unit]
                for k in range(inputSize):
                    total += params["W_" + name][unit, k] * x_t[row, k]
                for k in range(hiddenSize):
                    total += params["U_" + name][unit, k] * h_prev[row, unit]
                sums[name] = total
            cNew[row, unit] = sg(sums["f"]) * c_prev[row, unit] + sg(sums["i"]) * math.tanh(sums["g"])
            hNew[row, unit] = sg(sums["o"]) * math.tanh(cNew[row, unit])
    return hNew, cNew
