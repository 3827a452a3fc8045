"""The watchful client sees a word that nobody translated, and nothing else."""

import html5lib
import pytest

from tests.latin import latin_words


def found(body: str, language: str = "ru") -> list[str]:
    page = f'<!doctype html><html lang="{language}"><title>Носители</title><body>{body}</body></html>'
    return latin_words(html5lib.HTMLParser(namespaceHTMLElements=False).parse(page))


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(
    "body",
    [
        "<p>Return by</p>",
        "<p><b>Вернуть</b> by 25.11.2026</p>",
        '<p translate="no">48c</p> overdue',
        '<button aria-label="Filter">Отбор</button>',
        '<td data-label="Number">7</td>'.join(("<table><tr>", "</tr></table>")),
        '<input type="submit" value="Find">',
        "<option>203 dpi</option>".join(("<select>", "</select>")),
    ],
)
def test_a_word_in_english_is_seen(body: str, language: str) -> None:
    assert len(found(body, language)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<p>Выгрузить в Excel, лист A4</p>",
        '<p translate="no">login <b>clerk</b></p>',
        "<p>Пришло: <code>abc</code>, <kbd>Ctrl + Enter</kbd></p>",
        '<button lang="en">Eng</button>',
        "<script src='a.js'>const a = 1</script><!-- a remark -->",
        '<p class="soft" id="main">Номер {seq}{suffix}</p>',
    ],
)
def test_what_is_data_or_allowed_is_let_pass(body: str) -> None:
    assert found(body) == []


def test_an_english_page_is_not_looked_at() -> None:
    assert found("<p>Return by</p>", "en") == []
