"""Gates and candidate get the dc that came in, without the part through h_t."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-gates-see-next-only",
    replaces="lstm_step_backward",
    wrong=step_backward(
        df_t=lambda v: v.dc_t * v.c_prev,
        di_t=lambda v: v.dc_t * v.g_t,
        dg_t=lambda v: v.dc_t * v.i_t,
    ),
    title="forget gate, input gate and candidate get only the gradient of later steps",
    explanation=(
        "The gradient of c_t has two parts: what came from later steps, and what comes through h_t"
        " of this step. All that c_t is made of gets both; with the first alone what is shown now"
        " teaches these layers nothing."
    ),
    hint="Which of your two versions of dc goes into these three lines?",
)
