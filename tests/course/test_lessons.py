"""Every lesson has the agreed order, valid links, equations that render and true figures."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import latex2mathml.converter
import numpy as np
import pytest
from ruamel.yaml import YAML

import reference
from autograder.course.discover import CourseUnit, load_course
from autograder.course.lint.solutions import solutions_in
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.tolerance import Tolerance
from autograder.notebooks.release.prose import prompt_markdown, unit_parts
from exercises.layers._figures import both_directions
from exercises.memory._figures import lstm_left
from exercises.rnn._figures import memory_left

ROOT = Path(__file__).resolve().parents[2]
COURSE = load_course(ROOT)
LESSONS = {
    unit.slug: (unit.folder / "lesson.md").read_text(encoding="utf-8") for unit in COURSE.units
}
each_unit = pytest.mark.parametrize("unit", COURSE.units, ids=list(LESSONS))
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
DISPLAY, INLINE = re.compile(r"\$\$(.+?)\$\$", re.DOTALL), re.compile(r"(?<![\\$])\$([^$]+?)\$")


def equations(markdown: str) -> list[tuple[str, bool]]:
    """Return every equation that JupyterLab finds, and whether it stands on its own line."""
    text = re.sub(r"`[^`\n]+`", "", FENCE.sub("", markdown))
    shown = [(body, True) for body in DISPLAY.findall(text)]
    return shown + [(body, False) for body in INLINE.findall(DISPLAY.sub(" ", text))]


ALL = [
    (source, *equation)
    for unit in COURSE.units
    for source, markdown in [
        (f"{unit.slug}/lesson.md", LESSONS[unit.slug]),
        *((exercise.slug, exercise.prompt) for exercise in unit.exercises),
    ]
    for equation in equations(markdown)
]


@each_unit
def test_a_picture_comes_first_and_every_exercise_has_its_place(unit: CourseUnit) -> None:
    lesson = LESSONS[unit.slug]
    assert lesson.startswith("# ")
    order = re.findall(r"^(?:!\[|<!-- (?:exercise|quiz|run)|## )", lesson, re.MULTILINE)
    assert order[0] == "![", "the picture comes first"
    assert re.findall(r"<!-- exercise: (\w+) -->", lesson) == [
        exercise.slug for exercise in unit.exercises
    ]
    assert lesson.rindex("<!-- quiz:") > lesson.rindex("<!-- exercise:"), (
        "the unit ends with questions"
    )
    assert "## Sources" in lesson


@each_unit
def test_no_line_continues_with_what_a_notebook_takes_for_a_list(unit: CourseUnit) -> None:
    # JupyterLab makes a list of "… IJCNN" and "2000." on the next line
    lines = LESSONS[unit.slug].splitlines()
    broken = [
        line
        for before, line in itertools.pairwise(lines)
        if re.match(r"\s+(\d+[.)]|[-+*])(\s|$)", line) and before.strip()
    ]
    assert broken == []


@each_unit
def test_quiz_topics_are_in_the_practice_bank(unit: CourseUnit) -> None:
    bank = {
        YAML(typ="safe").load(path)["topic"]
        for path in (ROOT / "quizzes/bank/practice").glob("*.yaml")
    }
    topics = re.findall(r"<!-- quiz: ([\w-]+) -->", LESSONS[unit.slug])
    assert topics
    assert set(topics) <= bank


@each_unit
def test_links_lead_somewhere_and_pictures_have_words(unit: CourseUnit) -> None:
    lesson = LESSONS[unit.slug]
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", lesson)
    assert {unit.folder / path for _, path in pictures} == set(
        (unit.folder / "figures").glob("*")
    ), "all are used"
    assert all(len(words) > 50 for words, _ in pictures)
    for words, link in re.findall(r"(?<!!)\[([^\]]*)\]\(([^)]+)\)", lesson):
        assert words.strip()
        assert re.fullmatch(
            r"https://(doi\.org/10\.\d{4,}/\S+|arxiv\.org/abs/\d{4}\.\d{4,5}|proceedings\.mlr\.press/v\d+/\S+\.html)",
            link,
        ), link


@each_unit
def test_cells_of_ours_run_nothing_but_the_learners_tools(unit: CourseUnit) -> None:
    for code in re.findall(r"```python\n(.*?)```", LESSONS[unit.slug], re.DOTALL):
        compile(code, unit.slug, "exec")
        assert re.match(r"from lstm_lab.\w+ import (\w+)\n+\1\((globals\(\))?\)\n$", code)
    assert LESSONS[unit.slug].count("<!-- run -->") == LESSONS[unit.slug].count("```python")


@pytest.mark.parametrize("source", dict.fromkeys(source for source, *_ in ALL))
def test_equations_become_mathml(source: str) -> None:
    for name, latex, display in ALL:
        if name == source:
            mathml = latex2mathml.converter.convert(latex, display="block" if display else "inline")
            assert "\\" not in re.sub(r"<annotation.*?</annotation>", "", mathml), (
                f"not understood: {latex}"
            )


def katex() -> Path | None:
    """Find the folder of KaTeX: in $GATEWISE_NODE_MODULES, or where npm installs globally."""
    if shutil.which("node") is None:
        return None
    places = [os.environ.get("GATEWISE_NODE_MODULES", "")]
    if shutil.which("npm"):
        places.append(
            subprocess.run(
                ["npm", "root", "-g"], capture_output=True, text=True, check=False
            ).stdout.strip()
        )
    return next(
        (Path(place) for place in places if place and (Path(place) / "katex").is_dir()), None
    )


def test_every_equation_renders_in_katex() -> None:
    """KaTeX in its strict mode raises an error for everything that it does not know."""
    modules = katex()
    if modules is None:
        pytest.skip(
            "no KaTeX: run `npm install katex` in a folder and name its node_modules in"
            " GATEWISE_NODE_MODULES"
        )
    script = (
        "const katex = require('katex'); const all ="
        " JSON.parse(require('fs').readFileSync(0));const bad = []; for (const [source, latex,"
        " display] of all) { try { katex.renderToString(latex,{displayMode: display, throwOnError:"
        " true, strict: 'error'}) } catch (error) {bad.push(source + ': ' + error.message) } }"
        " console.log(JSON.stringify(bad))"
    )
    done = subprocess.run(
        ["node", "-e", script],
        input=json.dumps(ALL),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"NODE_PATH": str(modules)},
    )
    assert json.loads(done.stdout) == []


def test_an_equation_within_a_sentence_stays_on_one_line() -> None:
    """VS Code and GitHub parse Markdown first: a line that begins with ``+`` becomes a list."""
    assert [
        (source, latex) for source, latex, display in ALL if not display and "\n" in latex
    ] == []


def test_some_lessons_have_cells_of_ours_and_each_names_its_sources() -> None:
    assert sum(lesson.count("<!-- run -->") for lesson in LESSONS.values()) >= 2
    for unit in COURSE.units:
        assert re.search(r"(?<!!)\[[^\]]+\]\(https://", LESSONS[unit.slug]), unit.slug


def test_every_unit_has_equations() -> None:
    assert {source.split("/")[0] for source, *_ in ALL} >= {unit.slug for unit in COURSE.units}
    assert len(ALL) > 150


@each_unit
def test_prompts_keep_their_equations_on_the_way_to_a_notebook(unit: CourseUnit) -> None:
    for exercise in unit.exercises:
        key = ExerciseKey(
            slug=exercise.slug,
            points=1.0,
            criteria=(),
            tolerance=Tolerance(),
            prompt=exercise.prompt,
            stub=exercise.stub_source,
            hints=(),
            builds_on=(),
            returns=(),
            cases=(),
            signatures=(),
        )
        wanted = [latex for latex, display in equations(exercise.prompt) if display]
        assert wanted
        assert [latex for latex, display in equations(prompt_markdown(key)) if display] == wanted


def test_a_cell_of_ours_is_no_prose(tmp_path: Path) -> None:
    parts = unit_parts(
        AnswerKey("u", "U", (), ()), "words\n\n<!-- run -->\n```python\nx = 1\n```\n\nmore"
    )
    assert [(part.kind, part.text) for part in parts] == [
        ("prose", "words"),
        ("run", "x = 1"),
        ("prose", "more"),
    ]


def test_the_learners_tools_and_lessons_hold_no_line_of_a_solution(tmp_path: Path) -> None:
    """Explorer and experiment are installed on learners' machines, so their source is readable."""
    assert solutions_in(COURSE, ROOT / "autograder" / "learner") == []
    assert solutions_in(COURSE, ROOT / "lstm_lab") == []
    for unit, lesson in LESSONS.items():
        (tmp_path / f"{unit}.md").write_text(lesson, encoding="utf-8")
    assert solutions_in(COURSE, tmp_path) == []
    (tmp_path / "solution.md").write_text("try return f_t * c_prev + i_t * g_t", encoding="utf-8")
    assert solutions_in(COURSE, tmp_path)


