"""The form that sets a term."""

from people.roles.rules import Role
from people.terms.models import Term
from tests import factories as f
from tests.acts import Made, Stage, acts


@acts("regime.term")
def set_term(stage: Stage) -> Made:
    row = stage.make(lambda session: session.query(Term).filter_by(key="search_days").order_by(Term.id).all()[0])
    second = stage.make(f.an_account)
    stage.sit(Role.ORG_HEAD, f"/settings/terms/{row.id}")
    code = second.person.code if second.person else ""
    fields = {"rank": -1, "value": 12, "effective_on": "24.11.2026", "source": "Нұсқаулық, 41-тармақ"}
    return f"/settings/terms/{row.id}", {**fields, "is_verified": "y", "second_code": code, "second_pin": f.PIN}


@acts("regime.profile")
def profile(stage: Stage) -> Made:
    second = stage.make(f.an_account)
    stage.sit(Role.ORG_HEAD, "/settings/profile")
    code = second.person.code if second.person else ""
    fields = {"profile": "us", "effective_on": "24.11.2026"}
    return "/settings/profile", {**fields, "second_code": code, "second_pin": f.PIN}
