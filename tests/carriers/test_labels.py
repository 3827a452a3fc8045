"""Labels: every template at every resolution is read by a decoder, as a scanner would see the printed dots."""

from collections import Counter
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from carriers.labels import drawing, operations, papers
from carriers.labels.models import LabelPrint
from carriers.labels.rules import DPIS, FORMS, SHEET_PLACES, Label, LabelGuard, Reason, Template, dots
from kernel.account import CONSOLE
from kernel.codes.codes import COMMAND_CODES, Kind, make_code
from kernel.database.engine import Database
from kernel.journal import entries as journal
from kernel.objections import Refused
from tests import factories as f
from tests.client import Client

CODES = [make_code(Kind.CARRIER, 4, 123).text, make_code(Kind.PERSON, 99, 999_999_999).text]
LONG = "Құпиялылық режимін тексеру қорытындысы бойынша өте ұзын атау, екінші және үшінші бөлімдері"
BITONAL = {0, 255}


def label(code: str) -> Label:
    return Label(code, "58сс", "■■ СС", (LONG, "экз. 2, листов: 6"))


def printed(content: bytes, dpi: int) -> list[Any]:
    """Each page in the dots of the printer, as grey pictures."""
    return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(content)]


def read(picture: Any) -> Counter[tuple[str, str]]:
    return Counter((str(one.format), one.text) for one in zxingcpp.read_barcodes(picture))


@pytest.mark.slow  # pictures of 600 dots an inch
@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("template", list(Template))
def test_every_symbol_of_every_label_is_read(template: Template, dpi: int) -> None:
    form = FORMS[template]
    symbols = [name for name, width in (("Code128", form.bar_mm), ("QRCode", form.qr_mm)) if width]
    for code in CODES:
        page = printed(drawing.draw([label(code)], template, dpi), dpi)[0]
        found = {(kind.replace(" ", "").replace("-", ""), text) for kind, text in read(page)}
        assert {(symbol.lower(), code) for symbol in symbols} <= {(kind.lower(), text) for kind, text in found}


@pytest.mark.parametrize("dpi", DPIS)
def test_bars_are_whole_dots(dpi: int) -> None:
    """Along a row through the bars, each run of black is a whole number of modules and nothing is grey."""
    page = printed(drawing.draw([Label(CODES[0])], Template.STRIP, dpi), dpi)[0]
    row = [page.getpixel((x, dots(3, dpi))) for x in range(page.width)]
    assert set(row) == BITONAL
    runs = "".join("1" if value == 0 else "0" for value in row).strip("0")
    module = len(runs) / len(drawing.bars(CODES[0]).strip("0"))
    assert module == int(module) >= 2
    assert runs == "".join(bit * int(module) for bit in drawing.bars(CODES[0]).strip("0"))


def test_a_sheet_begins_where_the_last_one_ended_and_goes_on() -> None:
    labels = [Label(make_code(Kind.CARRIER, 4, serial).text) for serial in range(1, 28)]
    first, second = printed(drawing.draw(labels, Template.SHEET, 300, start=SHEET_PLACES - 2), 300)
    half = (0, 0, first.width, first.height * 7 // 8)
    assert not read(first.crop(half))
    assert {text for _kind, text in read(first)} == {one.code for one in labels[:3]}
    assert {text for _kind, text in read(second)} == {one.code for one in labels[3:]}


def test_every_command_card_is_read() -> None:
    cards = [(code.text, "Растау · Подтвердить") for code in COMMAND_CODES.values()]
    found = [pair for page in printed(papers.command_cards(cards, 300), 300) for pair in read(page)]
    assert Counter(text for _kind, text in found) == Counter({code: 2 for code, _word in cards})


@pytest.mark.slow  # as above
def test_the_scanner_page_reads_at_every_width() -> None:
    page = printed(papers.scanner_test("Сканерді тексеру", ["Бір", "екі"], CODES[0], 600), 600)[0]
    assert {text for _kind, text in read(page)} == {CODES[0]}
    assert sum(read(page).values()) == len(papers.BAR_WIDTHS_MM) + len(papers.QR_WIDTHS_MM)


def test_a_second_print_needs_its_reason_and_each_is_kept(database: Database) -> None:
    with database.writing() as session:
        flash = f.a_flash(session)
        one = [Label(flash.code)]
        operations.print_labels(session, one, Template.FLASH, dpi=300, by=CONSOLE)
        with pytest.raises(Refused) as refused:
            operations.print_labels(session, one, Template.FLASH, dpi=300, by=CONSOLE)
        assert [found.guard for found in refused.value.objections] == [LabelGuard.REASON]
        operations.print_labels(session, one, Template.FLASH, dpi=300, reason=Reason.DAMAGED, by=CONSOLE)
    with database.reading() as session:
        assert [row.reason for row in session.query(LabelPrint).order_by(LabelPrint.id)] == ["first", "damaged"]
        assert session.query(journal.Entry).filter_by(op="print_labels").count() == 2


def test_unless_a_place_is_named_a_sheet_begins_at_its_first(database: Database) -> None:
    with database.writing() as session:
        one = [Label(f.a_flash(session).code)]
        sheets = [
            operations.print_labels(session, one, Template.SHEET, dpi=300, reason=reason, by=CONSOLE, **start)
            for reason, start in ((Reason.FIRST, {}), (Reason.DAMAGED, {"start": 1}), (Reason.DAMAGED, {"start": 2}))
        ]
    first, again, second = (printed(sheet, 72)[0].tobytes() for sheet in sheets)
    assert first == again != second


@pytest.mark.parametrize(
    ("start", "dpi", "guard"), [(0, 300, LabelGuard.START), (25, 300, LabelGuard.START), (1, 301, LabelGuard.DPI)]
)
def test_a_place_beyond_the_sheet_and_an_unknown_printer_are_refused(
    database: Database, start: int, dpi: int, guard: LabelGuard
) -> None:
    with database.writing() as session, pytest.raises(Refused) as refused:
        operations.print_labels(session, [Label(CODES[0])], Template.SHEET, dpi=dpi, start=start, by=CONSOLE)
    assert [found.guard for found in refused.value.objections] == [guard]


def test_labels_ahead_asked_for_twice_are_the_same_paper(database: Database, client: Client) -> None:
    with database.writing() as session:
        login = f.an_account(session).login
    client.sit(login)
    client.get("/labels")
    fields = {name: client.hidden(name) for name in ("csrf_token", "act_key")}
    fields |= {"template": "sheet", "dpi": "300", "start": "1", "count": "3"}
    papers_given = [client.http.post("/labels/ahead", data=fields).get_data() for _ in range(2)]
    first, again = [set(read(printed(content, 300)[0])) for content in papers_given]
    assert first == again
    with database.reading() as session:
        assert {text for _kind, text in first} == {row.code for row in session.query(LabelPrint)}
        assert session.query(LabelPrint).count() == 3
