import numpy as np

def cell_state(c_prev, f_t, i_t, g_t):
    numberOfRows = len(c_prev)
    numberOfColumns = len(c_prev[0])
    newState = np.empty((numberOfRows, numberOfColumns))
    for row in range(numberOfRows):
        for col in range(numberOfColumns):
            kept = f_t[row][col] * c_prev[row][col]
            added = i_t[row][col] * g_t[row][col]
            newState[row][col] = kept + added
    return newState
