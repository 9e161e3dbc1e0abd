"""Submitted folders go in, whatever they hold; a notebook or file that can be read comes out.

Public face: `submitted.find_submitted` finds the file that counts, `screen.screen` says what
nbgrader must not copy, `exporter.SubmissionExporter` reads any file for nbgrader,
`python_file.python_cells` shows a ``.py`` file as a notebook, and `ungraded` has the grades of
submissions of which nothing is run.
"""
