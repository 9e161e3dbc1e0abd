"""What takes turns: the reference, its matrix products alone, and PyTorch where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

import reference
from reference.weights import to_pytorch

Floats: TypeAlias = "npt.NDArray[np.floating[Any]]"
Runs: TypeAlias = "dict[str, Callable[[], Any]]"
"""What takes turns, by name."""


@dataclass(frozen=True)
class Material:
    """The numbers that all contenders get: inputs, initial states, weights, and the gradient of
    every hidden state.
    """

    X: Floats
    h_0: Floats
    c_0: Floats
    dhs: Floats
    params: Mapping[str, Floats]


def contenders(shape: tuple[int, int, int, int], dtype: str, threads: int) -> Runs:
    """What takes turns, all on the same numbers."""
    T, B, I, H = shape
    rng = np.random.default_rng(0)
    params = {name: array.astype(dtype) for name, array in reference.init_lstm(I, H, rng).items()}
    X, dhs = rng.normal(size=(T, B, I)).astype(dtype), rng.normal(size=(T, B, H)).astype(dtype)
    h_0, c_0 = rng.normal(size=(2, B, H)).astype(dtype)
    material = Material(X, h_0, c_0, dhs, params)
    runs = {**ours(material), **products(material)}
    try:
        return {**runs, **pytorch(material, threads, runs["gradients"])}
    except ModuleNotFoundError:
        return runs


def ours(material: Material) -> Runs:
    """The reference, forward and backward."""
    X, h_0, c_0 = material.X, material.h_0, material.c_0
    params = dict(material.params)

    def forward() -> Any:
        return reference.lstm_sequence(X, h_0, c_0, params)

    def gradients() -> Any:
        return reference.lstm_sequence_backward(material.dhs, X, h_0, c_0, params)

    return {"forward": forward, "both": lambda: (forward(), gradients()), "gradients": gradients}


def products(material: Material) -> Runs:
    """Only the matrix products that any step-by-step LSTM makes."""
    X, dhs, h_0, params = material.X, material.dhs, material.h_0, material.params

    def forward() -> None:
        for x_t in X:
            for gate in "figo":
                x_t @ params[f"W_{gate}"].T
                h_0 @ params[f"U_{gate}"].T

    def both() -> None:
        forward()
        for x_t, dz in zip(X, dhs, strict=True):
            for gate in "figo":
                dz @ params[f"W_{gate}"]
                dz @ params[f"U_{gate}"]
                dz.T @ x_t
                dz.T @ h_0

    return {"products forward": forward, "products both": both}


def pytorch(material: Material, threads: int, gradients: Callable[[], Any]) -> Runs:
    """`torch.nn.LSTM` with the same weights; its gradients are compared with ours first."""
    import torch

    torch.set_num_threads(threads)
    I, H = material.X.shape[2], material.dhs.shape[2]
    net = torch.nn.LSTM(I, H).to(getattr(torch, str(material.X.dtype)))
    weights = to_pytorch(dict(material.params))
    net.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    X, h_0, c_0 = (
        torch.from_numpy(array.copy()).requires_grad_()
        for array in (material.X, material.h_0[None], material.c_0[None])
    )
    wanted = [X, h_0, c_0, *net.parameters()]
    above = torch.from_numpy(material.dhs)

    def forward() -> Any:
        with torch.no_grad():
            return net(X, (h_0, c_0))

    def both() -> Any:
        hs, _ = net(X, (h_0, c_0))
        return torch.autograd.grad(hs, wanted, above)

    assert np.allclose(np.asarray(gradients()[0]), both()[0].numpy(), rtol=1e-2, atol=1e-3), (
        "the contenders do not compute the same thing"
    )
    return {"torch forward": forward, "torch both": both}
