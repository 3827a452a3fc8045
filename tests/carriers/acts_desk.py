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
