"""Days as papers write them: Kazakh months from a closed table, so that no ending is computed."""

from datetime import date

MONTHS = (  # Kazakh, Kazakh as an attribute, Russian
    ("қаңтар", "қаңтардағы", "января"),
    ("ақпан", "ақпандағы", "февраля"),
    ("наурыз", "наурыздағы", "марта"),
    ("сәуір", "сәуірдегі", "апреля"),
    ("мамыр", "мамырдағы", "мая"),
    ("маусым", "маусымдағы", "июня"),
    ("шілде", "шілдедегі", "июля"),
    ("тамыз", "тамыздағы", "августа"),
    ("қыркүйек", "қыркүйектегі", "сентября"),
    ("қазан", "қазандағы", "октября"),
    ("қараша", "қарашадағы", "ноября"),
    ("желтоқсан", "желтоқсандағы", "декабря"),
)


def full(day: date) -> tuple[str, str]:
    """The day in words, Kazakh and Russian: the date of a paper."""
    kk, _of, ru = MONTHS[day.month - 1]
    return f"{day.year} жылғы {day.day} {kk}", f"{day.day} {ru} {day.year} года"


def of(day: date) -> tuple[str, str]:
    """The day as it stands beside the number of an order: «… қарашадағы», «от … ноября …»."""
    return f"{day.year} жылғы {day.day} {MONTHS[day.month - 1][1]}", f"от {full(day)[1]}"
