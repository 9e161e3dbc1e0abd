"""The truth of the tiny course: one gate of a GRU."""
