"""Labels as PDF in whole printer dots: bars by python-barcode and qrcode as encoders, paper by fpdf2."""

import math
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import barcode
import qrcode
from fpdf import FPDF

from carriers.labels.rules import (
    A4,
    BAR_MODULES,
    BAR_QUIET,
    FORMS,
    QR_MODULES,
    QR_QUIET,
    SHEET_COLUMNS,
    SHEET_PLACES,
    Form,
    Label,
    Template,
    bar_modules,
    dots,
    module_dots,
    qr_modules,
)
from kernel import clock
from kernel.codes.codes import Code

FONTS = Path(__file__).parent.parent.parent / "static" / "fonts"
PLAIN, BOLD, MONO = "plain", "bold", "mono"
FILES = {
    PLAIN: "DejaVuSansCondensed.ttf",
    BOLD: "DejaVuSansCondensed-Bold.ttf",
    MONO: "DejaVuSansMono-Bold.ttf",
}
ELLIPSIS = "…"
MARGIN_MM = 1.5
LEADING = 1.22
POINTS = 72
BAR_HEIGHT_MM = 9.0
HAIR = 0.1  # dots: blocks stop this short of their edges, so that no renderer starts the next dot


@cache
def bars(code: str) -> str:
    """The modules of Code 128 in set C: 112 for 14 digits. ValueError where the encoder would drop a digit."""
    found = str(barcode.get("code128", code).build()[0])
    if len(found) != bar_modules(len(code)):
        raise ValueError("Code 128 in set C has 11 modules for two digits, and 35 more")
    return found


@cache
def matrix(code: str) -> tuple[tuple[bool, ...], ...]:
    """The 21 × 21 modules of QR version 1 with error level H, which holds 17 digits; 25 × 25 for more."""
    version = 1 if qr_modules(len(code)) == QR_MODULES else 2
    found = qrcode.QRCode(version=version, error_correction=qrcode.ERROR_CORRECT_H, border=0)
    found.add_data(code)
    found.make(fit=False)
    return tuple(tuple(row) for row in found.get_matrix())


class Paper(FPDF):
    """A page measured in printer dots. PDF keeps hundredths of a point, so the page is cut down to them and each block
    is drawn a hair inside its dots: a renderer that widens to whole dots then hits exactly those."""

    def __init__(self, dpi: int) -> None:
        super().__init__(unit="pt")
        self.dpi = dpi
        self.scale = POINTS / dpi
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        for name, file in FILES.items():
            self.add_font(name, fname=FONTS / file)
        self.set_creation_date(clock.now())
        self.set_producer("Tizilim")

    def sheet(self, width_mm: float, height_mm: float) -> None:
        """A new page of whole dots."""
        self.add_page(format=(self._points(width_mm), self._points(height_mm)))

    def _points(self, millimetres: float) -> float:
        return _down(dots(millimetres, self.dpi) * self.scale)

    def block(self, x: int, y: int, width: int, height: int) -> None:
        left, top = (_up((place + HAIR) * self.scale) for place in (x, y))
        right, bottom = (_down((place - HAIR) * self.scale) for place in (x + width, y + height))
        self.rect(left, top, right - left, bottom - top, style="F")

    def frame(self, x: int, y: int, width: int, height: int) -> None:
        """A thin line to cut along."""
        self.rect(x * self.scale, y * self.scale, width * self.scale, height * self.scale)

    def say(self, x: int, y: int, width: int, text: str, *, font: str, points: float) -> int:
        """One line in a box of this width, cut with an ellipsis where it is longer; returns the y below it."""
        self.set_font(font, size=points)
        height = self._leading(points)
        self.set_xy(x * self.scale, y * self.scale)
        self.cell(width * self.scale, height * self.scale, self.cut(text, width))
        return y + height

    def length(self, text: str, *, font: str, points: float) -> int:
        """Dots that the text takes in one line."""
        self.set_font(font, size=points)
        return round(self.get_string_width(text) / self.scale)

    def cut(self, text: str, width: int) -> str:
        """The text, or as much of it as fits with an ellipsis."""
        room = width * self.scale
        if self.get_string_width(text) <= room:
            return text
        while text and self.get_string_width(text + ELLIPSIS) > room:
            text = text[:-1]
        return text.rstrip() + ELLIPSIS

    def tell(self, x: int, y: int, width: int, bottom: int, text: str, *, points: float) -> int:
        """Words over as many lines as fit above `bottom`; the last one is cut."""
        self.set_font(PLAIN, size=points)
        height, words = self._leading(points), text.split()
        while words and y + height <= bottom:
            is_last = y + 2 * height > bottom
            line = " ".join(words) if is_last else self._line(words, width)
            words = [] if is_last else words[len(line.split()) :]
            y = self.say(x, y, width, line, font=PLAIN, points=points)
        return y

    def _line(self, words: Sequence[str], width: int) -> str:
        line = words[0]
        for word in words[1:]:
            if self.get_string_width(f"{line} {word}") > width * self.scale:
                break
            line = f"{line} {word}"
        return line

    def _leading(self, points: float) -> int:
        return round(points * LEADING * self.dpi / POINTS)

    def bar_code(self, code: str, x: int, y: int, height: int, module: int) -> None:
        """Code 128 whose first bar begins at x; the caller keeps the quiet zones."""
        place = x
        for bit, run in groupby(bars(code)):
            width = len(list(run)) * module
            if bit == "1":
                self.block(place, y, width, height)
            place += width

    def square_code(self, code: str, x: int, y: int, module: int) -> None:
        """QR whose first module stands at x, y; the caller keeps the quiet zones."""
        for row, modules in enumerate(matrix(code)):
            place = x
            for is_dark, run in groupby(modules):
                width = len(list(run)) * module
                if is_dark:
                    self.block(place, y + row * module, width, module)
                place += width

    def bytes_of(self) -> bytes:
        return bytes(self.output())


