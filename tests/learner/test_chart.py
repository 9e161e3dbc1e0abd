"""Labels of a chart stand at their own lines."""

from __future__ import annotations

import re
from itertools import pairwise

from autograder.learner.chart import label_heights
from lstm_lab.adding import BASELINE, Curve, Setting
from lstm_lab.experiment import chart


def test_labels_keep_the_order_of_their_lines_and_some_distance() -> None:
    for ends in ([100.0, 95.0, 98.0], [100.0, 100.0], [10.0, 200.0], [240.0, 239.0, 238.0]):
        heights = label_heights(ends)
        order = sorted(range(len(ends)), key=lambda index: ends[index])
        placed = [heights[index] for index in order]
        assert all(below - above >= 16 for above, below in pairwise(placed))
        assert max(placed) <= 240
    assert label_heights([10.0, 200.0]) == [10.0, 200.0]


def test_labels_of_lines_that_end_close_together_stand_around_them() -> None:
    assert label_heights([100.0, 102.0]) == [93.0, 109.0]
    assert label_heights([100.0, 102.0, 110.0]) == [88.0, 104.0, 120.0]


def test_the_plain_networks_label_is_above_the_baselines_where_its_line_is() -> None:
    """A plain network that is a little worse than the constant answer."""
    lstm, rnn = Curve("your LSTM"), Curve("your plain RNN")
    for _ in range(200):
        lstm.add(0.001)
        rnn.add(BASELINE + 0.005)
    svg = chart(lstm, rnn, Setting(updates=200))
    height = {
        words: float(y)
        for y, words in re.findall(r'<text x="[\d.]+" y="([\d.]+)"[^>]*>([^<]*)</text>', svg)
    }
    assert height["your plain RNN"] < height["always 1"] < height["your LSTM"]
    assert "mean squared error" in svg


def test_no_label_stands_in_the_chart_while_the_lines_grow() -> None:
    """Where the plain network's line is the baseline's, and both networks stop early."""
    lstm, rnn = Curve("your LSTM"), Curve("your plain RNN")
    for _ in range(200):
        lstm.add(0.001)
        rnn.add(BASELINE)
    svg = chart(lstm, rnn, Setting(updates=1000))
    labels = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*font-weight="600">', svg)
    border = max(float(x) for x in re.findall(r'<line [^>]*x2="([\d.]+)" y1="(?=28)', svg))
    assert len(labels) == 3
    assert all(float(x) > border for x, _ in labels)
    assert svg.count('stroke-dasharray="1 5"') == 2, "dots lead from both lines to their labels"
