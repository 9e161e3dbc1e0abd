"""The explorer shows what the reference computes, and says it in words."""

from __future__ import annotations

import re

import numpy as np
import pytest
from lxml import etree

import reference
from autograder.learner.chart import Axis, Line, line_chart
from lstm_lab.explorer import (
    PRESETS,
    STEPS,
    Functions,
    Unit,
    explore,
    gates_html,
    own_states,
    states_html,
)


def by_the_reference(unit: Unit) -> tuple[list[float], list[float]]:
    f, i, o = (reference.sigmoid(np.array([[z]])) for z in (unit.z_f, unit.z_i, unit.z_o))
    g = np.tanh([[unit.z_g]])
    cs = [np.array([[unit.c_0]])]
    for _ in range(STEPS):
        cs.append(reference.cell_state(cs[-1], f, i, g))
    return [float(c[0, 0]) for c in cs], [float(reference.hidden_state(o, c)[0, 0]) for c in cs]


@pytest.mark.parametrize("unit", [*filter(None, PRESETS.values()), Unit(0.3, -0.4, -1.2, 0.9, -3)])
def test_the_states_are_those_of_the_reference(unit: Unit) -> None:
    for shown, right in zip(unit.states(), by_the_reference(unit), strict=True):
        np.testing.assert_allclose(shown, right, atol=1e-12)


def test_a_gate_that_never_forgets_is_no_division_by_zero() -> None:
    assert Unit(z_f=60, z_i=60, z_g=60, c_0=0).states()[0][-1] == pytest.approx(STEPS)


@pytest.mark.parametrize("unit", [*filter(None, PRESETS.values()), Unit(-8, -8, -8, -8, -4)])
def test_what_is_shown_is_well_formed(unit: Unit) -> None:
    assert etree.fromstring(f"<div>{gates_html(unit)}</div>") is not None
    root = etree.fromstring(f"<div>{states_html(unit)}</div>")
    assert "the cell state goes from" in root.find("svg").get("aria-label")


def test_moving_a_slider_changes_the_picture() -> None:
    panel = explore()
    top, states, _ = panel.children
    presets, z_f, *_ = top.children[0].children
    before = states.value
    z_f.value = 7.0
    assert states.value != before
    presets.value = "count up"
    assert f"from 0.00 to {Unit(8, 8, 3, 2, 0).states()[0][-1]:.2f}" in states.value
    assert presets.value == "count up"


def test_a_setting_can_be_chosen_again_after_the_sliders_were_moved() -> None:
    presets, z_f, *_ = explore().children[0].children[0].children
    presets.value = "count up"
    z_f.value = 0.0
    assert presets.index == 0
    presets.value = "count up"
    count_up = PRESETS["count up"]
    assert count_up is not None
    assert z_f.value == count_up.z_f


def test_a_negative_number_has_a_minus_and_no_hyphen() -> None:
    assert "−1.00" in gates_html(Unit(z_g=-8)) + states_html(Unit(c_0=-1))
    assert "-" not in etree.fromstring(f"<div>{states_html(Unit(c_0=-1))}</div>").find("svg").get(
        "aria-label"
    )


def test_labels_at_the_same_height_make_room_for_one_another() -> None:
    lines = [Line("a", [0, 1], [1, 1], "red"), Line("b", [0, 1], [1, 1], "blue")]
    chart = line_chart(lines, Axis(0, 1, label="x"), Axis(0, 2), "two lines")
    labels = etree.fromstring(chart).findall("text")[-2:]
    assert abs(float(labels[0].get("y")) - float(labels[1].get("y"))) >= 16


def cell_state(c_prev, f_t, i_t, g_t):  # type: ignore[no-untyped-def]
    return f_t * c_prev + i_t * g_t


def hidden_state(o_t, c_t):  # type: ignore[no-untyped-def]
    return o_t * np.tanh(c_t)


def test_the_learner_s_own_functions_move_the_picture() -> None:
    unit = Unit(0.3, -0.4, -1.2, 0.9, -3)
    own: Functions = {"cell_state": cell_state, "hidden_state": hidden_state}
    for shown, right in zip(own_states(unit, own), by_the_reference(unit), strict=True):
        np.testing.assert_allclose(shown, right, atol=1e-12)
    assert "Your own cell_state and hidden_state computed this." in states_html(unit, own)
    wrong = {**own, "cell_state": lambda c_prev, f_t, i_t, g_t: f_t * c_prev}
    assert states_html(unit, wrong) != states_html(unit, own)
    assert "Your own" in explore(own).children[1].value
    assert "Your own" not in explore({"cell_state": cell_state}).children[1].value


def test_functions_that_raise_or_overflow_do_no_harm() -> None:
    own = {"cell_state": lambda *_: 1 / 0, "hidden_state": hidden_state}
    assert "stopped with ZeroDivisionError" in states_html(Unit(), own)
    own = {"cell_state": lambda *_: np.array([[np.inf]]), "hidden_state": hidden_state}
    assert etree.fromstring(f"<div>{states_html(Unit(), own)}</div>") is not None


def test_a_still_picture_stands_beside_the_widgets_and_is_hidden_by_them() -> None:
    panel = explore()
    still = panel._still()["text/html"]
    assert states_html(Unit()) in still
    name = re.search(r'<div class="(gatewise-\w+)">', still)
    assert name is not None
    assert f".{name[1]}{{display:none}}" in panel.children[-1].value
    panel.children[0].children[0].children[1].value = 7.0
    assert states_html(Unit()) not in panel._still()["text/html"]
