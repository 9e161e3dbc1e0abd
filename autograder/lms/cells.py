"""CSV files in which single cells are replaced and every other byte stays as it is."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

DELIMITERS = ",;\t"
"""Canvas writes semicolons for people whose numbers have a decimal comma; spreadsheets write tabs
as well."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEWLINE = re.compile(r"\r\n|\n|\r")


class UnreadableCsv(ValueError):
    """A file is not the CSV file that was expected. Says what was seen and what to try."""


@dataclass(frozen=True)
class Cell:
    """What a cell holds, and where it stands in the text, its quotes included."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """The cells of a row, and the line that it begins on, counted from 1."""

    line: int
    cells: tuple[Cell, ...]

    def value(self, column: int) -> str:
        """What stands in a column, without spaces around it; empty where the row is too short."""
        return self.cells[column].value.strip() if column < len(self.cells) else ""


@dataclass(frozen=True)
class CsvFile:
    """A CSV file: its rows, and what is needed to write it again byte for byte.

    ``bom`` are the bytes before the text, ``delimiter`` stands between two cells.
    """

    text: str
    rows: tuple[Row, ...]
    delimiter: str
    encoding: str
    bom: bytes

    @property
    def header(self) -> list[str]:
        """The headings of the columns, without spaces around them."""
        return [cell.value.strip() for cell in self.rows[0].cells]

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows below the headings that hold anything."""
        return tuple(row for row in self.rows[1:] if any(cell.value.strip() for cell in row.cells))

    def with_values(self, values: Mapping[Cell, str]) -> bytes:
        """The file with some cells replaced.

        Parameters
        ----------
        values
            What these cells hold from now on. A cell that has quotes keeps them.
        """
        parts, at = [], 0
        for cell in sorted(values, key=lambda cell: cell.start):
            parts += [self.text[at : cell.start], self._written(values[cell], cell)]
            at = cell.end
        return self.bom + "".join([*parts, self.text[at:]]).encode(self.encoding)

    def _written(self, value: str, cell: Cell) -> str:
        quoted = self.text[cell.start : cell.start + 1] == '"'
        if quoted or any(character in value for character in f'{self.delimiter}"\r\n'):
            return '"' + value.replace('"', '""') + '"'
        return value


def read_csv(data: bytes, name: str) -> CsvFile:
    """Read the bytes of a CSV file.

    Parameters
    ----------
    data
        The file's content, in UTF-8, or in UTF-16 with a byte-order mark.
    name
        What messages call the file.

    Raises
    ------
    UnreadableCsv
        When it is no text in these encodings, holds no row, or is not well-formed.
    """
    bom, encoding = next((known for known in _BOMS if data.startswith(known[0])), (b"", "utf-8"))
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableCsv(
            f"{name} is a zip archive or an Excel workbook, not a CSV file. Export it as CSV."
        )
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableCsv(
            f"{name} is not text in {encoding.upper()} (byte {len(bom) + error.start} cannot be"
            " read). Export it again, and do not save it with a spreadsheet in between, or save it"
            " as “CSV UTF-8”."
        ) from error
    if not text.strip():
        raise UnreadableCsv(f"{name} is empty. Export it again.")
    first = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(DELIMITERS, key=first.count)
    rows = tuple(_rows(text, delimiter, name))
    _confirm(rows, text, delimiter, name)
    return CsvFile(text, rows, delimiter, encoding, bom)


def _rows(text: str, delimiter: str, name: str) -> Iterator[Row]:
    """The rows of a text, with the place of every cell."""
    pattern = re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(delimiter)}\r\n]*')
    at, line, start, cells = 0, 1, 1, []
    while at < len(text):
        found = pattern.match(text, at)
        assert found is not None  # the second alternative matches the empty text
        raw = found[0]
        value = raw[1:-1].replace('""', '"') if raw[:1] == '"' and len(raw) > 1 else raw
        cells.append(Cell(value, at, found.end()))
        line += len(_NEWLINE.findall(raw))
        at = found.end()
        if newline := _NEWLINE.match(text, at):
            yield Row(start, tuple(cells))
            at, line, cells = newline.end(), line + 1, []
            start = line
        elif text[at : at + 1] == delimiter:
            at += 1
            if at == len(text):
                cells.append(Cell("", at, at))
        elif at < len(text):
            raise UnreadableCsv(
                f"line {line} of {name} has text after a closing quotation mark, which CSV does not"
                " allow. Export the file again."
            )
    if cells:
        yield Row(start, tuple(cells))


def _confirm(rows: tuple[Row, ...], text: str, delimiter: str, name: str) -> None:
    """Raise `UnreadableCsv` unless Python's own reader sees the same cells in the text."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in rows:
            seen = [cell.value for cell in row.cells]
            if next(reader) not in (seen, [] if seen == [""] else seen):
                raise UnreadableCsv(
                    f"line {row.line} of {name} can be read in two ways, because of its quotation"
                    " marks. Export the file again."
                )
    except (csv.Error, StopIteration) as error:
        raise UnreadableCsv(
            f"line {reader.line_num} of {name} is not well-formed CSV ({error or 'it ends early'})."
            " Export the file again."
        ) from error
