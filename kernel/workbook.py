"""Lists as Excel workbooks: real dates, text that is never a formula, a sheet that says where the rows come from."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kernel import clock

Value = str | int | date | datetime | None
DATE_FORMAT = "dd.mm.yyyy"
MOMENT_FORMAT = "dd.mm.yyyy hh:mm"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
STEP = 500


@dataclass(frozen=True)
class Column:
    """A column by its title and its width in characters."""

    title: str
    width: int


@dataclass(frozen=True)
class Cover:
    """What stands around the rows: the title, the marking of the paper, and the facts of the second sheet."""

    title: str
    facts_title: str
    marking: str
    facts: Sequence[tuple[str, Value]]


@dataclass(frozen=True)
class Written:
    """A finished workbook: its bytes, the number of rows, SHA-256 of the bytes as hex."""

    content: bytes
    rows: int
    sha256: str


def write(
    cover: Cover, columns: Sequence[Column], rows: Iterable[Sequence[Value]], tick: Callable[[int], None] | None = None
) -> Written:
    """Write one list; rows are streamed, so that a long one needs little memory. `tick` hears of every 500 rows."""
    book = Workbook(write_only=True)
    book.properties.creator = "Tizilim"
    sheet = book.create_sheet(cover.title[:31])
    _furnish(sheet, cover, columns)
    sheet.append([_head(sheet, column.title) for column in columns])
    count = 0
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
        count += 1
        if tick and count % STEP == 0:
            tick(STEP)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    facts = book.create_sheet(cover.facts_title[:31])
    _widen(facts, (34, 70))
    for name, value in cover.facts:
        facts.append([_head(facts, name), cell(facts, value)])
    out = BytesIO()
    book.save(out)
    content = out.getvalue()
    return Written(content, count, hashlib.sha256(content).hexdigest())


def _furnish(sheet: Any, cover: Cover, columns: Sequence[Column]) -> None:
    """Untyped, because the stubs do not know what a write-only sheet shares with others."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if cover.marking:
        sheet.oddHeader.right.text = cover.marking
    sheet.oddFooter.left.text = cover.title
    sheet.oddFooter.right.text = "&P / &N"
    _widen(sheet, [column.width for column in columns])


def _widen(sheet: Any, widths: Sequence[int]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _head(sheet: WriteOnlyWorksheet, title: str) -> Cell:
    found = cell(sheet, title)
    made = found if isinstance(found, Cell) else WriteOnlyCell(sheet, title)
    made.font = Font(bold=True)
    made.alignment = Alignment(wrap_text=True, vertical="top")
    return made


def cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell | str | int | None:
    """The value as the sheet takes it: moments by the room's clock, formula signs as plain text."""
    if isinstance(value, datetime):
        made = WriteOnlyCell(sheet, clock.local(value).replace(tzinfo=None, second=0, microsecond=0))
        made.number_format = MOMENT_FORMAT
        return made
    if isinstance(value, date):
        made = WriteOnlyCell(sheet)
        made.value = value
        made.number_format = DATE_FORMAT
        return made
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
    if not text.startswith(FORMULA_SIGNS):
        return text
    made = WriteOnlyCell(sheet, text)
    made.data_type = "s"
    made.quotePrefix = True
    return made
