"""The browser reads scans as the server does: the same texts, the same codes, the same layouts."""

import random

from playwright.sync_api import Page

from kernel.codes.codes import Code, Kind
from kernel.codes.scanning import ScanRefused, fold, read
from tests.keyboards import LAYOUTS, typed

ASK = """async texts => {
  const scan = await import('/static/kernel/scan.js');
  return texts.map(text => {
    const folded = scan.fold(text);
    return [folded, folded !== '' && scan.valid(folded), scan.layoutOf(text)];
  });
}"""
ODD = (
    *("", " ", "]C010400000012382", "ъС010400000012382", "ұС010400000012382"),
    *("１０４００００００１２３８２", "١٠٤٠٠٠٠٠٠١٢٣٨٢"),
    *("1 04 000000123 82", "104-000000123-82", "10400000012382\n\n20400000000727"),
    *("…½²", "https://example.kz", "Ж№ә", "10400000000100", "50000000000164", "80400000000123"),
)


def corpus() -> list[str]:
    chance = random.Random(97)
    kinds = [Kind.CARRIER, Kind.PERSON, Kind.PLACE, Kind.ACT]
    texts = list(ODD)
    for _ in range(1500):
        code = Code(chance.choice(kinds), chance.randint(0, 99), chance.randint(1, 999_999_999)).text
        text = typed(code, chance.choice(list(LAYOUTS)), caps=chance.random() < 0.5)
        texts.append(text)
        place = chance.randrange(14)
        texts.append(text[:place] + chance.choice('0123456789"ә,.қýХ-]') + text[place + 1 :])
        texts.append(text[:place] + text[place + 1 :])
    return texts


def test_the_twin_agrees_with_the_server(page: Page) -> None:
    page.goto("/sign-in")
    texts = corpus()
    for text, (folded, is_valid, layout) in zip(texts, page.evaluate(ASK, texts), strict=True):
        assert folded == fold(text), text
        try:
            found = read(text)
        except ScanRefused:
            assert not is_valid, text
        else:
            assert is_valid, text
            assert layout == found.layout, text
