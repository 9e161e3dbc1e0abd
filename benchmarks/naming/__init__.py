"""How well mistakes are named, one kind of submission a module; ``benchmarks/diagnosis.py`` makes
the report."""
