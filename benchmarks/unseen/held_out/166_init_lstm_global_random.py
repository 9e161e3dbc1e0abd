# slip: line 8: the recurrent weights are drawn from np.random instead of the rng that was passed in, so they do not repeat with the seed
import numpy as np

def init_lstm(input_size, hidden_size, rng):
    k = 1 / np.sqrt(hidden_size)
    return {
        **{f"W_{g}": rng.uniform(-k, k, (hidden_size, input_size)) for g in "figo"},
        **{f"U_{g}": np.random.uniform(-k, k, (hidden_size, hidden_size)) for g in "figo"},
        **{f"b_{g}": np.full(hidden_size, float(g == "f")) for g in "figo"},
    }
