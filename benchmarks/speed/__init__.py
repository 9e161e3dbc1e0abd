"""What is measured, and the table that comes of it: parts of `benchmarks/reference.py`."""
