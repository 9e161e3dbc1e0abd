"""Unit *variants*: relatives of the LSTM, and what each of them saves or adds."""

from autograder import Unit

UNIT = Unit(
    title="Relatives of the LSTM",
    order=70,
    summary="Peepholes, coupled gates, the GRU, and what each of them costs.",
)
