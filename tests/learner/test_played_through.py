"""A learner plays through all units, wrong first and then right, by watch and in the notebook.

Both files get full marks on the instructor's side.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from autograder.data.answer_key import AnswerKey
from autograder.grade import grade
from autograder.learner.checker import Checker
from autograder.learner.file import check_file
from autograder.learner.watch import View, Watch
from autograder.learner.work import unit_folders
from autograder.notebooks.release.build import build_unit
from autograder.sandbox import Sandbox
from autograder.submission.read import read_submission
from tests.conftest import ROOT, UnitKey
from tests.course.solved import bare_source, solution

SLIPS = {
    "rnn_step": (" + b)", ")"),
    "rnn_sequence": ("hs.append(h_t)", "hs.insert(0, h_t)"),
    "rnn_memory_gradient": ("(1 - h_t ** 2)", "(1 - h_t)"),
    "sigmoid": ("np.minimum(z, 0)", "z"),
    "forget_gate": ("sigmoid(", "np.tanh("),
    "input_gate": ("U_i.T", "U_i"),
    "candidate": ("np.tanh(", "sigmoid("),
    "output_gate": (" + b_o", ""),
    "cell_state": ("f_t * c_prev", "(1 - f_t) * c_prev"),
    "hidden_state": ("np.tanh(c_t)", "c_t"),
    "lstm_step": ("return (h_t, c_t)", "return (c_t, h_t)"),
    "lstm_sequence": ("h_t, c_t = lstm_step(x_t, h_t, c_t", "h_t, _ = lstm_step(x_t, h_t, c_t"),
    "lstm_stack": ("lstm_sequence(hs,", "lstm_sequence(X,"),
    "lstm_bidirectional": ("hs_backward[::-1]]", "hs_backward]"),
    "count_parameters": ("4 * (hidden_size * input_size", "3 * (hidden_size * input_size"),
    "lstm_step_backward": ("df_t = dc_t * c_prev", "df_t = dc_t * c_prev * f_t"),
    "lstm_sequence_backward": ("dh_t = dhs[t] + dh_t", "dh_t = dhs[t]"),
    "clip_gradients": ("grad * scale", "grad / norm"),
    "carousel_gradient": ("np.prod(", "np.sum("),
    "init_lstm": ("1.0 if gate == 'f' else 0.0", "0.0"),
    "adam_step": ("m / (1 - beta1 ** t)", "m"),
}

ANY_SLIP = ("return ", "return 2 * ")
"""What is wrong in an exercise that is not listed, so that a new one needs no entry."""


def wrong(slug: str, present: list[str]) -> str:
    right, slip = SLIPS.get(slug, ANY_SLIP)
    source = bare_source(slug)
    assert right in source, slug
    return solution(slug, present).replace(source, source.replace(right, slip, 1))


class Desk:
    """A kit's unit, and what the learner has in both of its files."""

    def __init__(self, folder: Path, key: AnswerKey) -> None:
        self.key, self.folder = key, folder / key.unit
        self.folder.mkdir()
        self.slugs = [exercise.slug for exercise in key.exercises]
        self._built = build_unit(key, ROOT / "exercises" / key.unit)
        self.python = self.folder / f"{key.unit}.py"
        self.notebook = self.folder / f"{key.unit}.ipynb"
        self._written: dict[str, str] = {}
        key.public().save(self.folder / f"{key.unit}.public.key")
        self.save()

    def write(self, slug: str, source: str) -> None:
        self._written[slug] = source
        self.save()

    def save(self) -> None:
        text = self._built.python
        for exercise in self.key.exercises:
            text = text.replace(
                exercise.stub.strip(), self._written.get(exercise.slug, exercise.stub.strip())
            )
        self.python.write_text(text, encoding="utf-8")

    def save_notebook(self, source: Callable[[str], str]) -> None:
        for cell in self._built.notebook.cells:
            if cell.id in self.slugs:
                cell.source = source(cell.id)
        nbformat.write(self._built.notebook, self.notebook)


def saved(watch: Watch, path: Path) -> View:
    view = watch.saved(path)
    assert view is not None
    return view


def play(desk: Desk, checker: Checker, sandbox: Sandbox) -> None:
    watch = Watch(unit_folders(desk.folder), checker)
    view = watch.begin()
    for slug in desk.slugs:
        assert view.exercise is not None
        assert view.exercise.slug == slug
        desk.write(slug, wrong(slug, desk.slugs))
        view = saved(watch, desk.python)
        assert view.exercise is not None
        assert view.exercise.slug == slug, "a wrong function does not go on"
        assert view.grade is not None
        assert view.grade.status in ("wrong", "raised")
        assert view.grade.explanation.headline
        assert view.grade.next_step
        desk.write(slug, solution(slug, desk.slugs))
        view = saved(watch, desk.python)
        assert view.news == (slug,)
    assert view.finished

    desk.save_notebook(lambda slug: wrong(slug, desk.slugs))
    (first,) = check_file(desk.notebook)
    assert not any(exercise.status == "passed" for exercise in first.exercises)
    desk.save_notebook(lambda slug: solution(slug, desk.slugs))
    (then,) = check_file(desk.notebook)
    assert all(exercise.status == "passed" for exercise in then.exercises)

    for path in (desk.python, desk.notebook):
        (submission,) = read_submission(path, {desk.key.unit: desk.key})
        marked = grade(submission, desk.key, sandbox)
        assert marked.score == marked.max_score == 10, path.name
        assert not marked.notes


def test_one_unit_is_played_through(unit_key: UnitKey, tmp_path: Path) -> None:
    with Checker() as checker, Sandbox(workers=1, allow_unsafe=True) as sandbox:
        play(Desk(tmp_path, unit_key("rnn")), checker, sandbox)


@pytest.mark.slow
def test_all_units_are_played_through(keys: dict[str, AnswerKey], tmp_path: Path) -> None:
    played = []
    with Checker() as checker, Sandbox(workers=1, allow_unsafe=True) as sandbox:
        for key in keys.values():
            play(Desk(tmp_path, key), checker, sandbox)
            played += [exercise.slug for exercise in key.exercises]
    assert set(SLIPS) <= set(played)
