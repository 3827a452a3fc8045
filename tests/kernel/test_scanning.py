"""Readings: right under every keyboard layout, refused precisely, never misread."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.codes.codes import Code, Kind, check_digits
from kernel.codes.scanning import LIMIT, Reason, ScanRefused, fold, names_one, normalise_alias, read
from tests.keyboards import LAYOUTS, typed

CODE = "10400000012382"
kinds = st.sampled_from([Kind.CARRIER, Kind.PERSON, Kind.PLACE, Kind.ACT])
codes = st.builds(Code, kinds, st.integers(0, 99), st.integers(1, 999_999_999))


@pytest.mark.slow
@settings(max_examples=20 * settings().max_examples, deadline=None)
@given(codes)
def test_no_code_is_misread_under_any_layout_with_caps_lock_or_without(code: Code) -> None:
    for layout in LAYOUTS:
        for caps in (False, True):
            assert read(typed(code.text, layout, caps=caps)).codes == (code,)


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (CODE, "digits"),
        ('"қңққққққ"әіүә', "kz"),
        ('"ҚҢҚҚҚҚҚҚ"ӘІҮӘ', "kz"),
        ('"óńóóóóóó"áíúá', "kz-latin"),
        ("]C010400000012382", "digits"),
        ("ъС0" + CODE, "digits"),
        ("１０４００００００１２３８２", "digits"),
        ("١٠٤٠٠٠٠٠٠١٢٣٨٢", "unicode"),
        ("1 04 000000123 82", "digits"),
        ("104-000000123-82", "digits"),
        ("104\u200b000000\u00a012382\r\n", "digits"),
    ],
)
def test_what_scanners_and_people_send_is_read(text: str, layout: str) -> None:
    found = read(text)
    assert [code.text for code in found.codes] == [CODE]
    assert found.layout == layout


def test_glued_scans_are_read_one_by_one_in_order() -> None:
    found = read("104000000123822040000000072710400000012479").codes
    assert [(code.kind, code.site, code.serial) for code in found] == [
        (Kind.CARRIER, 4, 123),
        (Kind.PERSON, 4, 7),
        (Kind.CARRIER, 4, 124),
    ]


@pytest.mark.parametrize(
    ("text", "reason", "data"),
    [
        ("", Reason.EMPTY, {}),
        (" \t\r\n", Reason.EMPTY, {}),
        ("9" * (LIMIT + 1), Reason.TOO_LONG, {"got": LIMIT + 1, "need": LIMIT}),
        ("https://example.kz/12", Reason.FOREIGN, {}),
        ("1040000012382", Reason.SHORT, {"got": 13, "need": 14, "block": 1, "blocks": 1}),
        (CODE + "\n10400", Reason.SHORT, {"got": 5, "need": 14, "block": 2, "blocks": 2}),
        ("104000010400000012382", Reason.LENGTH, {"got": 21, "need": 28, "block": 2, "blocks": 2}),
        ("10400100012382", Reason.CHECK, {"got": 14, "need": 14, "block": 1, "blocks": 1}),
        ("14000000012382", Reason.CHECK, {"got": 14, "need": 14, "block": 1, "blocks": 1}),
        (CODE + "10400000012383", Reason.CHECK, {"got": 14, "need": 14, "block": 2, "blocks": 2}),
        ("500000000001" + check_digits("500000000001"), Reason.KIND, {"got": 14, "need": 14, "block": 1, "blocks": 1}),
    ],
)
def test_a_refusal_names_its_reason_and_how_much_was_read(text: str, reason: Reason, data: dict[str, int]) -> None:
    with pytest.raises(ScanRefused) as refused:
        read(text)
    assert (refused.value.reason, refused.value.data) == (reason, data)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_and_nothing_else_happens(text: str) -> None:
    try:
        codes = "".join(code.text for code in read(text).codes)
    except ScanRefused:
        codes = ""
    assert codes in ("", fold(text).replace("\n", ""))


@given(codes, st.sampled_from(sorted(LAYOUTS)), st.integers(0, 13), st.characters(categories=["L", "N", "P"]))
@settings(deadline=None)
def test_a_damaged_scan_is_never_another_code(code: Code, layout: str, place: int, char: str) -> None:
    text = typed(code.text, layout)
    try:
        found = read(text[:place] + char + text[place + 1 :]).codes
    except ScanRefused:
        return
    assert found == (code,)


def test_a_pass_is_named_by_itself_alone() -> None:
    assert names_one(typed(CODE, "kazakh"), CODE)
    assert not names_one(CODE + CODE, CODE)
    assert not names_one(None, CODE)


@given(st.text(max_size=40))
def test_a_foreign_number_is_compared_the_same_way_twice(text: str) -> None:
    once = normalise_alias(text)
    assert normalise_alias(once) == once


def test_a_foreign_number_forgets_spaces_and_letter_case() -> None:
    assert normalise_alias(" Инв № 12 Қ ") == normalise_alias("инв №12қ")
