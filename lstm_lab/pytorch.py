"""`compare_with_pytorch(globals())`: run PyTorch's weights in the learner's own functions.

The weights and outputs of one network come with the course as numbers, so PyTorch is not needed.
Where it is installed, a new network is compared as well. ``python -m lstm_lab.pytorch``
makes the stored numbers again, with PyTorch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autograder.learner.learner_functions import find_functions

Array = NDArray[np.float64]
ORDER = "ifgo"
"""PyTorch stacks the four layers in this order, along the first axis of each array."""
_STORED = "pytorch_lstm.json"
_NOT_FOUND = (
    "`lstm_sequence` is not written yet, or not found. It is an exercise of unit layers: write it"
    " there and save the file, or paste it into a cell above. Then run this cell again."
)


@dataclass(frozen=True)
class Network:
    """A ``torch.nn.LSTM`` with one layer: its state dict, its inputs and its outputs.

    Shapes: ``X (T, B, I)``, ``h_0``, ``c_0``, ``h_T`` and ``c_T (B, H)``, ``hs (T, B, H)``.
    """

    label: str
    state_dict: Mapping[str, Array]
    X: Array
    h_0: Array
    c_0: Array
    hs: Array
    h_T: Array
    c_T: Array


@dataclass(frozen=True)
class Comparison:
    """What was compared, in sentences. ``agrees`` is ``None`` when nothing could be compared."""

    sentences: tuple[str, ...]
    agrees: bool | None

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        mark = {True: "✓ ", False: "✗ ", None: ""}[self.agrees]
        first, *others = map(escape, self.sentences)
        return "".join(f"<p>{text}</p>" for text in (mark + first, *others))


def params_from_pytorch(state_dict: Mapping[str, ArrayLike]) -> dict[str, Array]:
    """Convert the first layer of a ``torch.nn.LSTM`` to the ``params`` of this course.

    PyTorch stacks the weights of the four layers along the first axis, in the order `ORDER`, and
    has two biases, which are added here.

    Parameters
    ----------
    state_dict
        ``weight_ih_l0 (4H, I)``, ``weight_hh_l0 (4H, H)``, ``bias_ih_l0 (4H,)`` and
        ``bias_hh_l0 (4H,)``.

    Returns
    -------
    dict
        ``W_* (H, I)``, ``U_* (H, H)`` and ``b_* (H,)`` for each of ``f``, ``i``, ``g`` and ``o``.
    """
    W = np.asarray(state_dict["weight_ih_l0"], dtype=float)
    U = np.asarray(state_dict["weight_hh_l0"], dtype=float)
    b = np.asarray(state_dict["bias_ih_l0"], dtype=float) + np.asarray(
        state_dict["bias_hh_l0"], dtype=float
    )
    params: dict[str, Array] = {}
    for position, gate in enumerate(ORDER):
        rows = slice(position * U.shape[1], (position + 1) * U.shape[1])
        params |= {f"W_{gate}": W[rows], f"U_{gate}": U[rows], f"b_{gate}": b[rows]}
    return params


def compare_with_pytorch(namespace: Mapping[str, Any], folder: str | Path = ".") -> Comparison:
    """Run PyTorch's weights in your `lstm_sequence` and compare all three results with PyTorch's.

    Parameters
    ----------
    namespace
        Where your function is looked for first: ``globals()``.
    folder
        Where to look next: the files in this folder and in those beside it.
    """
    own = find_functions(["lstm_sequence"], namespace, Path(folder)).get("lstm_sequence")
    if own is None:
        return Comparison((_NOT_FOUND,), None)
    networks = [stored()]
    if find_spec("torch") is not None:
        networks.append(fresh(int(np.random.default_rng().integers(2**31))))
    found = [_compared(own.function, network) for network in networks]
    where = f"Your lstm_sequence comes from {own.place}."
    if len(networks) == 1:
        where += (
            " PyTorch is not installed here, so only the network that came with the course was"
            " compared."
        )
    return Comparison(
        (*(sentence for sentence, _ in found), where), all(right for _, right in found)
    )


def _compared(function: Callable[..., Any], network: Network) -> tuple[str, bool]:
    try:
        got = function(network.X, network.h_0, network.c_0, params_from_pytorch(network.state_dict))
        pairs = zip(("hs", "h_T", "c_T"), got, (network.hs, network.h_T, network.c_T), strict=True)
        off = {
            name: float(np.max(np.abs(np.asarray(value, dtype=float) - expected)))
            for name, value, expected in pairs
        }
    except Exception as error:  # the learner's own code may raise anything
        return (
            (
                f"{network.label}: your function raised {type(error).__name__}: {error}. It should"
                " return hs, h_T and c_T. Run check(lstm_sequence) in unit layers."
            ),
            False,
        )
    worst = max(off, key=lambda name: off[name])
    if off[worst] < 1e-5:
        return (
            f"{network.label}: your LSTM gives the same numbers, to within {off[worst]:.0e}.",
            True,
        )
    return (
        (
            f"{network.label}: {worst} is off by up to {off[worst]:.3g}; the same weights should"
            " give the same numbers. Run check(lstm_sequence) in unit layers."
        ),
        False,
    )


def stored() -> Network:
    """The network that comes with the course."""
    numbers = json.loads(
        (resources.files("lstm_lab") / "data" / _STORED).read_text(encoding="utf-8")
    )
    arrays = {
        name: np.array(value)
        for name, value in numbers.items()
        if name not in ("label", "state_dict")
    }
    return Network(
        numbers["label"],
        {name: np.array(value) for name, value in numbers["state_dict"].items()},
        **arrays,
    )


def fresh(seed: int, T: int = 7, B: int = 3, I: int = 4, H: int = 5) -> Network:
    """A new network that PyTorch makes here and now, in double precision.

    Parameters
    ----------
    seed
        Where its numbers come from.
    T, B, I, H
        The sizes: time steps, examples, inputs and hidden units.
    """
    import torch

    torch.manual_seed(seed)
    lstm = torch.nn.LSTM(I, H).double()
    X, h_0, c_0 = (
        torch.randn(*shape, dtype=torch.float64) for shape in ((T, B, I), (1, B, H), (1, B, H))
    )
    with torch.no_grad():
        hs, (h_T, c_T) = lstm(X, (h_0, c_0))
    state_dict = {name: tensor.numpy() for name, tensor in lstm.state_dict().items()}
    return Network(
        f"A fresh network of PyTorch {torch.__version__}",
        state_dict,
        X.numpy(),
        h_0[0].numpy(),
        c_0[0].numpy(),
        hs.numpy(),
        h_T[0].numpy(),
        c_T[0].numpy(),
    )


if __name__ == "__main__":
    made = fresh(1997, T=6, B=2, I=3, H=4)
    numbers = {
        name: getattr(made, name).tolist() for name in ("X", "h_0", "c_0", "hs", "h_T", "c_T")
    }
    numbers["label"] = (
        "The network that came with the course ("
        + made.label.removeprefix("A fresh network of ")
        + ")"
    )
    numbers["state_dict"] = {name: array.tolist() for name, array in made.state_dict.items()}
    Path(__file__).with_name("data").joinpath(_STORED).write_text(
        json.dumps(numbers) + "\n", encoding="utf-8"
    )
