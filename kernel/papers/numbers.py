"""Numbers in words as papers print them: Kazakh by its own table, Russian by num2words, both in the nominative."""

from num2words import num2words

MOST = 10**9
ONES = ("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
SCALES = ((10**6, "миллион"), (10**3, "мың"))
Forms = tuple[str, str, str]  # one, two to four, five and more


def kazakh(number: int) -> str:
    """Whole numbers below 10⁹: words apart, the greatest first, «бір» before жүз and мың so that nothing can be
    written in front of them. ValueError outside."""
    _bounded(number)
    if number == 0:
        return "нөл"
    words: list[str] = []
    for scale, word in SCALES:
        if number >= scale:
            words += [*_below_thousand(number // scale), word]
            number %= scale
    return " ".join(words + _below_thousand(number))


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    found = [ONES[hundreds], "жүз"] if hundreds else []
    return found + [word for word in (TENS[rest // 10], ONES[rest % 10]) if word]


def russian(number: int) -> str:
    """Whole numbers below 10⁹ before a masculine noun. ValueError outside."""
    _bounded(number)
    return str(num2words(number, lang="ru"))


def noun(number: int, forms: Forms) -> str:
    """The Russian noun after this number: 1 лист, 2 листа, 5 листов, 11 листов."""
    if number % 100 in range(11, 15):
        return forms[2]
    last = number % 10
    return forms[0] if last == 1 else forms[1] if last in (2, 3, 4) else forms[2]


def _bounded(number: int) -> None:
    if not 0 <= number < MOST:
        raise ValueError(f"a number in words lies between 0 and {MOST - 1}")
