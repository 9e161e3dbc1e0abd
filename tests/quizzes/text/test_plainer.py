"""Typographic signs become plain ones, on the page as in Python."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from quizzes.surfaces.form import static
from quizzes.text import plainer, squeeze
from quizzes.text.words import TYPED


def test_every_sign_of_the_table_becomes_a_sign_of_the_keyboard() -> None:
    assert plainer("".join(map(chr, TYPED))).isascii()
    assert squeeze("“４ Ｈ”\u00a0− １", ignore_case=True) == '"4h"-1'


def test_the_page_reads_typed_signs_as_python_does() -> None:
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    signs = [f"a{chr(number)}b" for number in [*range(0x20, 0x3100), *range(0xFF00, 0xFFF0)]]
    source = static("page.js")
    begin = source.index("const plainer")
    own = source[begin : source.index("const squeeze")]
    script = f"{own} process.stdout.write(JSON.stringify({json.dumps(signs)}.map(plainer)));"
    done = subprocess.run(
        ["node", "-"], input=script, capture_output=True, text=True, timeout=60, check=True
    )

    assert json.loads(done.stdout) == [plainer(sign) for sign in signs]
