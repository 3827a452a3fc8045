"""The page of the checklist."""

from flask import Blueprint, render_template

from audits.checklists import words
from audits.checklists.shipped import checklist
from kernel.web import access
from kernel.words.i18n import language
from people.roles.rules import Permission

bp = Blueprint("checklists", __name__)


@bp.get("/checklist")
@access.needs(Permission.SEE_CHECKLIST)
def page() -> str:
    """What an inspection asks, section by section, in the reader's language."""
    found, code = checklist(), language()
    sections: dict[str, list[tuple[str, str, str, int]]] = {}
    for one in found.items:
        texts = [str(getattr(text, code)) for text in (one.section, one.text, one.evidence)]
        sections.setdefault(texts[0], []).append((one.code, texts[1], texts[2], one.severity))
    return render_template("audits/checklists/checklist.html", checklist=found, sections=sections, words=words)
