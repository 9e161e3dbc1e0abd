"""How well graded questions measure: marks of many learners enter; figures on each question leave.

Public face: `attempt_of`, `analyse` and `print_figures`.
"""

from quizzes.analysis.figures import QuizFigures, analyse, attempt_of
from quizzes.analysis.printing import print_figures

__all__ = ["QuizFigures", "analyse", "attempt_of", "print_figures"]
