"""Repeat and systematic breaches: the cases of the design, a naive model on random histories, and the command."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.detection.files import COLUMNS
from audits.detection.rules import (
    Breach,
    Bucket,
    Prior,
    Rule,
    Same,
    Subject,
    Unit,
    Verdict,
    Window,
    bucket,
    detect,
    key,
)
from people.calendar.rules import last_of_month, plus_months
from tests import console

YEAR = Window(Unit.MONTHS, 12)
REPEAT = Rule(Subject.PERSON, Same.GROUP, YEAR)
SYSTEMATIC = Rule(Subject.PERSON, Same.GROUP, YEAR, Prior.FACT, threshold=3)


def breach(name: str, on: str, known: str = "", **more: str) -> Breach:
    texts = {"person": "7", "unit": "2", "group": "4", "requirement": "4.2", "inspection": "", **more}
    return Breach(id=name, occurred_on=date.fromisoformat(on), known_on=_day(known), **texts)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def verdicts(rule: Rule, *found: Breach) -> dict[str, tuple[int, bool]]:
    return {one.breach: (one.count, one.fires) for one in detect(found, rule)}


NOT, ONCE = (0, False), (1, True)


@pytest.mark.parametrize(
    ("prior", "new", "found"),
    [
        (("2026-02-01", "2026-02-20"), "2026-02-15", NOT),  # E4: not yet told
        (("2026-02-01", "2026-02-20"), "2026-02-20", NOT),  # E5: told this day
        (("2026-02-01", "2026-02-20"), "2026-02-21", ONCE),  # E6
        (("2024-02-01", "2024-02-29"), "2025-02-28", ONCE),  # E7: the year ends with February
        (("2024-02-01", "2024-02-29"), "2025-03-01", NOT),
        (("2025-12-05", "2025-12-12"), "2026-12-12", ONCE),  # the last day counts
        (("2025-12-05", "2025-12-12"), "2026-12-13", NOT),
        (("2026-02-01", ""), "2026-03-01", NOT),  # nobody was told
    ],
)
def test_a_repeat_counts_from_the_day_after_its_subject_was_told(
    prior: tuple[str, str], new: str, found: tuple[int, bool]
) -> None:
    assert verdicts(REPEAT, breach("1", *prior), breach("2", new)) == {"1": NOT, "2": found}


def test_one_day_is_one_episode_and_one_act_is_one() -> None:
    day = [breach(name, "2026-02-01", "2026-02-01") for name in "12"]
    assert verdicts(REPEAT, *day) == {"1": NOT, "2": NOT}  # E1
    act = [breach(name, f"2026-02-0{name}", "2026-03-01", inspection="17/26") for name in "123"]
    assert verdicts(SYSTEMATIC, *act) == dict.fromkeys("123", (1, False))  # E2


def test_three_facts_in_a_year_are_systematic_and_the_third_fires() -> None:
    three = [breach(str(n), f"2026-0{n}-10") for n in (1, 2, 3)]
    assert verdicts(SYSTEMATIC, *three) == {"1": (1, False), "2": (2, False), "3": (3, True)}
    [last] = [one for one in detect(three, SYSTEMATIC) if one.breach == "3"]
    assert sorted(last.priors) == ["1", "2"]


def test_another_requirement_group_person_or_unit_is_another_key() -> None:
    first = breach("1", "2026-01-10", "2026-01-11")
    for change in ({"person": "8"}, {"group": "5"}, {"person": ""}, {"group": ""}):
        assert verdicts(REPEAT, first, breach("2", "2026-02-10", **change))["2"] == NOT, change
    unit = Rule(Subject.UNIT, Same.REQUIREMENT, YEAR)
    assert verdicts(unit, first, breach("2", "2026-02-10", person="8"))["2"] == ONCE
    assert verdicts(unit, first, breach("2", "2026-02-10", requirement="4.3"))["2"] == NOT
    assert verdicts(Rule(Subject.UNIT, Same.ANY, YEAR), first, breach("2", "2026-02-10", group=""))["2"] == ONCE


@pytest.mark.parametrize(
    ("of", "found"),
    [
        (Bucket.BREACH, ("breach", "1")),
        (Bucket.DAY, ("day", "2026-02-01")),
        (Bucket.INSPECTION, ("inspection", "17/26")),
        (Bucket.INSPECTION_OR_DAY, ("inspection", "17/26")),
    ],
)
def test_what_makes_an_episode(of: Bucket, found: tuple[str, str]) -> None:
    rule = Rule(Subject.PERSON, Same.ANY, YEAR, episode=of)
    assert bucket(breach("1", "2026-02-01", inspection="17/26"), rule) == found
    alone = {Bucket.INSPECTION: ("breach", "1"), Bucket.INSPECTION_OR_DAY: ("day", "2026-02-01")}
    assert bucket(breach("1", "2026-02-01"), rule) == alone.get(of, found)


def test_an_act_of_which_each_was_told_on_another_day_counts_from_the_first_to_the_end_of_the_last() -> None:
    act = [
        breach("1", "2026-01-10", "2026-02-01", inspection="a"),
        breach("2", "2026-01-11", "2026-03-01", inspection="a"),
        breach("3", "2026-01-12", inspection="a"),
    ]
    for day, found in (("2026-02-01", NOT), ("2026-02-02", ONCE), ("2027-03-01", ONCE), ("2027-03-02", NOT)):
        assert verdicts(REPEAT, *act, breach("9", day))["9"] == found, day
    own = breach("4", "2026-02-10", "2026-04-01", inspection="a")
    assert verdicts(REPEAT, *act, own)["4"] == NOT  # no episode is its own prior


@pytest.mark.parametrize(
    ("window", "day", "end"),
    [
        (YEAR, "2024-02-29", "2025-02-28"),
        (Window(Unit.MONTHS, 1), "2026-01-31", "2026-02-28"),
        (Window(Unit.MONTHS, 11), "2026-01-15", "2026-12-15"),
        (Window(Unit.MONTHS, 12), "2026-12-31", "2027-12-31"),
        (Window(Unit.CALENDAR_MONTHS, 6), "2026-01-31", "2026-06-30"),
        (Window(Unit.CALENDAR_MONTHS, 1), "2024-02-10", "2024-02-29"),
        (Window(Unit.CALENDAR_MONTHS, 12), "2026-12-31", "2027-11-30"),
        (Window(Unit.DAYS, 365), "2024-02-29", "2025-02-28"),
        (Window(Unit.DAYS, 1), "2026-12-31", "2027-01-01"),
        (YEAR, "9999-05-05", "9999-12-31"),
        (Window(Unit.DAYS, 99_999), "9999-05-05", "9999-12-31"),
        (Window(Unit.CALENDAR_MONTHS, 99_999), "9999-05-05", "9999-12-31"),
    ],
)
def test_windows_end_on_their_last_day(window: Window, day: str, end: str) -> None:
    assert window.end(date.fromisoformat(day)) == date.fromisoformat(end)


def test_months_end_where_they_end() -> None:
    assert last_of_month(date(2024, 2, 5)) == date(2024, 2, 29)
    assert last_of_month(date(9999, 12, 5)) == date.max
    assert plus_months(date(2026, 10, 31), 4) == date(2027, 2, 28)


WINDOWS = st.builds(Window, st.sampled_from(Unit), st.integers(1, 400))
RULES = st.builds(
    Rule,
    st.sampled_from(Subject),
    st.sampled_from(Same),
    WINDOWS,
    st.sampled_from(Prior),
    st.sampled_from(Bucket),
    st.integers(1, 4),
)
FIRST = date(2023, 11, 1)


@st.composite
def histories(draw: st.DrawFn) -> list[Breach]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        on = FIRST + timedelta(days=draw(st.integers(0, 500)))
        told_after = draw(st.none() | st.integers(0, 60))
        known = None if told_after is None else on + timedelta(days=told_after)
        few = st.sampled_from(["", "1", "2"])
        texts = {name: draw(few) for name in ("person", "unit", "group", "requirement", "inspection")}
        found.append(Breach(id=str(number), occurred_on=on, known_on=known, **texts))
    return found


def naive(found: list[Breach], rule: Rule) -> dict[str, Verdict]:
    """As the definition is written: for each breach, look at every episode of its key."""
    told = {}
    for one in found:
        of_key = [other for other in found if key(other, rule) == key(one, rule) is not None]
        covering = []
        for of in {bucket(other, rule) for other in of_key}:
            members = [other for other in of_key if bucket(other, rule) == of]
            if rule.prior is Prior.FACT:
                first = last = min(other.occurred_on for other in members)
            else:
                known = [other.known_on for other in members if other.known_on]
                if not known:
                    continue
                first, last = min(known) + timedelta(days=1), max(known)
            if first <= one.occurred_on <= rule.window.end(last):
                covering.append((of, members))
        others = [members for of, members in covering if of != bucket(one, rule)]
        count = len(covering) if rule.prior is Prior.FACT else len(others)
        priors = tuple(sorted(other.id for members in others for other in members))
        told[one.id] = Verdict(one.id, count, count >= rule.threshold, priors)
    return told


@given(histories(), RULES)
def test_the_sweep_says_what_the_definition_says(found: list[Breach], rule: Rule) -> None:
    swept = {
        one.breach: Verdict(one.breach, one.count, one.fires, tuple(sorted(one.priors))) for one in detect(found, rule)
    }
    assert swept == naive(found, rule)


HEAD = ",".join(COLUMNS)
RULE: dict[str, Any] = {"subject": "person", "same": "group", "prior": "known", "window": {"months": 12}}


def asked(tmp_path: Path, rows: list[str], rule: object = RULE, head: str = HEAD) -> Any:
    rule_file, breach_file = tmp_path / "rule.json", tmp_path / "breaches.csv"
    rule_file.write_text(rule if isinstance(rule, str) else json.dumps(rule), encoding="utf-8")
    breach_file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return console.run("breaches", "detect", "--rule", str(rule_file), "--from", str(breach_file))


def test_the_command_prints_verdicts_of_confirmed_breaches_in_the_order_of_their_ids(tmp_path: Path) -> None:
    rows = [
        "10,7,2,4,4.2,2026-03-01,2026-03-02,,,closed",
        "9,7,2,4,4.2,2026-01-10,2026-01-10,2026-01-12,,confirmed",
        "8,7,2,4,4.2,2026-01-09,2026-01-10,2026-01-12,,annulled",
        "7,7,2,4,4.2,,2026-01-10,2026-01-12,,confirmed",
        "6,7,2,4,4.2,2026-02-01,2026-02-01,2026-02-02,,assessed",
    ]
    done = asked(tmp_path, rows)
    assert done.returncode == 0
    assert json.loads(done.stdout) == [
        {"breach": 6, "count": 1, "fires": True, "priors": [9]},
        {"breach": 9, "count": 0, "fires": False, "priors": []},
        {"breach": 10, "count": 2, "fires": True, "priors": [6, 9]},
    ]
    assert "Breach 7 is not counted" in done.stderr


def test_a_breach_of_unknown_day_is_named_in_any_state(tmp_path: Path) -> None:
    done = asked(tmp_path, ["1,7,2,4,4.2,,,,,draft", "2,7,2,4,4.2,,,,,confirmed"])
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "Breach 1 is not counted" in done.stderr
    assert "Breach 2 is not counted" in done.stderr


@pytest.mark.parametrize(("prior", "fires"), [("known", [False, True, True]), ("fact", [False, False, True])])
def test_a_rule_without_threshold_has_that_of_its_kind(tmp_path: Path, prior: str, fires: list[bool]) -> None:
    rows = [f"{n},7,2,4,4.2,2026-0{n}-10,2026-0{n}-10,2026-0{n}-10,,confirmed" for n in (1, 2, 3)]
    done = asked(tmp_path, rows, {**RULE, "prior": prior})
    assert [one["fires"] for one in json.loads(done.stdout)] == fires


def test_an_id_too_long_for_a_number_stays_a_text(tmp_path: Path) -> None:
    long = "9" * 5000
    done = asked(tmp_path, [GOOD.replace("1,", f"{long},", 1)])
    assert [one["breach"] for one in json.loads(done.stdout)] == [long]


GOOD = "1,7,2,4,4.2,2026-01-09,2026-01-10,2026-01-12,,confirmed"


@pytest.mark.parametrize(
    ("rows", "rule", "head", "says"),
    [
        ([GOOD, GOOD], RULE, HEAD, "Row 3 has no id of its own"),
        ([GOOD.replace("2026-01-10", "2026-01-08")], RULE, HEAD, "Row 2: found_on lies before occurred_on"),
        (["1,7,2,4,4.2,2026-01-19,,2026-01-12,,draft"], RULE, HEAD, "Row 2: known_on"),
        ([GOOD.replace("2026-01-09", "09.01.2026")], RULE, HEAD, "Row 2: occurred_on «09.01.2026» is no day"),
        ([GOOD.replace("confirmed", "sure")], RULE, HEAD, "«sure» is no state"),
        ([GOOD + ",more"], RULE, HEAD, "Row 2 has not as many fields"),
        (["1,7"], RULE, HEAD, "Row 2 has not as many fields"),
        ([], RULE, HEAD + ",colour", "unknown column: «colour»"),
        ([], RULE, HEAD.replace(",state", ""), "lacks the column «state»"),
        ([], RULE, HEAD + ",id", "one column twice"),
        ([GOOD], {**RULE, "window": {}}, HEAD, "The rule has no window"),
        ([GOOD], {name: one for name, one in RULE.items() if name != "window"}, HEAD, "The rule has no window"),
        ([GOOD], {**RULE, "window": {"months": 12, "days": 3}}, HEAD, "The rule has no window"),
        ([GOOD], {**RULE, "window": {"months": 0}}, HEAD, "«months» of the rule"),
        ([GOOD], {**RULE, "window": {"months": True}}, HEAD, "«months» of the rule"),
        ([GOOD], {**RULE, "threshold": "2"}, HEAD, "«threshold» of the rule"),
        ([GOOD], {**RULE, "subject": "object"}, HEAD, "«subject» of the rule must be one of: person, unit"),
        ([GOOD], {**RULE, "colour": 1}, HEAD, "The rule knows no «colour»"),
        ([GOOD], [], HEAD, "one object of JSON"),
        ([GOOD], "{", HEAD, "not written in JSON"),
        ([GOOD], "[" * 100_000, HEAD, "not written in JSON"),
        ([GOOD], json.dumps(RULE).replace("12", "9" * 5000), HEAD, "not written in JSON"),
        ([GOOD], json.dumps(RULE).replace("{", '{"subject": "unit", ', 1), HEAD, "«subject» stands twice"),
    ],
)
def test_what_is_unclear_is_refused_with_its_row_and_nothing_is_printed(
    tmp_path: Path, rows: list[str], rule: object, head: str, says: str
) -> None:
    done = asked(tmp_path, rows, rule, head)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
