"""Numbers from ``keras.layers.LSTM``, to prove the layout in which its weights are read.

Needs Keras 3 with any backend, such as ``KERAS_BACKEND=torch python
tests/reference/golden/make_keras_golden.py``; writes ``keras.npz`` beside itself. Keras is
batch-major, so ``X`` is (B, T, I) and ``hs`` is (B, T, H) here.
"""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np

GOLDEN = Path(__file__).with_name("keras.npz")
T, B, I, H = 6, 2, 3, 5

if __name__ == "__main__":
    rng = np.random.default_rng(2026)
    X, h_0, c_0 = rng.normal(size=(B, T, I)), rng.normal(size=(B, H)), rng.normal(size=(B, H))
    layer = keras.layers.LSTM(H, return_sequences=True, return_state=True, dtype="float64")
    layer.build((B, T, I))
    kernel, recurrent, bias = (
        rng.normal(scale=0.7, size=array.shape) for array in layer.get_weights()
    )
    layer.set_weights([kernel, recurrent, bias])
    hs, h_T, c_T = (
        keras.ops.convert_to_numpy(result) for result in layer(X, initial_state=[h_0, c_0])
    )
    np.savez_compressed(
        GOLDEN,
        X=X,
        h_0=h_0,
        c_0=c_0,
        kernel=kernel,
        recurrent=recurrent,
        bias=bias,
        hs=hs,
        h_T=h_T,
        c_T=c_T,
    )
    print(
        f"Keras {keras.__version__} on {keras.backend.backend()}: {GOLDEN.stat().st_size} bytes in"
        f" {GOLDEN.name}"
    )
