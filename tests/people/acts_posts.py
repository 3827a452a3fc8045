"""Forms of posts that act."""

from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts

OFFICER = Role.SECURITY_OFFICER


@acts("posts.posts")
def enter(stage: Stage) -> Made:
    unit = stage.make(f.a_unit)
    stage.sit(OFFICER, "/posts")
    names = {"name_kk": "Маман", "name_ru": "Специалист", "name_en": "Specialist"}
    return "/posts", {"unit_id": unit.id, "is_head": "y", **names}


@acts("posts.post")
def appoint(stage: Stage) -> Made:
    post, person = stage.make(f.a_post), stage.make(f.a_person)
    address = f"/posts/{post.id}"
    stage.sit(OFFICER, address)
    return address, {"who": person.code, "kind": "acting", "first_on": "23.11.2026", "last_on": "", "order_no": "14-ж"}


@acts("posts.end")
def end(stage: Stage) -> Made:
    address = f"/posts/tenures/{stage.make(f.a_tenure).id}/end"
    stage.sit(OFFICER, address)
    return address, {"last_on": "23.11.2026"}
