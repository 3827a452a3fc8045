"""Labels: when one may be printed, and that every code on it fits its paper and can be read by a scanner."""

from dataclasses import astuple

import pytest

from carriers.labels.rules import (
    A4,
    BAR_MODULES,
    BAR_QUIET,
    DPIS,
    FORMS,
    OFFERED_AGAIN,
    QR_MODULES,
    QR_QUIET,
    SHEET_COLUMNS,
    SHEET_PLACES,
    SHEET_ROWS,
    Form,
    LabelGuard,
    Reason,
    Template,
    dots,
    module_dots,
    objections_to_print,
)
from kernel.objections import Objection

SIZES = {  # width and height, a module of the bars and of the square in millimetres, the text in points
    Template.FOLDER: (58, 40, 0.25, 0.375, 8.5),
    Template.SMALL: (50, 30, 0.25, 0.375, 7),
    Template.STRIP: (43, 12, 0.25, None, 6),
    Template.FLASH: (20, 12, None, 0.375, 5.5),
    Template.SHEET: (70, 37, 0.25, 0.375, 8),
    Template.PASS: (85.6, 53.98, 0.25, 0.5, 10),
    Template.PLACE: (100, 50, 0.5, 0.75, 12),
}
START = [Objection(LabelGuard.START, {"most": 24})]
DPI = [Objection(LabelGuard.DPI, {"known": "203, 300, 600"})]


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("was_printed", [False, True])
def test_a_label_printed_again_says_why(reason: Reason, *, was_printed: bool) -> None:
    refused = [Objection(LabelGuard.REASON)] if was_printed and reason is Reason.FIRST else []
    assert objections_to_print(was_printed=was_printed, reason=reason, start=1, dpi=203) == refused


@pytest.mark.parametrize(("start", "refused"), [(0, START), (1, []), (24, []), (25, START)])
def test_a_sheet_begins_at_one_of_its_places(start: int, refused: list[Objection]) -> None:
    assert objections_to_print(was_printed=False, reason=Reason.FIRST, start=start, dpi=203) == refused


@pytest.mark.parametrize(
    ("dpi", "refused"), [(203, []), (300, []), (600, []), (202, DPI), (204, DPI), (0, DPI), (1200, DPI)]
)
def test_a_printer_has_a_known_number_of_dots(dpi: int, refused: list[Objection]) -> None:
    assert objections_to_print(was_printed=False, reason=Reason.FIRST, start=1, dpi=dpi) == refused


def test_bars_stand_in_a_quiet_zone_of_ten_modules() -> None:
    """ISO/IEC 15417, 4.6: Code 128 is read only where ten modules before and behind it are light."""
    assert BAR_QUIET == 10


def test_every_fault_of_a_print_is_told_at_once() -> None:
    found = objections_to_print(was_printed=True, reason=Reason.FIRST, start=0, dpi=1)
    assert [one.guard for one in found] == [LabelGuard.REASON, LabelGuard.START, LabelGuard.DPI]


def test_the_first_time_and_the_console_are_not_offered_as_reasons_for_the_second() -> None:
    assert set(OFFERED_AGAIN) == set(Reason) - {Reason.FIRST, Reason.CONSOLE}


@pytest.mark.parametrize(
    ("millimetres", "dpi", "whole"), [(25.4, 203, 203), (0.25, 203, 2), (0.375, 203, 3), (0.25, 300, 3), (0.25, 600, 6)]
)
def test_a_length_is_a_whole_number_of_dots(millimetres: float, dpi: int, whole: int) -> None:
    assert dots(millimetres, dpi) == whole


@pytest.mark.parametrize(
    ("millimetres", "dpi", "whole"), [(0.1, 203, 2), (0.25, 203, 2), (0.375, 203, 3), (0.01, 600, 2)]
)
def test_a_module_is_never_thinner_than_two_dots(millimetres: float, dpi: int, whole: int) -> None:
    assert module_dots(millimetres, dpi) == whole


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("form", FORMS.values(), ids=[template.value for template in FORMS])
def test_every_code_fits_its_label_with_its_quiet_zones(form: Form, dpi: int) -> None:
    if form.bar_mm is not None:
        assert module_dots(form.bar_mm, dpi) * (BAR_MODULES + 2 * BAR_QUIET) <= dots(form.width, dpi)
    if form.qr_mm is not None:
        assert module_dots(form.qr_mm, dpi) * (QR_MODULES + 2 * QR_QUIET) <= dots(form.height, dpi)
    assert form.bar_mm is not None or form.qr_mm is not None


def test_a_sheet_of_labels_lies_on_its_paper() -> None:
    assert SHEET_PLACES == 24
    assert FORMS[Template.SHEET].width * SHEET_COLUMNS <= A4[0]
    assert FORMS[Template.SHEET].height * SHEET_ROWS <= A4[1]
    assert set(FORMS) == set(Template)


def test_every_label_has_the_size_that_the_office_buys() -> None:
    assert {template: astuple(form) for template, form in FORMS.items()} == SIZES
