"""What runs beside a learner's code. It imports the standard library and NumPy only.

This package is started as a program of its own (`zygote.main`, or `once.main` where forks are not
safe). The trusted side never imports it. It holds no secret: inputs come in, raw results go out,
and another process decides what is right.
"""
