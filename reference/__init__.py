"""The truth: an LSTM in plain NumPy, one equation a line.

A good order to read the modules in: ``rnn`` (what came before), ``activations``, ``gates``,
``cell``, ``layers``, ``backprop``, ``memory``, ``variants``. ``weights`` connects to other
libraries, and ``shapes`` checks the arguments. In all shapes ``B`` is the batch, ``T`` time steps,
``I`` inputs, ``H`` hidden units and ``L`` layers. Rows are examples, and sequences are time-major.
Functions keep the float type of their inputs and do not change them.
"""

from reference.activations import sigmoid
from reference.backprop import clip_gradients, lstm_sequence_backward, lstm_step_backward
from reference.cell import cell_state, hidden_state, lstm_step
from reference.gates import candidate, forget_gate, input_gate, output_gate
from reference.layers import count_parameters, lstm_bidirectional, lstm_sequence, lstm_stack
from reference.memory import adam_step, carousel_gradient, init_lstm
from reference.rnn import rnn_memory_gradient, rnn_sequence, rnn_step

__all__ = [
    "adam_step",
    "candidate",
    "carousel_gradient",
    "cell_state",
    "clip_gradients",
    "count_parameters",
    "forget_gate",
    "hidden_state",
    "init_lstm",
    "input_gate",
    "lstm_bidirectional",
    "lstm_sequence",
    "lstm_sequence_backward",
    "lstm_stack",
    "lstm_step",
    "lstm_step_backward",
    "output_gate",
    "rnn_memory_gradient",
    "rnn_sequence",
    "rnn_step",
    "sigmoid",
]
