from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.lms.cells import UnreadableCsv, read_csv
from tests.lms.samples import GRADEBOOK, WORKSHEET

VALUES = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8)
"""Without a carriage return, which some versions of Python's writer leave without quotes."""


@pytest.mark.parametrize("text", [GRADEBOOK, WORKSHEET])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_in_which_nothing_is_replaced_stays_byte_for_byte(text: str, encoding: str) -> None:
    data = text.removeprefix("\ufeff").encode(encoding)
    assert read_csv(data, "x").with_values({}) == data


@given(
    st.lists(st.lists(VALUES, min_size=2, max_size=4), min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_cells_are_those_that_were_written(
    rows: list[list[str]], newline: str, quoting: int
) -> None:
    rows = [["first", "second", "third"], *rows]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=newline, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    data = text.getvalue().encode()
    file = read_csv(data, "x")
    assert [[cell.value for cell in row.cells] for row in file.rows] == rows
    assert file.with_values({}) == data


@given(VALUES)
def test_a_replaced_cell_holds_the_new_value_and_no_other_changes(value: str) -> None:
    file = read_csv(b'a,b,c\n1,"2",3\n4,5,6\n', "x")
    changed = read_csv(file.with_values({file.rows[1].cells[1]: value}), "x")
    assert [[cell.value for cell in row.cells] for row in changed.rows] == [
        ["a", "b", "c"],
        ["1", value, "3"],
        ["4", "5", "6"],
    ]


def test_a_cell_keeps_its_quotes_and_gets_none() -> None:
    file = read_csv(b'a;b\n"1";2\n', "x")
    quoted, bare = file.rows[1].cells
    assert file.delimiter == ";"
    assert file.with_values({quoted: "7.5", bare: "8"}) == b'a;b\n"7.5";8\n'


def test_a_row_knows_its_line_after_cells_with_several() -> None:
    file = read_csv(b'a,b\n"1\n2",3\n4,5\n', "x")
    assert [row.line for row in file.rows] == [1, 2, 4]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"name\nZo\xeb\n", "byte 7 cannot be read"),
        (b"PK\x03\x04....", "Excel workbook"),
        (b'a,b\n"1" x,2\n', "line 2 of x has text after a closing quotation mark"),
        (b'a,b\n1,"2\n', "line 2 of x"),
    ],
)
def test_what_is_no_csv_is_refused_with_the_place(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableCsv, match=said):
        read_csv(data, "x")
