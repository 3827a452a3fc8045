"""The table of lawful steps and CUSTODY say the same, and where they do not, it is told."""

import pytest
from sqlalchemy import text

from carriers.custody import words
from carriers.custody.queries import TransitionFault, transition_faults
from carriers.custody.rules import CUSTODY, LAWFUL, Act, State
from kernel.database.engine import Database
from kernel.words.i18n import use_language


def test_the_table_of_lawful_steps_is_custody(database: Database) -> None:
    with database.reading() as session:
        assert transition_faults(session) == []
        rows = {tuple(row) for row in session.execute(text("SELECT act, from_state, to_state FROM custody_transition"))}
    assert rows == {
        (act.value, before.value, after.value) for before, acts in CUSTODY.items() for act, after in acts.items()
    }
    assert (Act.ISSUE, State.IN_REGISTRY, State.ISSUED) in LAWFUL


def test_a_step_that_only_one_side_knows_is_told(database: Database) -> None:
    with database.writing() as session:
        session.execute(
            text(f"DROP TRIGGER custody_transition_no_delete{'' if database.is_sqlite else ' ON custody_transition'}")
        )
        session.execute(text("DELETE FROM custody_transition WHERE act = 'transfer'"))
        session.execute(text("INSERT INTO custody_transition VALUES ('take_back', 'issued', 'draft')"))
    with database.reading() as session:
        faults = transition_faults(session)
    assert faults == [
        TransitionFault("take_back", "issued", "draft", is_lawful=False),
        TransitionFault("transfer", "issued", "issued", is_lawful=True),
    ]


@pytest.mark.parametrize("is_lawful", [True, False])
def test_a_fault_of_the_table_is_said_in_three_languages(*, is_lawful: bool) -> None:
    fault = TransitionFault("transfer", "issued", "issued", is_lawful=is_lawful)
    said = set()
    for language in ("kk", "ru", "en"):
        with use_language(language):
            said.add(words.transition_fault(fault))
    assert len(said) == 3
    assert all("transfer" in one and "issued → issued" in one for one in said)
