"""Forms of the accounts that act."""

from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts

NEW = "сегіз қырлы бір сырлы 8"


@acts("accounts.sign_out")
def sign_out(stage: Stage) -> Made:
    stage.sit(Role.CLERK)
    return "/sign-out", {}


@acts("accounts.lock")
def lock(stage: Stage) -> Made:
    stage.sit(Role.CLERK)
    return "/lock", {}


@acts("accounts.unlock")
def unlock(stage: Stage) -> Made:
    clerk = stage.sit(Role.CLERK)
    stage.client.post("/lock", {})
    stage.client.get("/unlock")
    return "/unlock", {"pass_code": clerk.person.code if clerk.person else "", "pin": f.PIN, "password": ""}


@acts("accounts.password")
def password(stage: Stage) -> Made:
    stage.sit(Role.CLERK, "/password")
    return "/password", {"old": f.PASSWORD, "new": NEW, "again": NEW}


@acts("accounts.accounts")
def add(stage: Stage) -> Made:
    code = stage.make(f.a_person).code
    stage.sit(Role.ADMINISTRATOR, "/accounts")
    return "/accounts", {"login": "жаңа", "pass_code": code, "roles": ["clerk"], "max_rank": 1, "language": "kk"}


@acts("accounts.change:reset")
def reset(stage: Stage) -> Made:
    return changed(stage, "reset")


@acts("accounts.change:disable")
def disable(stage: Stage) -> Made:
    return changed(stage, "disable")


@acts("accounts.change:enable")
def enable(stage: Stage) -> Made:
    action, fields = changed(stage, "disable")
    stage.client.submit_last(fields)
    address = action.replace("disable", "enable")
    stage.client.get(address)
    return address, fields


def changed(stage: Stage, deed: str) -> Made:
    other = stage.make(f.an_account)
    address = f"/accounts/{other.id}/{deed}"
    stage.sit(Role.ADMINISTRATOR, address)
    return address, {"reason": "иесі құпиясөзін ұмытты"}
