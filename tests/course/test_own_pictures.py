"""The pictures of lessons by the learner's own functions: the same numbers, and no harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from lxml import etree

import reference
from exercises.gates._figures import SENTENCE, quotation_reader, trace
from exercises.rnn import _figures as rnn_figures
from lstm_lab import own_pictures
from lstm_lab.own_pictures import LAYERS, forgetting, gates_of, memory_left, reading

OWN: dict[str, Callable[..., Any]] = {
    name: getattr(reference, name)
    for name in ("rnn_sequence", "rnn_memory_gradient", *LAYERS.values())
}


@pytest.fixture(autouse=True)
def in_a_notebook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(own_pictures, "displays", lambda: True)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("scale", [0.7, 1.0, 1.4])
def test_it_measures_what_the_lesson_s_picture_shows(scale: float) -> None:
    np.testing.assert_allclose(memory_left(scale, OWN), rnn_figures.memory_left(scale))


def test_the_sentence_is_that_of_the_lesson() -> None:
    assert own_pictures.SENTENCE == SENTENCE
    own, ours = own_pictures.quotation_reader(), quotation_reader()
    assert own.keys() == ours.keys()
    assert all(np.array_equal(own[name], ours[name]) for name in own)
    seen = trace(SENTENCE)
    for gate, values in gates_of(SENTENCE, OWN).items():
        np.testing.assert_allclose(values, seen[gate], atol=1e-12)


@pytest.mark.parametrize("draw", [forgetting, reading])
def test_a_picture_is_well_formed_and_has_words(draw: Callable[..., Any]) -> None:
    drawn = draw(OWN)
    svg = etree.fromstring(f"<div>{drawn._repr_html_()}</div>").find("svg")
    assert svg.get("aria-label")
    assert "our" in repr(drawn)


def test_other_functions_draw_another_picture() -> None:
    wrong = OWN | {"rnn_memory_gradient": lambda hs, U: 2 * reference.rnn_memory_gradient(hs, U)}
    assert forgetting(wrong)._repr_html_() != forgetting(OWN)._repr_html_()  # type: ignore[union-attr]
    gate = OWN | {"forget_gate": lambda *_: np.array([[0.5]])}
    assert reading(gate)._repr_html_() != reading(OWN)._repr_html_()  # type: ignore[union-attr]


def test_what_is_missing_and_what_raises_is_said() -> None:
    assert "First `rnn_memory_gradient`" in repr(forgetting({"rnn_sequence": OWN["rnn_sequence"]}))
    assert "ZeroDivisionError" in repr(reading(OWN | {"candidate": lambda *_: 1 / 0}))
    bad = OWN | {"rnn_memory_gradient": lambda hs, U: np.full((1, 16, 16), np.nan)}
    assert forgetting(bad) is not None


def test_a_script_prints_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_pictures, "displays", lambda: False)
    assert forgetting(OWN) is None
    assert "in a notebook" in capsys.readouterr().out
