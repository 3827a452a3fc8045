"""Papers as PDF by fpdf2: the frame of every sheet, running text in two columns, tables, signature lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

from fpdf import FPDF, FontFace
from fpdf.enums import MethodReturnValue

from kernel import clock
from kernel.codes.codes import Code
from kernel.papers.paper import Approval, Hands, Line, Pair, Paper, PerSheet, Print, Table, Text, Tongue

FONTS = Path(__file__).parent.parent.parent / "static" / "fonts"
PLAIN = "plain"
LEFT, RIGHT, TOP, FOOT, GAP = 20.0, 12.0, 24.0, 34.0, 6.0  # millimetres
SIZE, SMALL, LEADING = 10.0, 7.0, 1.25
QR_MM = 18.0
MILLIMETRES = 25.4 / 72
AFTER = 2.0
SIGNED = Pair("ПИН-кодпен расталды", "подтверждено ПИН-кодом")
HEADS = (Pair("лауазымы", "должность"), Pair("қолы", "подпись"), Pair("аты-жөні", "инициалы, фамилия"))
DAY = Pair("күні", "дата")
APPROVED = Pair("БЕКІТЕМІН", "УТВЕРЖДАЮ")
JOURNAL = Pair("Оқиғалар журналы", "Журнал событий")
ENTRY, ROOT = Pair("жазба", "запись"), Pair("түбірі", "корень")
SHEET, PRINTED = Pair("парақ", "лист"), Pair("Басып шығару №", "Распечатка №")
PRINTED_BY = Pair("басып шығарған", "кем напечатано")
ITEM = Pair("Тізбе тармағы", "Пункт перечня")
BLANK_DAY = Pair("«___» ____________ 20___ ж.", "«___» ____________ 20___ г.")
GREY = 205


class Sheets(FPDF):
    """The sheets of one printing; every one carries marking, foot, QR and, where the paper is none yet, a word."""

    def __init__(self, paper: Paper, done: Print) -> None:
        super().__init__(format="A4", orientation="landscape" if paper.is_wide else "portrait")
        self.paper, self.done = paper, done
        self.set_margins(LEFT, TOP, RIGHT)
        self.set_auto_page_break(auto=True, margin=FOOT)
        self.c_margin = 0
        self.add_font(PLAIN, fname=FONTS / "DejaVuSansCondensed.ttf")
        self.add_font(PLAIN, style="B", fname=FONTS / "DejaVuSansCondensed-Bold.ttf")
        self.set_creation_date(done.at)
        self.set_producer("Tizilim")
        self.set_font(PLAIN, size=SIZE)

    @property
    def height_of_line(self) -> float:
        return float(self.font_size_pt) * MILLIMETRES * LEADING

    def header(self) -> None:
        done = self.done
        lines = [done.marking.once(done.tongue)]
        if self.page == 1:
            lines += [f"№ {done.copy_no} дана / Экз. № {done.copy_no}" if done.copy_no else ""]
            lines += [f"{ITEM.once(done.tongue)}: {done.list_item}" if done.list_item else ""]
        if self.paper.across:
            self._across(self.paper.across.once())
        self.set_xy(self.l_margin, 9)
        for number, line in enumerate(one for one in lines if one):
            self.set_font(PLAIN, style="" if number else "B", size=SIZE)
            self.cell(self.epw, self.height_of_line, line, align="R", new_x="LMARGIN", new_y="NEXT")
        self.set_font(PLAIN, size=SIZE)
        self.set_xy(self.l_margin, TOP)

    def _across(self, word: str) -> None:
        self.set_text_color(GREY)
        self.set_font(PLAIN, style="B", size=34)
        middle = self.h / 2
        with self.rotation(40, self.w / 2, middle):
            self.set_xy(0, middle)
            self.cell(self.w, 14, word, align="C")
        self.set_text_color(0)

    def footer(self) -> None:
        done, top = self.done, self.h - FOOT + 6
        self._square(self.w - RIGHT - QR_MM, top)
        self.set_font(PLAIN, size=SMALL)
        anchor = f"{JOURNAL.once()}: {done.origin}, {ENTRY.once()}: {done.size}, {ROOT.once()}: {done.root[:16]}"
        printed = f"{PRINTED.once()} {done.number}, {clock.local(done.at):%d.%m.%Y %H:%M}"
        lines = [anchor, f"{printed}; {PRINTED_BY.once()}: {done.by}"]
        for number, line in enumerate(lines):
            self.set_xy(self.l_margin, top + 4 + number * 8)
            self.multi_cell(self.epw - QR_MM - 8, 3.4, line, align="L")
        self.set_xy(self.l_margin, top + 20)
        self.cell(self.epw, 4, f"{SHEET.once()} {self.page} / {{nb}}", align="C")
        self.set_font(PLAIN, size=SIZE)

    def _square(self, left: float, top: float) -> None:
        rows = self.done.qr
        if not rows:
            return
        module = (QR_MM - 2) / len(rows)
        self.set_fill_color(0)
        for down, row in enumerate(rows):
            for across, is_dark in enumerate(row):
                if is_dark:
                    self.rect(left + 1 + across * module, top + down * module, module, module, style="F")
        self.set_font(PLAIN, size=SMALL)
        self.set_xy(left - 10, top + QR_MM - 1.5)
        self.cell(QR_MM + 10, 3, Code.parse(self.done.code).grouped, align="R")

    def room_for(self, height: float) -> None:
        """Turns to the next sheet where this height would fall into the foot."""
        if self.get_y() + height > self.page_break_trigger:
            self.add_page()

    def lines_of(self, text: str, width: float) -> list[str]:
        found: Any = self.multi_cell(width, text=text, dry_run=True, output=MethodReturnValue.LINES, align="L")
        return [str(one) for one in found]

    def pair(self, pair: Pair, *, align: str = "L", style: str = "", size: float = SIZE) -> None:
        """Kazakh left and Russian right, line beside line, so that both begin at one height; or one language alone."""
        self.set_font(PLAIN, style=style, size=size)
        if self.done.tongue is Tongue.BOTH:
            texts: Sequence[str] = (pair.kk, pair.ru)
            width = (self.epw - GAP) / 2
        else:
            texts, width = (pair.once(self.done.tongue),), self.epw
        columns = [self.lines_of(text, width) if text else [] for text in texts]
        for number in range(max(map(len, columns))):
            self.room_for(self.height_of_line)
            top = self.get_y()
            for place, lines in enumerate(columns):
                if number < len(lines):
                    self.set_xy(self.l_margin + place * (width + GAP), top)
                    self.cell(width, self.height_of_line, lines[number], align=align)
            self.set_xy(self.l_margin, top + self.height_of_line)
        self.set_font(PLAIN, size=SIZE)
        self.set_y(self.get_y() + AFTER)

    def one(self, text: str, *, align: str = "L", style: str = "", size: float = SIZE) -> None:
        """A line or more across the sheet, printed once."""
        self.set_font(PLAIN, style=style, size=size)
        self.room_for(self.height_of_line)
        self.multi_cell(self.epw, self.height_of_line, text, align=align, new_x="LMARGIN", new_y="NEXT")
        self.set_font(PLAIN, size=SIZE)


def draw(paper: Paper, done: Print) -> tuple[bytes, int]:
    """The PDF of one printing, and how many sheets it has."""
    sheets = Sheets(paper, done)
    sheets.add_page()
    _head(sheets, paper, done)
    for block in paper.blocks:
        match block:
            case Text():
                align, style = "C" if block.is_title else "L", "B" if block.is_head or block.is_title else ""
                for line in zip(block.pair.kk.split("\n"), block.pair.ru.split("\n"), strict=True):
                    sheets.pair(Pair(*line), align=align, style=style)
            case Table():
                _table(sheets, block)
            case Hands():
                _hands(sheets, block.lines)
    return bytes(sheets.output()), sheets.page


def _head(sheets: Sheets, paper: Paper, done: Print) -> None:
    sheets.pair(done.body, style="B")
    for pair in (paper.to,):
        if pair:
            sheets.pair(pair)
    if paper.approval:
        _approval(sheets, paper.approval, done.tongue)
    sheets.set_y(sheets.get_y() + AFTER)
    sheets.pair(paper.title, align="C", style="B")
    sheets.one(f"№ {paper.number} · {paper.day.once(done.tongue)}", align="C")
    sheets.set_y(sheets.get_y() + 2 * AFTER)


def _approval(sheets: Sheets, approval: Approval, tongue: Tongue) -> None:
    left = sheets.l_margin + sheets.epw / 2
    day = BLANK_DAY.once(tongue)
    signed = [f"{SIGNED.once(tongue)}: {_moment(approval.approved_at)}"] if approval.approved_at else [day]
    lines = [APPROVED.once(tongue), approval.post.once(tongue), f"______________ {approval.name}", *signed]
    for number, line in enumerate(lines):
        sheets.set_font(PLAIN, style="" if number else "B", size=SIZE)
        sheets.set_x(left)
        sheets.multi_cell(sheets.epw / 2, sheets.height_of_line, line, align="L", new_x="LMARGIN", new_y="NEXT")
    sheets.set_font(PLAIN, size=SIZE)


def _table(sheets: Sheets, block: Table) -> None:
    tongue = sheets.done.tongue
    if block.name:
        sheets.pair(block.name, style="B")
    if block.per_sheet is None:
        _grid(sheets, block, block.rows)
    else:
        _summed(sheets, block, block.per_sheet)
    if block.ends:
        sheets.one(block.ends.once(tongue), align="C", size=SIZE - 2)
    sheets.set_y(sheets.get_y() + 2 * AFTER)


Rows = Sequence[Sequence[str | Pair]]
SLACK = 1  # mm between what was measured and the end of a sheet


def _heights(sheets: Sheets, draws: Iterable[Callable[[Sheets], None]]) -> list[float]:
    """In mm what each of these takes of a sheet, drawn at its top and taken back."""
    found = []
    with sheets.offset_rendering() as trial:
        recorded = cast(Sheets, trial)
        for draw_it in draws:
            recorded.set_y(sheets.t_margin)
            draw_it(recorded)
            found.append(float(recorded.get_y()) - sheets.t_margin)
    return found


def _by_sheet(sheets: Sheets, block: Table, per_sheet: PerSheet) -> Iterator[Rows]:
    """The rows that each sheet takes with a line of what they come to; one at least."""
    ends = (partial(_grid, block=block, rows=()), lambda trial: trial.pair(per_sheet(block.rows)))
    bare = replace(block, heads=())
    each = (partial(_grid, block=bare, rows=(row,)) for row in block.rows)
    head, line, *heights = _heights(sheets, (*ends, *each))
    first = 0
    while first < len(block.rows):
        room = sheets.page_break_trigger - sheets.get_y() - head - line - SLACK
        last = first + 1
        while last < len(block.rows) and sum(heights[first : last + 1]) <= room:
            last += 1
        yield block.rows[first:last]
        first = last


def _summed(sheets: Sheets, block: Table, per_sheet: PerSheet) -> None:
    """The table sheet by sheet; where it takes several, each says what its rows come to."""
    done = 0
    for rows in _by_sheet(sheets, block, per_sheet):
        _grid(sheets, block, rows)
        done += len(rows)
        if len(rows) < len(block.rows):
            sheets.pair(per_sheet(rows))
        if done < len(block.rows):
            sheets.add_page()


def _grid(sheets: Sheets, block: Table, rows: Rows) -> None:
    tongue = sheets.done.tongue
    sheets.set_font(PLAIN, size=SIZE - 2)
    sheets.c_margin = 1
    style = FontFace(emphasis="BOLD", fill_color=240)
    with sheets.table(
        col_widths=tuple(block.widths),
        headings_style=style,
        line_height=sheets.height_of_line,
        align="LEFT",
        text_align="LEFT",
        first_row_as_headings=bool(block.heads),
    ) as table:
        if block.heads:
            head = table.row()
            for pair in block.heads:
                head.cell(pair.once(tongue).replace(" / ", "\n", 1) if tongue is Tongue.BOTH else pair.once(tongue))
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell.once(tongue) if isinstance(cell, Pair) else cell)
    sheets.c_margin = 0
    sheets.set_font(PLAIN, size=SIZE)


def _hands(sheets: Sheets, lines: Sequence[Line]) -> None:
    """A line for each hand with room above it; under it what belongs where, once, in small letters."""
    tongue = sheets.done.tongue
    shares = (0.36, 0.2, 0.26, 0.18)
    for line in lines:
        sheets.room_for(22)
        sheets.one(f"{line.role.once(tongue)}", style="B")
        sheets.set_y(sheets.get_y() + 5)
        top, left = sheets.get_y(), sheets.l_margin
        for share, text in zip(shares, (line.post.once(tongue), "", line.name, ""), strict=True):
            sheets.set_xy(left, top)
            sheets.cell(sheets.epw * share - 2, sheets.height_of_line, _cut(sheets, text, sheets.epw * share - 2))
            below = top + sheets.height_of_line
            sheets.line(left, below, left + sheets.epw * share - 2, below)
            left += sheets.epw * share
        left, below = sheets.l_margin, top + sheets.height_of_line
        sheets.set_font(PLAIN, size=SMALL)
        for share, pair in zip(shares, (*HEADS, DAY), strict=True):
            sheets.set_xy(left, below)
            sheets.cell(sheets.epw * share - 2, sheets.height_of_line, pair.once(tongue))
            left += sheets.epw * share
        sheets.set_xy(sheets.l_margin, below + sheets.height_of_line)
        if line.confirmed_at:
            sheets.one(f"{SIGNED.once(tongue)}: {_moment(line.confirmed_at)}", size=SMALL)
        sheets.set_font(PLAIN, size=SIZE)
        sheets.set_y(sheets.get_y() + AFTER)


def _cut(sheets: Sheets, text: str, width: float) -> str:
    """Two languages of a post where they fit into one line; else the words in smaller letters are cut nowhere."""
    sheets.set_font(PLAIN, size=SIZE)
    while sheets.get_string_width(text) > width and sheets.font_size_pt > SMALL - 2:
        sheets.set_font(PLAIN, size=sheets.font_size_pt - 0.5)
    return text


def _moment(at: datetime) -> str:
    return f"{clock.local(at):%d.%m.%Y %H:%M}"
