"""Workbooks: real dates, text that is never a formula, facts about the rows."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from kernel.workbook import Column, Cover, Value, write

COVER = Cover("Носители", "Об этом списке", "Секретно", [("Сделано", datetime(2026, 11, 23, 4, 15, tzinfo=UTC))])
HOSTILE = ["=1+1", "+7 701", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "x\x00y"]


def made(rows: list[tuple[Value, ...]], **more: Any) -> Any:
    return load_workbook(BytesIO(write(COVER, [Column("A", 10), Column("B", 20)], rows, **more).content))


def test_dates_are_dates_and_moments_stand_in_the_rooms_time() -> None:
    sheet = made([(date(2026, 3, 8), datetime(2026, 11, 23, 4, 15, tzinfo=UTC))]).worksheets[0]
    assert sheet["A2"].value == datetime(2026, 3, 8)  # noqa: DTZ001 - Excel knows no zones
    assert sheet["A2"].number_format == "dd.mm.yyyy"
    assert sheet["B2"].value == datetime(2026, 11, 23, 9, 15)  # noqa: DTZ001 - Excel knows no zones
    assert sheet["B2"].number_format == "dd.mm.yyyy hh:mm"


def test_text_is_never_a_formula() -> None:
    sheet = made([(text, 1) for text in HOSTILE]).worksheets[0]
    for row, text in enumerate(HOSTILE, 2):
        cell = sheet.cell(row, 1)
        assert cell.data_type == "s", text
        assert cell.value.lstrip().replace("\ufffd", "\x00") == text.lstrip()


def test_the_second_sheet_tells_where_the_rows_come_from() -> None:
    book = made([(1, 2), (3, 4)])
    assert book.sheetnames == ["Носители", "Об этом списке"]
    assert [cell.value for cell in book.worksheets[1][1]] == ["Сделано", datetime(2026, 11, 23, 9, 15)]  # noqa: DTZ001 - Excel knows no zones
    sheet = book.worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert sheet.oddHeader.right.text == "Секретно"


def test_long_work_is_heard_of() -> None:
    heard: list[int] = []
    written = write(COVER, [Column("A", 5)], ((number,) for number in range(1200)), heard.append)
    assert (heard, written.rows) == ([500, 500], 1200)
