"""What the law says of a breach: the vectors of the design, and the edges of days, sums and wordings."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from audits.liability.law import Branch, Law, LiabilityRule, NoRule, NoValue, Part, Status
from audits.liability.rules import (
    Assessment,
    Contradiction,
    Facts,
    OrderFault,
    Proposal,
    Why,
    assess,
    limitation,
)
from audits.liability.shipped import law
from audits.liability.words import explanation
from people.calendar.shipped import calendar
from people.register.rules import Category
from tests import console

FORMER, CURRENT, NEVER = Status.FORMER, Status.CURRENT, Status.NEVER


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def facts(code: str, offence: str, discovered: str = "", opened: str = "", **more: Any) -> Facts:
    return Facts(law().types[code], date.fromisoformat(offence), day(discovered), day(opened), **more)


def judged(*given: Any, by: Law | None = None, **more: Any) -> Assessment:
    return assess(facts(*given, **more), by or law(), calendar().forward)


def told(found: Assessment) -> tuple[Any, ...]:
    code = found.rule.code if found.rule else None
    return code, found.amount, found.reduced_amount, found.limitation_on, found.proposal


ADMINISTRATIVE, DISCIPLINARY = Proposal.ADMINISTRATIVE, Proposal.DISCIPLINARY
REFERRAL, NONE = Proposal.CRIMINAL_REFERRAL, Proposal.NONE


@pytest.mark.parametrize(
    ("given", "more", "found"),
    [
        (("B2", "2025-02-01"), {"status": FORMER}, (None, None, None, None, NONE)),  # V1
        (
            ("B2", "2025-04-01", "2025-04-20", "2025-05-10"),  # V2
            {"status": FORMER},
            ("KZ-504-2@2025", 78_640, 39_320, date(2025, 6, 20), ADMINISTRATIVE),
        ),
        (
            ("B2", "2025-04-01", "2026-04-05"),  # V4: the year has passed
            {"status": FORMER},
            ("KZ-504-2@2025", None, None, date(2026, 4, 1), NONE),
        ),
        (
            ("B1", "2024-05-05", "", "2024-05-20"),  # V6: 5 May 2025 is a working day
            {"status": CURRENT},
            ("KZ-504-2@2015", 73_840, 36_920, date(2025, 5, 5), ADMINISTRATIVE),
        ),
        (("E2", "2026-02-02"), {}, ("KZ-504-4", 216_250, 108_125, date(2027, 2, 2), ADMINISTRATIVE)),  # V7
        (
            ("C3", "2026-02-02"),  # V8
            {"category": Category.CONSCRIPT},
            ("KZ-504-2@2025", None, None, date(2027, 2, 2), DISCIPLINARY),
        ),
        (
            ("C3", "2026-02-02"),
            {"category": Category.CADET},
            ("KZ-504-2@2025", None, None, date(2027, 2, 2), DISCIPLINARY),
        ),
        (
            ("C3", "2026-02-02"),  # servicemen answer on general grounds
            {"category": Category.MILITARY},
            ("KZ-504-2@2025", 86_500, 43_250, date(2027, 2, 2), ADMINISTRATIVE),
        ),
        (("D1", "2026-02-02"), {"damage": Decimal(2_200_000)}, ("KZ-UK-186-2", None, None, None, REFERRAL)),  # V10
        (("D1", "2026-02-02"), {"damage": Decimal(2_162_500)}, ("KZ-UK-186-1", None, None, None, REFERRAL)),
        (("D1", "2026-02-02"), {}, ("KZ-UK-186-1", None, None, None, REFERRAL)),
        (("D1", "2026-02-02"), {"status": NEVER}, (None, None, None, None, NONE)),
        (("D2", "2026-02-02"), {}, ("KZ-UK-185-2", None, None, None, REFERRAL)),
        (("D2", "2026-02-02"), {"damage": Decimal(3_000_000)}, ("KZ-UK-185-3", None, None, None, REFERRAL)),
        (("D2", "2026-02-02"), {"status": NEVER}, (None, None, None, None, NONE)),
        (("D3", "2026-02-02"), {}, ("KZ-504-6", 64_875, 32_438, date(2027, 2, 2), ADMINISTRATIVE)),  # half a tenge up
        (("R1", "2026-02-02"), {}, ("KZ-462-3", 64_875, 32_438, date(2027, 2, 2), ADMINISTRATIVE)),
        (("R2", "2026-02-02"), {}, ("KZ-462-4", 86_500, 43_250, date(2027, 2, 2), ADMINISTRATIVE)),
        (("R3", "2026-02-02"), {}, (None, None, None, None, NONE)),
        (("A1", "2026-02-02"), {"status": NEVER}, ("KZ-504-1", 86_500, 43_250, date(2027, 2, 2), ADMINISTRATIVE)),
        (("C3", "2026-02-02"), {"status": NEVER}, (None, None, None, None, NONE)),
    ],
)
def test_what_is_proposed(given: tuple[str, ...], more: dict[str, Any], found: tuple[Any, ...]) -> None:
    assert told(judged(*given, **more)) == found


@pytest.mark.parametrize(
    ("offence", "found"),
    [("2025-03-15", "KZ-504-2@2015"), ("2025-03-16", "KZ-504-2@2025"), ("2015-01-01", "KZ-504-2@2015")],
)
def test_the_wording_is_that_of_the_day_of_the_offence(offence: str, found: str) -> None:
    rule = judged("C3", offence, "2026-01-10", "2026-01-11").rule
    assert rule is not None
    assert rule.code == found


def test_before_the_first_wording_and_without_a_value_it_refuses() -> None:
    with pytest.raises(NoRule):
        judged("C3", "2014-12-31")
    with pytest.raises(NoValue):
        judged("C3", "2026-12-31", "2026-12-31", "2027-01-01")
    with pytest.raises(NoValue):
        judged("C3", "2022-12-31")
    assert judged("C3", "2026-12-01", "2026-12-31", "2026-12-31").amount == 86_500  # to the end of its year
    assert judged("D1", "2027-02-02").proposal is REFERRAL  # no sum is asked


def test_the_index_is_of_the_day_of_the_case_or_provisional_of_the_day_of_the_assessment() -> None:
    days = ("C3", "2025-12-01", "2025-12-20")
    assert judged(*days, "2025-12-31", as_of=date(2026, 1, 15)).amount == 78_640  # the case was opened last year
    assert judged(*days, "2026-01-01").amount == 86_500
    assert judged(*days, as_of=date(2026, 1, 15)).amount == 86_500
    assert judged(*days).amount == 78_640
    said = [explanation(judged(*days, opened), law())["en"] for opened in ("", "2025-12-31")]
    assert ["Provisional" in one for one in said] == [True, False]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"discovered": "2026-05-10"}, "2026-07-10"),
        ({"discovered": "2025-12-31"}, "2026-03-02"),  # 28 February is a Saturday
        ({"discovered": ""}, "2026-12-01"),
        ({"discovered": "2026-11-30"}, "2026-12-01"),
        ({"discovered": "2026-11-30", "is_continuing": True}, "2027-02-01"),  # 30 January is a Saturday
        ({"discovered": "", "is_continuing": True}, ""),
    ],
)
def test_until_when_somebody_is_liable(more: dict[str, Any], found: str) -> None:
    of = facts("C3", "2025-12-01", **more)
    assert limitation(of, law(), calendar().forward) == day(found)


def test_a_term_that_began_on_29_february_ends_with_february() -> None:
    of = facts("C3", "2024-02-29")
    assert limitation(of, law(), calendar().forward) == date(2025, 2, 28)


@pytest.mark.parametrize(("as_of", "is_barred"), [("2025-06-20", False), ("2025-06-21", True)])
def test_the_last_day_still_counts(as_of: str, *, is_barred: bool) -> None:
    found = judged("C3", "2025-04-01", "2025-04-20", as_of=day(as_of))
    assert (found.time_barred, found.proposal) == (is_barred, NONE if is_barred else ADMINISTRATIVE)
    assert found.why is (Why.TIME_BARRED if is_barred else Why.RULE_OF_THE_DAY)


@pytest.mark.parametrize(
    ("code", "status", "only"), [("B1", FORMER, CURRENT), ("B1", NEVER, CURRENT), ("B2", CURRENT, FORMER)]
)
def test_a_type_that_contradicts_the_status_is_refused(code: str, status: Status, only: Status) -> None:
    with pytest.raises(Contradiction) as refused:
        judged(code, "2026-02-02", status=status)
    assert refused.value.only is only
    assert judged(code, "2026-02-02").status is only


@pytest.mark.parametrize(
    ("days", "fault"),
    [
        (("2026-02-02", "2026-02-01"), ("discovered_on", "offence_on")),
        (("2026-02-02", "2026-02-03", "2026-02-02"), ("opened_on", "discovered_on")),
        (("2026-02-02", "", "2026-02-01"), ("opened_on", "offence_on")),
    ],
)
def test_days_in_the_wrong_order_are_refused(days: tuple[str, ...], fault: tuple[str, str]) -> None:
    with pytest.raises(OrderFault) as refused:
        judged("C3", *days)
    assert (refused.value.later, refused.value.earlier) == fault
    with pytest.raises(OrderFault):
        judged("C3", "2026-02-02", as_of=date(2026, 2, 1))


def wording(
    code: str, fine: int, since: str, until: str = "", covers: frozenset[Status] = frozenset()
) -> LiabilityRule:
    begun, ended = date.fromisoformat(since), day(until)
    return LiabilityRule(
        code, Branch.ADMINISTRATIVE, "504", "2", covers, fine, None, begun, ended, "test", is_verified=True
    )


def changed(later: LiabilityRule, first: int = 20) -> Law:
    return replace(law(), rules=(wording("OLD", first, "2015-01-01", "2026-02-28"), later))


@pytest.mark.parametrize(
    ("later", "offered"),
    [
        (wording("NEW", 10, "2026-03-01"), "NEW"),
        (wording("NEW", 20, "2026-03-01"), None),
        (wording("NEW", 30, "2026-03-01"), None),
        (wording("NEW", 10, "2026-06-01"), None),  # not law yet
        (wording("NEW", 10, "2026-03-01", covers=frozenset({FORMER})), None),
    ],
)
def test_a_softer_wording_is_offered_and_a_stricter_one_never_reaches_back(
    later: LiabilityRule, offered: str | None
) -> None:
    found = judged("C3", "2026-02-02", "2026-03-05", "2026-03-10", by=changed(later))
    assert found.rule is not None
    assert (found.rule.code, found.mci) == ("OLD", 20)
    assert (found.softer.code if found.softer else None) == offered


def test_a_fine_has_its_cap_and_a_draft_is_never_applied() -> None:
    assert judged("C3", "2026-02-02", by=changed(wording("NEW", 9, "2027-01-01"), first=900)).mci == 200
    draft = law().by_code("KZ-504-TP")
    assert draft is not None
    assert not draft.holds(date(2030, 1, 1))
    found = judged("T1", "2026-02-02")
    assert found.rule is not None
    assert found.rule.code == "KZ-504-2@2025"
    assert law().by_code("nothing") is None
    with pytest.raises(NoRule):
        law().rule(Part("504", "TP"), date(2026, 1, 1))
    with pytest.raises(NoRule):
        law().term("limitation_months", date(2014, 12, 31))


def test_a_row_without_a_sum_is_refused_and_fines_nobody_nothing() -> None:
    nameless = replace(wording("NEW", 10, "2026-03-01"), fine=None)
    assert judged("C3", "2026-02-02", "2026-03-05", "2026-03-10", by=changed(nameless)).softer is None
    with pytest.raises(NoRule):
        judged("C3", "2026-03-05", by=changed(nameless))


def test_a_crime_names_the_rule_where_none_is_found_if_it_reaches_the_person() -> None:
    found = judged("D1", "2026-02-02")
    assert found.otherwise is not None
    assert found.otherwise.code == "KZ-504-2@2025"
    assert judged("D1", "2024-02-02", status=FORMER).otherwise is None


@pytest.mark.parametrize("code", sorted(law().types))
def test_every_type_is_explained_in_three_languages(code: str) -> None:
    found = judged(code, "2026-02-02", "2026-02-03", "2026-02-04")
    said = explanation(found, law())
    assert set(said) == {"kk", "ru", "en"}
    assert len(set(said.values())) == 3
    for language, text in said.items():
        assert law().types[code].names[language] in text
        assert (found.rule.code if found.rule else law().types[code].planned) in text
    if found.amount:
        assert all(str(found.amount) in text for text in said.values())


def test_the_shipped_schedule_has_no_two_wordings_on_one_day() -> None:
    for rule in law().rules:
        others = [one for one in law().rules if (one.article, one.part) == (rule.article, rule.part) and one != rule]
        assert not any(rule.effective_from and one.holds(rule.effective_from) for one in others), rule.code
        assert rule.source


def test_every_row_of_the_schedule_is_shipped() -> None:
    names = [f"504-{n}" for n in ("1", "2@2015", "2@2025", "3", "4", "5", "6", "TP", "SYS", "NR")]
    names += ["462-3", "462-4", "462-5", "464-1", "464-2", "456-1-3"]
    names += [f"UK-185-{n}" for n in (1, 2, 3)] + ["UK-186-1", "UK-186-2"] + [f"UK-458-{n}" for n in range(1, 6)]
    assert {one.code for one in law().rules} == {f"KZ-{n}" for n in names}


def test_the_command_prints_json_and_says_which_law_it_read() -> None:
    given = ("--type", "B2", "--offence-on", "2025-04-01", "--discovered-on", "2025-04-20", "--opened-on", "2025-05-10")
    done = console.run("liability", *given, "--status", "former")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    names = (
        "rule",
        "status",
        "mci",
        "mci_value",
        "amount",
        "reduced_amount",
        "limitation_on",
        "time_barred",
        "proposal",
    )
    assert [found[name] for name in names] == [
        *("KZ-504-2@2025", "former", 20, 3932, 78_640, 39_320, "2025-06-20", False, "administrative")
    ]
    assert found["law"] == "shipped"
    assert found["provisional"] is False
    assert json.loads(console.run("liability", *given[:6]).stdout)["provisional"] is True


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--type", "Z9", "--offence-on", "2026-02-02"], "no type «Z9»"),
        (["--type", "B1", "--offence-on", "2026-02-02", "--status", "former"], "only of somebody admitted on that day"),
        (["--type", "C3", "--offence-on", "2026-02-30"], "is no day"),
        (
            ["--type", "C3", "--offence-on", "2026-02-02", "--discovered-on", "2026-02-01"],
            "--discovered-on lies before --offence-on",
        ),
        (["--type", "C3", "--offence-on", "2026-02-02", "--opened-on", "2027-02-01"], "No value of the monthly index"),
        (["--type", "C3", "--offence-on", "2014-02-02"], "No wording of the law"),
        (["--type", "D1", "--offence-on", "2026-02-02", "--damage", "-5"], "no sum in tenge"),
        (["--type", "D1", "--offence-on", "2026-02-02", "--damage", "NaN"], "no sum in tenge"),
        (["--type", "C3", "--offence-on", "2026-02-02", "--status", "past"], "former"),
        (["--offence-on", "2026-02-02"], "--type"),
    ],
)
def test_the_command_refuses_in_words_and_prints_nothing(more: list[str], says: str) -> None:
    done = console.run("liability", *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
