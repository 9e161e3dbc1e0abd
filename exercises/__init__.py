"""The course: one folder a unit, one file an exercise, and `misconceptions/`."""
