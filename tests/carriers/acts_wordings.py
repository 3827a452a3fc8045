"""The form that rewords a text of the papers."""

from people.roles.rules import Role
from tests import factories as f
from tests.acts import Made, Stage, acts

ADDRESS = "/settings/papers/statement-title"
NEW = {"kk": "Жеткізгіштің жоғы туралы МӘЛІМДЕМЕ", "ru": "ЗАЯВЛЕНИЕ о пропаже носителя", "source": "заңгердің хаты"}


@acts("wordings.text")
def text(stage: Stage) -> Made:
    second = stage.make(f.an_account)
    stage.sit(Role.ORG_HEAD, ADDRESS)
    code = second.person.code if second.person else ""
    return ADDRESS, {**NEW, "second_code": code, "second_pin": f.PIN}
