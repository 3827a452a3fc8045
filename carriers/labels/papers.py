"""Pages for the desk: command cards to cut out, and a page that shows what a scanner can read."""

from collections.abc import Sequence

from carriers.labels.drawing import BOLD, MONO, Paper
from carriers.labels.rules import A4, BAR_MODULES, BAR_QUIET, QR_MODULES, QR_QUIET, dots, module_dots
from kernel.codes.codes import Code

MARGIN_MM = 12
CARD = (86.0, 54.0)
CARDS_ACROSS, CARDS_DOWN = 2, 5
BAR_WIDTHS_MM = (0.17, 0.25, 0.34, 0.5)
QR_WIDTHS_MM = (0.25, 0.375, 0.5, 0.75)


def command_cards(cards: Sequence[tuple[str, str]], dpi: int) -> bytes:
    """Cards of (14 digits, word) on A4, framed where they are cut."""
    paper = Paper(dpi)
    width, height = dots(CARD[0], dpi), dots(CARD[1], dpi)
    left, top = dots((A4[0] - CARD[0] * CARDS_ACROSS) / 2, dpi), dots((A4[1] - CARD[1] * CARDS_DOWN) / 2, dpi)
    for number, (code, word) in enumerate(cards):
        row, column = divmod(number % (CARDS_ACROSS * CARDS_DOWN), CARDS_ACROSS)
        if number % (CARDS_ACROSS * CARDS_DOWN) == 0:
            paper.sheet(*A4)
        _card(paper, code, word, left + column * width, top + row * height)
    return paper.bytes_of()


def _card(paper: Paper, code: str, word: str, x: int, y: int) -> None:
    dpi = paper.dpi
    width, height, margin = dots(CARD[0], dpi), dots(CARD[1], dpi), dots(5, dpi)
    paper.frame(x, y, width, height)
    below = paper.say(x + margin, y + margin, width - 2 * margin, word, font=BOLD, points=22)
    bar, square = module_dots(0.34, dpi), module_dots(0.5, dpi)
    paper.bar_code(code, x + margin, below + margin, dots(14, dpi), bar)
    right = x + width - margin - QR_MODULES * square
    paper.square_code(code, right, y + height - margin - QR_MODULES * square, square)
    digits = Code.parse(code).grouped
    paper.say(x + margin, below + margin + dots(15, dpi), width // 2, digits, font=MONO, points=9)


def scanner_test(title: str, instructions: Sequence[str], code: str, dpi: int) -> bytes:
    """One page with the same code in growing modules: the smallest that is read tells what the scanner can do."""
    paper = Paper(dpi)
    paper.sheet(*A4)
    left, width = dots(MARGIN_MM, dpi), dots(A4[0] - 2 * MARGIN_MM, dpi)
    below = paper.say(left, dots(MARGIN_MM, dpi), width, title, font=BOLD, points=18)
    for line in instructions:
        below = paper.tell(left, below + dots(1, dpi), width, below + dots(20, dpi), line, points=11)
    below += dots(8, dpi)
    for millimetres in BAR_WIDTHS_MM:
        module = module_dots(millimetres, dpi)
        paper.bar_code(code, left + BAR_QUIET * module, below, dots(16, dpi), module)
        start = left + (BAR_MODULES + 2 * BAR_QUIET) * module
        said = f"Code 128 · {module * 25.4 / dpi:.2f} mm"
        paper.say(start, below, left + width - start, said, font=MONO, points=9)
        below += dots(25, dpi)
    place = left
    for millimetres in QR_WIDTHS_MM:
        module = module_dots(millimetres, dpi)
        paper.square_code(code, place + QR_QUIET * module, below, module)
        paper.say(
            place, below + dots(20, dpi), dots(40, dpi), f"QR · {module * 25.4 / dpi:.2f} mm", font=MONO, points=9
        )
        place += dots(45, dpi)
    paper.say(left, below + dots(30, dpi), width, Code.parse(code).grouped, font=MONO, points=14)
    return paper.bytes_of()
