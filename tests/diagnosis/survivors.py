"""Mutants that no case can kill, since they are right: what was changed, in which function, and why
it is the same.
"""

from __future__ import annotations

LIST = "a list of arrays is taken for the array of the same shape"
SAME_GATE = "the three gates are one and the same function of their arguments"
COMMUTES = "factors of an elementwise product may change places"
SHAPE_ONLY = (
    "it is only used for its shape or length, and the other array has the same, or one that"
    " broadcasts to it"
)
FLOATS_ONLY = "exercises hand in floats: what the reference does with integers is its own business"

SURVIVORS: dict[str, dict[str, str]] = {
    "rnn_sequence": {"np.stack(hs) -> hs": LIST},
    "rnn_memory_gradient": {"hs -> U": "it is only used for its dtype, and both have the same"},
    "sigmoid": {
        "z = np.asarray(z) -> nothing": FLOATS_ONLY,
        "np.asarray(z) -> z": FLOATS_ONLY,
        "z.dtype.kind != 'f' -> z.dtype.kind == 'f'": (
            "float32 is then widened to float64, which is no less exact"
        ),
        "z = z.astype(np.float64) -> nothing": FLOATS_ONLY,
        "'f' -> 'i'": "float32 is then widened to float64, which is no less exact",
        "'f' -> 'g'": "float32 is then widened to float64, which is no less exact",
        "'f' -> 'o'": "float32 is then widened to float64, which is no less exact",
        "z.astype(np.float64) -> np.float64": FLOATS_ONLY,
        "z -> result": FLOATS_ONLY,
        "np.minimum(z, 0) -> np.minimum(0, z)": (
            "the smaller of two numbers does not depend on their order"
        ),
    },
    "lstm_step": {
        "cell_state(c_prev, f_t, i_t, g_t) -> cell_state(f_t, c_prev, i_t, g_t)": COMMUTES,
        "cell_state(c_prev, f_t, i_t, g_t) -> cell_state(c_prev, f_t, g_t, i_t)": COMMUTES,
        **{
            f"{single} -> {other}": SAME_GATE
            for single in ("forget_gate", "input_gate", "output_gate")
            for other in ("forget_gate", "input_gate", "output_gate")
            if single != other
        },
    },
    "lstm_sequence": {"np.stack(hs) -> hs": LIST},
    "lstm_stack": {"np.stack(h_T) -> h_T": LIST, "np.stack(c_T) -> c_T": LIST},
    "lstm_bidirectional": {
        "forward -> backward": SHAPE_ONLY,
        **{f"'b_f' -> '{other}'": SHAPE_ONLY for other in ("W_f", "U_f", "b_i", "b_g", "b_o")},
    },
    "lstm_sequence_backward": {
        "X[:-1] -> X": "one more state is computed, which nobody reads",
        "np.stack(dxs[::-1]) -> dxs[::-1]": LIST,
        **{f"dhs -> {other}": SHAPE_ONLY for other in ("c_0", "cs", "h_0", "hs")},
        "0 -> -1": SHAPE_ONLY,
        **{f"X -> {other}": SHAPE_ONLY for other in ("cs", "dhs", "hs")},
    },
    "clip_gradients": {
        "norm > max_norm -> norm >= max_norm": "at the limit the factor is exactly 1"
    },
}
SURVIVORS["lstm_step_backward"] = SURVIVORS["lstm_step"]
