"""Numbers from PyTorch, for the plain test command to compare with where PyTorch is not installed.

Run ``python tests/reference/golden/make_torch_golden.py`` after changing it; it writes
``torch.npz`` beside itself. Every case has different sizes on every axis, unequal random weights,
two non-zero biases, non-zero states (except where it says so), and is float64. A test that has
PyTorch computes all cases anew and compares them with the file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch

Case = dict[str, np.ndarray]
GOLDEN = Path(__file__).with_name("torch.npz")


def lstm_case(
    seed: int, T: int, B: int, I: int, H: int, L: int = 1, directions: int = 1, states: float = 1.0
) -> Case:
    """``torch.nn.LSTM`` forward, and every gradient of ``sum(hs * dhs)``."""
    draw = _normal(seed)
    net = _randomised(torch.nn.LSTM(I, H, L, bidirectional=directions == 2), draw)
    X, h_0, c_0 = (
        draw(T, B, I),
        states * draw(L * directions, B, H),
        states * draw(L * directions, B, H),
    )
    dhs = draw(T, B, directions * H)
    inputs = {"X": X, "h_0": h_0, "c_0": c_0}
    for tensor in inputs.values():
        tensor.requires_grad_()
    hs, (h_T, c_T) = net(X, (h_0, c_0))
    (hs * dhs).sum().backward()
    return _arrays(
        {
            **inputs,
            "dhs": dhs,
            "hs": hs,
            "h_T": h_T,
            "c_T": c_T,
            **_weights(net),
            **{f"d{name}": tensor.grad for name, tensor in inputs.items()},
        }
    )


def lstm_step_case(seed: int, B: int, I: int, H: int) -> Case:
    """One step, where the loss looks at both results: ``sum(h_t * dh_t) + sum(c_t * dc_t)``."""
    draw = _normal(seed)
    net = _randomised(torch.nn.LSTM(I, H), draw)
    inputs = {"x_t": draw(B, I), "h_prev": draw(B, H), "c_prev": draw(B, H)}
    for tensor in inputs.values():
        tensor.requires_grad_()
    dh_t, dc_t = draw(B, H), draw(B, H)
    _, (h_t, c_t) = net(inputs["x_t"][None], (inputs["h_prev"][None], inputs["c_prev"][None]))
    (h_t[0] * dh_t + c_t[0] * dc_t).sum().backward()
    return _arrays(
        {
            **inputs,
            "dh_t": dh_t,
            "dc_t": dc_t,
            "h_t": h_t[0],
            "c_t": c_t[0],
            **_weights(net),
            **{f"d{name}": tensor.grad for name, tensor in inputs.items()},
        }
    )


def rnn_case(seed: int, T: int, B: int, I: int, H: int) -> Case:
    """``torch.nn.RNN`` forward, and the Jacobian of its last state with respect to its first, by
    autograd.
    """
    draw = _normal(seed)
    net = _randomised(torch.nn.RNN(I, H), draw, scale=1.0)
    X, h_0 = draw(T, B, I), draw(B, H)
    hs, _ = net(X, h_0[None])
    jacobian = torch.autograd.functional.jacobian(lambda h: net(X, h[None])[1][0], h_0)
    return _arrays(
        {
            "X": X,
            "h_0": h_0,
            "hs": hs,
            "jacobian": torch.einsum("bibj->bij", jacobian),
            **net.state_dict(),
        }
    )


def adam_case(seed: int, steps: int, lr: float, beta1: float, beta2: float, eps: float) -> Case:
    """``torch.optim.Adam`` over a few steps with given gradients, from parameters of two shapes."""
    draw = _normal(seed)
    params = {"W": draw(3, 4).requires_grad_(), "b": draw(5).requires_grad_()}
    optimiser = torch.optim.Adam(list(params.values()), lr=lr, betas=(beta1, beta2), eps=eps)
    case = {f"start/{name}": tensor.detach().clone() for name, tensor in params.items()}
    for step in range(steps):
        for name, tensor in params.items():
            tensor.grad = draw(*tensor.shape)
            case[f"grad/{step}/{name}"] = tensor.grad.clone()
        optimiser.step()
        case |= {f"after/{step}/{name}": tensor.detach().clone() for name, tensor in params.items()}
    return _arrays({**case, "settings": torch.tensor([lr, beta1, beta2, eps], dtype=torch.float64)})


def clip_case(seed: int, max_norm: float) -> Case:
    """``torch.nn.utils.clip_grad_norm_``, which adds 1e-6 to the norm that it divides by."""
    draw = _normal(seed)
    params = {"W": draw(3, 4), "U": draw(4, 4), "b": draw(4)}
    for tensor in params.values():
        tensor.grad = draw(*tensor.shape)
    case = {f"grad/{name}": tensor.grad.clone() for name, tensor in params.items()}
    norm = torch.nn.utils.clip_grad_norm_(list(params.values()), max_norm)
    case |= {f"clipped/{name}": tensor.grad for name, tensor in params.items()}
    return _arrays({**case, "norm": norm, "max_norm": torch.tensor(max_norm, dtype=torch.float64)})


def _normal(seed: int) -> Callable[..., torch.Tensor]:
    rng = np.random.default_rng(seed)
    return lambda *shape: torch.from_numpy(rng.normal(size=shape))


def _randomised(net: Any, draw: Callable[..., torch.Tensor], scale: float = 0.7) -> Any:
    net = net.double()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_(scale * draw(*parameter.shape))
    return net


def _weights(net: Any) -> dict[str, torch.Tensor]:
    named = dict(net.named_parameters())
    return {f"weights/{name}": tensor for name, tensor in named.items()} | {
        f"grads/{name}": tensor.grad for name, tensor in named.items()
    }


def _arrays(case: dict[str, torch.Tensor]) -> Case:
    return {name: tensor.detach().numpy().copy() for name, tensor in case.items()}


CASES: dict[str, Callable[[int], Case]] = {
    "lstm": lambda seed: lstm_case(seed, T=6, B=3, I=4, H=5),
    "lstm-one-step-one-example": lambda seed: lstm_case(seed, T=1, B=1, I=2, H=3),
    "lstm-long": lambda seed: lstm_case(seed, T=40, B=2, I=3, H=4),
    "lstm-stack-of-two": lambda seed: lstm_case(seed, T=5, B=2, I=3, H=4, L=2),
    "lstm-stack-of-four": lambda seed: lstm_case(seed, T=6, B=2, I=5, H=3, L=4),
    "lstm-bidirectional": lambda seed: lstm_case(seed, T=6, B=2, I=3, H=4, directions=2),
    "lstm-bidirectional-zero-states": lambda seed: lstm_case(
        seed, T=5, B=3, I=2, H=4, directions=2, states=0.0
    ),
    "lstm_step": lambda seed: lstm_step_case(seed, B=3, I=4, H=5),
    "lstm_step-one-input": lambda seed: lstm_step_case(seed, B=2, I=1, H=3),
    "rnn": lambda seed: rnn_case(seed, T=6, B=3, I=4, H=5),
    "rnn-long": lambda seed: rnn_case(seed, T=30, B=2, I=3, H=4),
    "adam": lambda seed: adam_case(seed, steps=4, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8),
    "adam-short-memory": lambda seed: adam_case(
        seed, steps=4, lr=0.5, beta1=0.3, beta2=0.6, eps=1e-2
    ),
    "clip": lambda seed: clip_case(seed, max_norm=0.5),
    "clip-within": lambda seed: clip_case(seed, max_norm=100.0),
}


def compute(first_seed: int) -> dict[str, Case]:
    """Every case, each from a seed of its own."""
    return {name: make(first_seed + number) for number, (name, make) in enumerate(CASES.items())}


if __name__ == "__main__":
    flat = {
        f"{case}:{name}": array
        for case, arrays in compute(2026).items()
        for name, array in arrays.items()
    }
    np.savez_compressed(GOLDEN, **flat)  # type: ignore[arg-type]
    print(
        f"PyTorch {torch.__version__}: {len(CASES)} cases, {GOLDEN.stat().st_size} bytes in"
        f" {GOLDEN.name}"
    )