# --- what the lessons say about their pictures ---------------------------------------------


def test_a_plain_network_keeps_six_millionths() -> None:
    assert memory_left(1.0)[-1] == pytest.approx(6e-6, rel=0.08)
    assert memory_left(0.7)[-1] < memory_left(1.0)[-1] < memory_left(1.4)[-1] < 1
    assert max(memory_left(1.4)) == pytest.approx(3.6, rel=0.02), "it first grows"


def test_both_directions_are_drawn_in_the_order_of_the_result() -> None:
    """The exercise returns the units that read forward first, then those that read backward."""
    words = re.findall(r'class="fill-(\w)"[^>]*><tspan[^>]*>([→←h])', both_directions().svg())
    colours = {sign: colour for colour, sign in words if sign != "h"}
    assert [colour for colour, sign in words if sign == "h"][:2] == [colours["→"], colours["←"]]


def test_the_whole_derivative_is_thousands_of_times_its_direct_path() -> None:
    direct, total = lstm_left(1.0)
    assert 2e3 < total[-1] / direct[-1] < 1e4
    direct, total = lstm_left(3.0)
    assert direct[-1] < direct[0]
    assert total[-1] == pytest.approx(17, rel=0.1)


def test_an_open_bias_keeps_two_thousand_times_as_much() -> None:
    closed, opened = (float(reference.sigmoid(np.array(bias))) ** 20 for bias in (0.0, 1.0))
    assert closed == pytest.approx(1e-6, rel=0.1)
    assert opened / closed == pytest.approx(2000, rel=0.05)


def test_without_its_correction_adam_begins_three_times_too_long() -> None:
    assert 0.1 / np.sqrt(0.001) == pytest.approx(3, rel=0.1)
