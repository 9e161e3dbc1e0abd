"""What runs beside a learner's code: the standard library and NumPy only, nothing else of ours.

This package is started as a program of its own (`zygote.main`, or `once.main` where forks are not
safe) and never imported by the trusted side. It holds no secret: inputs come in, raw results go
out, and what is right is decided elsewhere.
"""
