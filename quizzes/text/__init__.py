"""Texts of questions: the bank's small markup enters; HTML with MathML, or plain text, leaves.

This stage also holds what every later stage does with text: find it in nested values, replace the
``{{name}}`` in it, shorten it, and write numbers and counts as words. It imports no other stage.
"""

from quizzes.text.latex import latex_to_unicode, mathml
from quizzes.text.markup import formulas, priced, to_html, to_plain, without_code, wordy
from quizzes.text.nested import PLACEHOLDER, Place, filled, mapped, texts
from quizzes.text.words import counted, in_words, plain_number, plainer, shortened, squeeze

__all__ = [
    "PLACEHOLDER",
    "Place",
    "counted",
    "filled",
    "formulas",
    "in_words",
    "latex_to_unicode",
    "mapped",
    "mathml",
    "plain_number",
    "plainer",
    "priced",
    "shortened",
    "squeeze",
    "texts",
    "to_html",
    "to_plain",
    "without_code",
    "wordy",
]
