"""Forms of the desk that act."""

from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts


@acts("desk.scan")
def scan(stage: Stage) -> Made:
    code = stage.make(f.a_flash).code
    stage.sit(Role.CLERK, "/desk")
    return "/desk/scan", {"text": code}


@acts("desk.commit")
def commit(stage: Stage) -> Made:
    laid(stage)
    return "/desk/commit", {"pin": f.PIN}


@acts("desk.mode")
def mode(stage: Stage) -> Made:
    stage.sit(Role.CLERK, "/desk")
    return "/desk/mode", {"act": "transfer"}


@acts("desk.remove")
def remove(stage: Stage) -> Made:
    laid(stage)
    return "/desk/remove", {}


@acts("desk.cancel")
def cancel(stage: Stage) -> Made:
    laid(stage)
    return "/desk/cancel", {}


@acts("desk.release")
def release(stage: Stage) -> Made:
    laid(stage)
    stage.client.post("/sign-out", {})
    stage.sit(Role.HEAD, "/desk/baskets")
    forms = [one.get("action", "") for one in stage.client.tree().iter("form")]
    return next(one for one in forms if "release" in one), {}


def laid(stage: Stage) -> None:
    """A person and two carriers on the desk of a clerk."""
    holder = stage.make(f.a_person)
    codes = [holder.code, *(stage.make(f.a_flash).code for _ in range(2))]
    stage.sit(Role.CLERK, "/desk")
    for code in codes:
        stage.client.post("/desk/scan", {"text": code})


@acts("desk.count")
def count(stage: Stage) -> Made:
    returned(stage)
    return "/desk/count", {"sheets": "5"}


@acts("desk.sheets_missing")
def sheets_missing(stage: Stage) -> Made:
    returned(stage)
    second = stage.make(f.an_account)
    assert second.person is not None
    stage.client.submit("/desk/count", {"sheets": "5"})
    stage.client.post("/desk/scan", {"text": second.person.code})
    stage.client.submit("/desk/count", {"sheets": "4", "pin": f.PIN})
    button = next(one for one in stage.client.tree().iter("button") if "Declare" in "".join(one.itertext()))
    return "/desk/sheets-missing", {"row": button.get("value")}


def returned(stage: Stage) -> None:
    """A paper of six sheets that its holder gives back."""
    clerk = stage.sit(Role.CLERK, "/desk")
    paper = stage.make(lambda session: f.issued(session, f.a_document(session), f.a_person(session), by=clerk))
    stage.client.post("/desk/scan", {"text": paper.code})
