"""What comes out of the printer: the marking, who printed it, when and which part, on every sheet."""

import pypdfium2
from playwright.sync_api import Page

from kernel.database.engine import Database
from tests import factories as f
from tests.browser.conftest import Room, sign_in


def words(sheet: pypdfium2.PdfPage) -> str:
    """The text of a sheet in one line."""
    return " ".join(sheet.get_textpage().get_text_bounded().split())


def long_list(database: Database) -> str:
    with database.writing() as session:
        clerk = f.an_account(session)
        register, place = f.a_register(session), f.a_place(session)
        for _ in range(60):
            f.a_flash(session, register=register, place=place)
    return clerk.login


def test_every_sheet_bears_the_marking_and_says_who_printed_which_part(room: Room, page: Page) -> None:
    sign_in(page, long_list(room.database), "ru")
    page.goto("/carriers")
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    sheets = [words(sheet) for sheet in paper]
    assert len(sheets) >= 3
    for text in sheets:
        assert text.count("СЕКРЕТНО") == 2
        assert "Распечатано: Ахметова" in text
        assert "Часть списка из 60: строк на этой странице — 50." in text
    page.goto(page.locator(".pager a").last.get_attribute("href") or "")
    last = pypdfium2.PdfDocument(page.pdf(format="A4"))
    assert "строк на этой странице — 10." in words(last[0])


def test_a_whole_list_says_that_it_is_whole(room: Room, page: Page) -> None:
    with room.database.writing() as session:
        clerk = f.an_account(session)
        f.a_flash(session)
    sign_in(page, clerk.login, "ru")
    page.goto("/carriers")
    sheets = pypdfium2.PdfDocument(page.pdf(format="A4"))
    assert "Список полный: 1 строка." in words(sheets[0])
