"""How well mistakes are named, one kind of hand-in a module; ``benchmarks/diagnosis.py`` makes the
report.
"""
