"""What learners see: a session enters; a terminal quiz, an HTML page or a notebook widget leaves.

Public face: `terminal.run_quiz`, `page.write_page` and `widget.quiz`. Nothing is imported here, so
that a terminal quiz does not load Jupyter.
"""
