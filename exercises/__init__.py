"""The course: one folder for each unit, one file for each exercise, and `misconceptions/`."""