def _up(points: float) -> float:
    return math.ceil(points * 100 - 1e-6) / 100


def _down(points: float) -> float:
    return math.floor(points * 100 + 1e-6) / 100


def draw(labels: Sequence[Label], template: Template, dpi: int, *, start: int = 1) -> bytes:
    """The labels as one PDF: a page each, or A4 sheets of 24 beginning at place `start`."""
    paper, form = Paper(dpi), FORMS[template]
    if template is not Template.SHEET:
        for label in labels:
            paper.sheet(form.width, form.height)
            place(paper, label, template, 0, 0)
        return paper.bytes_of()
    width, height = dots(form.width, dpi), dots(form.height, dpi)
    top = dots((A4[1] - form.height * SHEET_PLACES / SHEET_COLUMNS) / 2, dpi)
    for number, label in enumerate(labels, start - 1):
        if number % SHEET_PLACES == 0 or number == start - 1:
            paper.sheet(*A4)
        row, column = divmod(number % SHEET_PLACES, SHEET_COLUMNS)
        place(paper, label, template, column * width, top + row * height)
    return paper.bytes_of()


def place(paper: Paper, label: Label, template: Template, x: int, y: int) -> None:
    """Draw one label with its upper left corner at x, y dots."""
    form = FORMS[template]
    if template is Template.FLASH:
        _flash(paper, label, form, x, y)
    elif template is Template.STRIP:
        _strip(paper, label, form, x, y)
    else:
        _full(paper, label, form, x, y)


def _flash(paper: Paper, label: Label, form: Form, x: int, y: int) -> None:
    """A QR and the digits in three lines: nothing else has room on 20 × 12 mm."""
    module = module_dots(form.qr_mm or 0, paper.dpi)
    size = (QR_MODULES + 2 * QR_QUIET) * module
    height = dots(form.height, paper.dpi)
    paper.square_code(label.code, x + QR_QUIET * module, y + (height - QR_MODULES * module) // 2, module)
    groups = Code.parse(label.code).grouped.split()
    room = dots(form.width, paper.dpi) - size
    below = y + dots(MARGIN_MM, paper.dpi)
    for text in (f"{groups[0]} {groups[1]}", groups[2][:5], groups[2][5:], groups[3]):
        below = paper.say(x + size, below, room, text, font=MONO, points=form.text_pt)


def _strip(paper: Paper, label: Label, form: Form, x: int, y: int) -> None:
    """Bars, then the digits and the heading on one line."""
    module = module_dots(form.bar_mm or 0, paper.dpi)
    width, margin = dots(form.width, paper.dpi), dots(0.8, paper.dpi)
    bar_width = BAR_MODULES * module
    left = x + (width - bar_width) // 2
    height = dots(7.2, paper.dpi)
    paper.bar_code(label.code, left, y + margin, height, module)
    below = y + margin + height + margin // 2
    digits = Code.parse(label.code).grouped
    end = paper.say(x + margin * 2, below, width - margin * 4, digits, font=MONO, points=form.text_pt)
    shown = f"{label.heading}  {label.mark}".strip()
    used = paper.length(digits, font=MONO, points=form.text_pt) + margin * 4
    if end and shown:
        paper.say(x + used, below, width - used - margin, shown, font=BOLD, points=form.text_pt)


def _full(paper: Paper, label: Label, form: Form, x: int, y: int) -> None:
    """Heading with its mark, words, then bars with digits on the left and the QR on the right."""
    margin, width = dots(MARGIN_MM, paper.dpi), dots(form.width, paper.dpi)
    bar, square = module_dots(form.bar_mm or 0, paper.dpi), module_dots(form.qr_mm or 0, paper.dpi)
    bottom = y + dots(form.height, paper.dpi) - margin
    digits = Code.parse(label.code).grouped
    longest = paper.length(digits, font=MONO, points=form.text_pt)
    modules = bar_modules(len(label.coded))
    points = min(form.text_pt, form.text_pt * modules * bar / longest)
    digits_height = round(points * LEADING * paper.dpi / POINTS)
    square_size = qr_modules(len(label.coded)) * square
    tall = max(square_size, dots(BAR_HEIGHT_MM, paper.dpi) + digits_height)
    paper.square_code(label.coded, x + width - margin - QR_QUIET * square - square_size, bottom - square_size, square)
    left = x + max(margin, BAR_QUIET * bar)
    paper.bar_code(label.coded, left, bottom - tall, tall - digits_height, bar)
    paper.say(left, bottom - digits_height, modules * bar + 2, digits, font=MONO, points=points)
    words_end = bottom - tall - dots(MARGIN_MM, paper.dpi)
    _words(paper, label, form, (x + margin, y + margin), (width - 2 * margin, words_end))


def _words(paper: Paper, label: Label, form: Form, corner: tuple[int, int], room: tuple[int, int]) -> None:
    (x, y), (width, bottom) = corner, room
    points = form.text_pt * 1.35
    mark_width = paper.length(label.mark, font=BOLD, points=points) if label.mark else 0
    gap = dots(MARGIN_MM, paper.dpi) if mark_width else 0
    below = paper.say(x, y, width - mark_width - gap, label.heading, font=BOLD, points=points)
    if label.mark:
        paper.say(x + width - mark_width, y, mark_width + 1, label.mark, font=BOLD, points=points)
    for line in label.lines:
        if line:
            below = paper.tell(x, below, width, bottom, line, points=form.text_pt)
