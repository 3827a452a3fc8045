"""Papers: numbers and days in words, and where the frame puts what on the sheet."""

import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel import clock
from kernel.codes.codes import Kind, make_code
from kernel.papers import days, numbers
from kernel.papers.drawing import draw
from kernel.papers.paper import Approval, Hands, Line, Pair, Paper, Print, Table, Text, Tongue

SHEETS = ("лист", "листа", "листов")
IN_WORDS = [
    (0, "нөл", "ноль листов"),
    (1, "бір", "один лист"),
    (2, "екі", "два листа"),
    (11, "он бір", "одиннадцать листов"),
    (21, "жиырма бір", "двадцать один лист"),
    (40, "қырық", "сорок листов"),
    (112, "бір жүз он екі", "сто двенадцать листов"),
    (1001, "бір мың бір", "одна тысяча один лист"),
    (2342, "екі мың үш жүз қырық екі", "две тысячи триста сорок два листа"),
    (21_000, "жиырма бір мың", "двадцать одна тысяча листов"),
    (1_000_000, "бір миллион", "один миллион листов"),
]
CODE = make_code(Kind.ACT, 1, 12).text
LEFT, RIGHT = "Комиссия құрылды", "Создана комиссия"
PAPER = Paper(
    title=Pair("АКТ қазақша", "АКТ по-русски"),
    number="40",
    day=Pair(*days.full(date(2026, 11, 25))),
    code=CODE,
    rank=1,
    blocks=(
        Text(Pair(" ".join([LEFT] * 30), " ".join([RIGHT] * 10))),
        Table(
            (Pair("№ р/с", "№ п/п"), Pair("парақ", "листов")),
            [(str(n), "40") for n in range(1, 150)],
            (1, 4),
            ends=Pair("Тізбенің соңы", "Конец перечня"),
        ),
        Hands((Line(Pair("Төраға:", "Председатель:"), Pair("бастық", "начальник"), "Сейтқали А.", clock.now()),)),
    ),
    approval=Approval(Pair("Басшы", "Руководитель"), "Ахметов К.", None),
    across=Pair("ЖОБА", "ПРОЕКТ"),
)
PRINT = Print(
    number="17",
    code=CODE,
    at=clock.now(),
    by="Дәулетова А.",
    origin="tizilim/01",
    size=1234,
    root="ab" * 32,
    body=Pair("«Демо» органы", "Орган «Демо»"),
    marking=Pair("Құпия", "Секретно"),
    copy_no="1",
    qr=((True, False), (False, True)),
)


def sheets(paper: Paper, done: Print) -> list[tuple[str, pypdfium2.PdfTextPage]]:
    """The text of every sheet, and the sheet to ask for places."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(draw(paper, done)[0])]
    return [(page.get_text_bounded(), page) for page in pages]


def box(page: pypdfium2.PdfTextPage, text: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in points of the first letter of this text."""
    index, _count = page.search(text).get_next()
    found = page.get_charbox(index)
    return found[0], found[1], found[2], found[3]


@pytest.mark.parametrize(("number", "kk", "ru"), IN_WORDS)
def test_numbers_are_said_as_the_table_of_papers_says_them(number: int, kk: str, ru: str) -> None:
    assert numbers.kazakh(number) == kk
    assert f"{numbers.russian(number)} {numbers.noun(number, SHEETS)}" == ru


def test_a_number_that_no_paper_holds_is_refused() -> None:
    for number in (-1, 10**9):
        for say in (numbers.kazakh, numbers.russian):
            with pytest.raises(ValueError, match="between 0 and 999999999"):
                say(number)


def heard(text: str) -> int:
    """The number that Kazakh words say, read in another way than they are made."""
    ones = {word: number for number, word in enumerate(numbers.ONES) if word}
    tens = {word: 10 * number for number, word in enumerate(numbers.TENS) if word}
    whole = part = 0
    for word in text.split():
        if word in ("мың", "миллион"):
            whole, part = whole + part * (1000 if word == "мың" else 10**6), 0
        else:
            part = part * 100 if word == "жүз" else part + ones.get(word, tens.get(word, 0))
    return whole + part


@given(st.integers(0, 10**9 - 1))
def test_kazakh_words_are_heard_as_the_number_that_was_said(number: int) -> None:
    assert heard(numbers.kazakh(number)) == number


def test_days_in_words() -> None:
    assert days.full(date(2026, 11, 25)) == ("2026 жылғы 25 қараша", "25 ноября 2026 года")
    assert days.of(date(2026, 7, 1)) == ("2026 жылғы 1 шілдедегі", "от 1 июля 2026 года")


def test_every_sheet_carries_marking_number_anchor_and_code() -> None:
    pages = sheets(PAPER, PRINT)
    assert len(pages) > 2
    for number, (text, _page) in enumerate(pages, start=1):
        assert "Құпия / Секретно" in text
        assert "tizilim/01" in text
        assert "abababababababab" in text
        assert "Дәулетова А." in text
        assert f"парақ / лист {number} / {len(pages)}" in text
        assert "ЖОБА / ПРОЕКТ" in text
        assert CODE in re.sub(r"\s", "", text)
    assert "Экз. № 1" in pages[0][0]
    assert "Экз. № 1" not in pages[1][0]
    assert "Тізбенің соңы / Конец перечня" in pages[-1][0]
    assert all("№ р/с" in text for text, _page in pages[:2])


def test_both_languages_begin_at_one_height_in_letters_of_one_size() -> None:
    _text, page = sheets(PAPER, PRINT)[0]
    for kk, ru in ((LEFT, RIGHT), ("АКТ қазақша", "АКТ по-русски")):
        left, right = box(page, kk), box(page, ru)
        assert left[1] == pytest.approx(right[1], abs=0.5)
        assert left[3] - left[1] == pytest.approx(right[3] - right[1], abs=1.0)
        assert left[0] < right[0]


def test_a_language_alone_prints_nothing_of_the_other() -> None:
    for tongue, here, gone in ((Tongue.KK, LEFT, RIGHT), (Tongue.RU, RIGHT, LEFT)):
        text = "".join(one for one, _page in sheets(PAPER, replace(PRINT, tongue=tongue)))
        assert here in text
        assert gone not in text


def test_a_signed_line_says_so_beside_the_place_of_the_hand() -> None:
    text = sheets(PAPER, PRINT)[-1][0]
    assert "ПИН-кодпен расталды / подтверждено ПИН-кодом" in text
    assert "қолы / подпись" in text
