"""An inspection from the plan to its end, and everything that bad input meets on the way."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from audits.checklists.shipped import checklist
from audits.findings import closing
from audits.findings import operations as findings
from audits.findings.rules import Extent, State
from audits.inspections import acts, operations, queries, samples
from audits.inspections.models import Answer, Seen
from audits.inspections.operations import Order
from audits.inspections.rules import Counted, How, InspectionGuard, Mark, Reply, Stage
from audits.sampling.rules import drawn
from carriers.custody.models import Carrier
from kernel import clock
from kernel.database.engine import Database
from kernel.objections import Refused
from people.register.models import Person
from people.roles.rules import Role
from tests import factories
from tests.audits import office as o
from tests.audits.office import office, said
from tests.client import Client

G = InspectionGuard


def guards(why: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.guard.value for one in why.value.objections}


def test_nobody_of_the_inspected_unit_is_in_the_team(session: Session) -> None:
    of = office(session)
    row = o.unnamed(session, of)
    inside = factories.an_account(session, Role.INSPECTOR, person=factories.a_person(session, unit_id=of.unit.id))
    with pytest.raises(Refused) as why:
        operations.name_team(session, row, [(session.get_one(Person, inside.person_id), True)], by=of.leader)
    assert guards(why) == {G.APART}


@pytest.mark.parametrize(("days_ago", "is_refused"), [(300, True), (400, False)])
def test_who_held_a_post_of_the_unit_within_a_year_is_not_in_the_team(
    session: Session, days_ago: int, *, is_refused: bool
) -> None:
    of = office(session)
    row, person = o.unnamed(session, of), session.get_one(Person, of.leader.person_id)
    last = clock.today() - timedelta(days=days_ago)
    factories.a_tenure(session, factories.a_post(session, unit=of.unit), person, last_on=last)
    if not is_refused:
        operations.name_team(session, row, [(person, True)], by=of.leader)
        assert row.members == {person.id}
        return
    with pytest.raises(Refused) as why:
        operations.name_team(session, row, [(person, True)], by=of.leader)
    assert guards(why) == {G.APART}


def test_a_team_has_one_leader_and_everybody_can_sign(session: Session) -> None:
    of = office(session)
    row, stranger = o.unnamed(session, of), factories.a_person(session)
    with pytest.raises(Refused) as why:
        operations.name_team(session, row, [(stranger, False), (stranger, False)], by=of.leader)
    assert guards(why) == {G.LEADER, G.TWICE, G.NO_ACCOUNT}


def test_who_plans_or_inspects_does_not_order(session: Session) -> None:
    of = office(session)
    row = o.planned(session, of)
    with pytest.raises(Refused) as why:
        operations.prepare(session, row, Order("12-п", clock.today()), by=of.second)
    assert guards(why) == {G.OWN_APPROVAL}


def test_an_order_fixes_the_checklist_and_a_seed_that_nobody_chose_alone(session: Session) -> None:
    of = office(session)
    row = o.ordered(session, of)
    assert (row.stage, row.checklist_no, row.checklist_sha256) == (Stage.PREPARED, 1, checklist().sha256)
    root, dice = row.seed.split("-")
    assert (len(root), dice) == (40, "4 2 6")


def test_it_does_not_begin_before_its_first_day(session: Session) -> None:
    of = office(session)
    row = o.ordered(session, of)
    row.first_on += timedelta(days=1)
    with pytest.raises(Refused) as why:
        operations.begin(session, row, by=of.leader)
    assert guards(why) == {G.EARLY}


def test_two_inspectors_on_one_item_are_shown_side_by_side_and_the_leader_settles(session: Session) -> None:
    of = office(session)
    row = o.begun(session, of)
    operations.answer(session, row, said("G03"), by=of.leader)
    other = operations.answer(session, row, said("G03", Mark.NOT_MET), by=of.second)
    stand = queries.standings(session, row)["G03"]
    assert (stand.holds, len(stand.differing)) == (None, 2)
    with pytest.raises(Refused) as why:
        operations.settle(session, row, "G03", other.id, by=of.second)
    assert guards(why) == {G.LEADS}
    operations.settle(session, row, "G03", other.id, by=of.leader)
    held = queries.standings(session, row)["G03"].holds
    assert held is not None
    assert held.mark is Mark.NOT_MET
    assert len(session.scalars(select(Answer)).all()) == 2


def test_a_newer_answer_ends_a_settlement(session: Session) -> None:
    of = office(session)
    row = o.begun(session, of)
    mine = operations.answer(session, row, said("G03"), by=of.leader)
    operations.answer(session, row, said("G03", Mark.NOT_MET), by=of.second)
    operations.settle(session, row, "G03", mine.id, by=of.leader)
    operations.answer(session, row, said("G03", Mark.PARTLY, seen=10), by=of.second)
    assert len(queries.standings(session, row)["G03"].differing) == 2


def test_an_own_answer_from_another_page_is_not_written_over(session: Session) -> None:
    of = office(session)
    row = o.begun(session, of)
    operations.answer(session, row, said("G03"), by=of.leader)
    with pytest.raises(Refused) as why:
        operations.answer(session, row, said("G03", Mark.NOT_MET), by=of.leader)
    assert guards(why) == {G.ANSWERED_SINCE}


@pytest.mark.parametrize(
    ("counted", "mark", "note", "expected"),
    [
        (Counted(9, 8, None), Mark.MET, "", {G.COUNTS}),
        (Counted(9, 9, 10), Mark.NOT_MET, "x", {G.COUNTS}),
        (Counted(9, 9, 1), Mark.MET, "", {G.COUNTS}),
        (Counted(None, 9, None), Mark.MET, "", {G.COUNTS}),
        (Counted(None, None, 1), Mark.NOT_MET, "x", {G.COUNTS}),
        (Counted(None, None, None), Mark.NOT_CHECKED, " ", {G.NOTE}),
        (Counted(9, 9, 1), Mark.PARTLY, "", {G.NOTE}),
    ],
)
def test_numbers_that_do_not_agree_are_refused(
    session: Session, counted: Counted, mark: Mark, note: str, expected: set[str]
) -> None:
    of = office(session)
    row = o.begun(session, of)
    with pytest.raises(Refused) as why:
        operations.answer(session, row, operations.Said("G03", mark, How.TEST, counted, note, 0), by=of.leader)
    assert guards(why) == expected


def test_an_act_is_not_drawn_up_with_gaps(session: Session) -> None:
    of = office(session)
    row = o.begun(session, of)
    operations.answer(session, row, said("A01", Mark.NOT_MET), by=of.leader)
    operations.answer(session, row, said("A02"), by=of.leader)
    operations.answer(session, row, said("A02", Mark.PARTLY), by=of.second)
    with pytest.raises(Refused) as why:
        acts.draft(session, row, "Қорытынды", by=of.leader)
    assert guards(why) == {G.UNANSWERED, G.CONFLICT, G.NO_FINDING}


def test_each_of_the_team_signs_what_was_shown_and_nobody_else(session: Session) -> None:
    of = office(session)
    row, _finding = o.drafted(session, of)
    with pytest.raises(Refused) as why:
        acts.sign(session, row, o.shown(session, row), by=of.head)
    assert guards(why) == {G.TEAM}
    with pytest.raises(Refused) as why:
        acts.sign(session, row, "0" * 64, by=of.leader)
    assert guards(why) == {G.ACT_CHANGED}
    acts.sign(session, row, o.shown(session, row), by=of.leader)
    assert row.stage == "drafted"
    with pytest.raises(Refused) as why:
        acts.sign(session, row, o.shown(session, row), by=of.leader)
    assert guards(why) == {G.SIGNED_ALREADY}
    acts.sign(session, row, o.shown(session, row), by=of.second)
    assert row.stage is Stage.SIGNED


def test_an_act_given_back_keeps_no_signature(session: Session) -> None:
    of = office(session)
    row, _finding = o.drafted(session, of)
    before = o.shown(session, row)
    acts.sign(session, row, before, by=of.leader)
    acts.give_back(session, row, reason="Қате табылды", by=of.second)
    acts.draft(session, row, "Басқа қорытынды", by=of.second)
    act = queries.act(session, row.id)
    assert act is not None
    assert act.sha256 != before
    assert queries.signed(session, act.id) == {}


def test_after_the_signatures_nothing_is_answered(session: Session) -> None:
    of = office(session)
    row, _finding = o.signed(session, of)
    with pytest.raises(Refused) as why:
        operations.answer(session, row, said("G03", seen=1000), by=of.leader)
    assert guards(why) == {G.STAGE}


def test_the_head_of_the_unit_knows_the_act_and_its_findings_are_issued(session: Session) -> None:
    of = office(session)
    row, finding = o.signed(session, of)
    with pytest.raises(Refused) as why:
        acts.deliver(session, row, o.shown(session, row), by=of.chief)
    assert guards(why) == {G.NOT_HEAD}
    acts.deliver(session, row, o.shown(session, row), by=of.head)
    session.refresh(finding)
    assert (row.stage, finding.state) == (Stage.DELIVERED, State.ISSUED)


def test_a_refusal_to_sign_before_a_witness_is_knowledge(session: Session) -> None:
    of = office(session)
    row, finding = o.signed(session, of)
    with pytest.raises(Refused) as why:
        acts.refuse_to_sign(session, row, session.get_one(Person, of.leader.person_id), by=of.leader)
    assert guards(why) == {G.WITNESS}
    acts.refuse_to_sign(session, row, factories.a_person(session), by=of.leader)
    session.refresh(finding)
    assert row.is_refused
    assert finding.state is State.ISSUED


def test_objections_are_the_heads_and_are_answered_before_the_end(session: Session) -> None:
    of = office(session)
    row, _finding = o.signed(session, of)
    acts.deliver(session, row, o.shown(session, row), by=of.head)
    with pytest.raises(Refused) as why:
        acts.close(session, row, by=of.leader)
    assert guards(why) == {G.OBJECTIONS}
    acts.object_to(session, row, "1-ескертпеге қарсымын", by=of.head)
    with pytest.raises(Refused) as why:
        acts.close(session, row, by=of.leader)
    assert guards(why) == {G.OBJECTIONS}
    acts.reply_to(session, row, Reply.REJECTED, "Қаралды", by=of.leader)
    acts.close(session, row, by=of.second)
    assert row.stage is Stage.CLOSED


def test_objections_come_in_their_time(session: Session) -> None:
    of = office(session)
    row, _finding = o.signed(session, of)
    acts.deliver(session, row, o.shown(session, row), by=of.head)
    with clock.frozen(clock.now() + timedelta(days=4)), pytest.raises(Refused) as why:
        acts.object_to(session, row, "1-ескертпеге қарсымын", by=of.head)
    assert guards(why) == {G.OBJECTIONS_LATE}


def test_the_gravest_is_asked_for_at_every_other_object_of_the_kind(session: Session) -> None:
    of = office(session)
    other = o.a_thing(session, of.unit, of.leader)
    row, finding = o.signed(session, of, severity=1)
    acts.deliver(session, row, o.shown(session, row), by=of.head)
    with clock.frozen(clock.now() + timedelta(days=7)):
        with pytest.raises(Refused) as why:
            acts.close(session, row, by=of.leader)
        assert guards(why) == {G.EXTENT}
        findings.answer_extent(session, finding, {other.id: Extent.TO_CHECK}, by=of.leader)
        acts.close(session, row, by=of.leader)
    assert row.stage is Stage.CLOSED


def _holding(session: Session, number: int) -> tuple[o.Office, list[str]]:
    of = office(session)
    clerk, holder = factories.an_account(session), session.get_one(Person, of.fixer.person_id)
    flashes = [factories.a_flash(session) for _n in range(number)]
    for one in flashes:
        factories.issued(session, one, holder, by=clerk)
    return of, [one.code for one in flashes]


def test_anybody_draws_the_same_sample_again(session: Session) -> None:
    of, codes = _holding(session, 12)
    row = o.begun(session, of)
    sample = samples.draw(session, row, Fraction(1, 10), Fraction(1, 2), by=of.leader)
    kept = [carrier.code for _unit, carrier in samples.units(session, sample)]
    assert (sample.population, sample.missing) == (12, 1)
    assert kept == drawn(codes, row.seed, sample.size)


def test_a_miss_widens_the_sample_by_the_same_drawing(session: Session) -> None:
    of, codes = _holding(session, 12)
    row = o.begun(session, of)
    sample = samples.draw(session, row, Fraction(2, 10), Fraction(1, 2), by=of.leader)
    first = samples.units(session, sample)[0][1]
    samples.check(session, row, first, is_as_registered=False, note="Орнында жоқ", by=of.second)
    wider = samples.last(session, row.id)
    assert wider is not None
    assert (wider.misses, wider.size > sample.size) == (1, True)
    assert [carrier.code for _u, carrier in samples.units(session, wider)] == drawn(codes, row.seed, wider.size)
    assert samples.result(session, wider).misses == 1


def test_no_carrier_above_the_grade_of_the_whole_team_is_drawn_or_known(session: Session) -> None:
    of, _codes = _holding(session, 3)
    person = factories.a_person(session)
    of = replace(of, second=factories.an_account(session, Role.INSPECTOR, person=person, max_rank=0))
    row = o.begun(session, of)
    with pytest.raises(Refused) as why:
        samples.draw(session, row, Fraction(1, 10), Fraction(1, 2), by=of.leader)
    assert guards(why) == {G.NO_CARRIERS}
    with pytest.raises(Refused) as why:
        samples.carrier_by(session, row, o.first_code(session))
    assert guards(why) == {G.UNKNOWN}


def test_what_was_seen_keeps_what_the_register_said(session: Session) -> None:
    of, _codes = _holding(session, 1)
    row = o.begun(session, of)
    carrier = samples.carrier_by(session, row, o.first_code(session))
    samples.check(session, row, carrier, is_as_registered=True, note="", by=of.leader)
    seen = session.scalars(select(Seen)).one()
    assert (seen.state, seen.holder_id, seen.rank) == ("issued", of.fixer.person_id, carrier.rank)


def test_an_act_lists_what_was_signed_whatever_became_of_it(session: Session) -> None:
    of = office(session)
    row, finding = o.signed(session, of)
    acts.deliver(session, row, o.shown(session, row), by=of.head)
    act = queries.act(session, row.id)
    assert act is not None
    closing.ask_annulment(session, finding, reason="Басқа нысанда", document_no="7-а", by=of.leader)
    closing.decide_annulment(session, finding, is_agreed=True, by=of.chief)
    assert queries.findings(session, row.id) == []
    assert [one.id for one in queries.of_act(session, act)] == [finding.id]


def test_the_register_is_shown_before_anything_is_said_of_a_scanned_carrier(database: Database, client: Client) -> None:
    with database.writing() as session:
        of, codes = _holding(session, 1)
        row = o.begun(session, of)
        number = session.scalars(select(Carrier.number).where(Carrier.code == codes[0])).one()
    client.sit(of.leader.login)
    client.get(f"/inspections/{row.id}/sample")
    asked = {"text": codes[0], "is_as_registered": "", "note": ""}
    page = client.submit(f"/inspections/{row.id}/sample/check", asked)
    assert "The register says" in page
    assert number in page
    with database.reading() as session:
        assert session.scalars(select(Seen)).all() == []


def test_the_act_says_how_many_are_missing_at_most(database: Database, client: Client) -> None:
    with database.writing() as session:
        of, _codes = _holding(session, 12)
        row, _finding = o.answered(session, of)
        sample = samples.draw(session, row, Fraction(1, 10), Fraction(19, 20), by=of.leader)
        for _unit, carrier in samples.units(session, sample):
            samples.check(session, row, carrier, is_as_registered=True, note="", by=of.leader)
        acts.draft(session, row, "Режим сақталады", by=of.leader)
    client.sit(of.leader.login)
    page = client.get(f"/inspections/{row.id}/act")
    assert (
        "12 of 12 drawn, 12 looked at, 0 not as registered. With 95\u00a0% confidence at most 0 of all are not." in page
    )


def test_a_sample_goes_on_in_the_order_of_its_first_drawing_whatever_moved_since(session: Session) -> None:
    of, codes = _holding(session, 12)
    row = o.begun(session, of)
    sample = samples.draw(session, row, Fraction(2, 10), Fraction(1, 2), by=of.leader)
    drawn_first = [carrier for _unit, carrier in samples.units(session, sample)]
    clerk, holder = factories.an_account(session), session.get_one(Person, of.fixer.person_id)
    factories.issued(session, factories.a_flash(session), holder, by=clerk)
    samples.check(session, row, drawn_first[0], is_as_registered=False, note="Орнында жоқ", by=of.leader)
    wider = samples.last(session, row.id)
    assert wider is not None
    assert [one.code for one in samples.population(session, wider)] == sorted(codes)
    assert [carrier.code for _u, carrier in samples.units(session, wider)] == drawn(codes, row.seed, wider.size)
