"""Pages of printing: labels of carriers, passes and places, labels ahead, command cards, the scanner test."""

from collections.abc import Callable
from io import BytesIO

from flask import Blueprint, abort, render_template, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from carriers.custody import queries as custody
from carriers.labels import drawing, operations, papers, queries, words
from carriers.labels.forms import AheadForm, CardsForm, PrintForm, TryForm
from carriers.labels.rules import OFFERED_AGAIN, Label, LabelGuard, Reason, Template, objections_to_reason
from carriers.register import operations as registers
from carriers.storage.models import Place
from kernel.codes import words as scan_words
from kernel.codes.codes import COMMAND_CODES, Code, Kind, make_code
from kernel.codes.scanning import ScanRefused, read
from kernel.journal import entries as journal
from kernel.objections import Refused, refuse_if
from kernel.web import access
from kernel.web.act_keys import Done
from kernel.web.forms import add_errors, choices
from kernel.web.visit import account, done_once, house, session
from kernel.words.i18n import gettext as _
from people.register import operations as register
from people.register import queries as persons
from people.register.models import Person
from people.roles.rules import Permission

bp = Blueprint("labels", __name__)
Answer = str | Response | tuple[str, int]
FIELDS = {LabelGuard.REASON: "reason", LabelGuard.START: "start", LabelGuard.DPI: "dpi"}
TEST_SERIAL = 123


@bp.get("/labels")
@access.needs(Permission.PRINT_LABELS)
def labels() -> str:
    """Everything that can be printed without choosing a carrier first."""
    return _page(AheadForm(formdata=None, data={"template": Template.SHEET.value}))


def _page(ahead: AheadForm, tried: tuple[str, list[Code], str] | None = None) -> str:
    return render_template(
        "carriers/labels/labels.html",
        ahead=ahead,
        cards=CardsForm(formdata=None),
        page=CardsForm(formdata=None),
        trial=TryForm(formdata=None),
        tried=tried,
        may_register=account().may(Permission.REGISTER_CARRIERS),
    )


@bp.route("/carriers/<int:carrier_id>/label", methods=["GET", "POST"])
@access.needs(Permission.REGISTER_CARRIERS)
def carrier(carrier_id: int) -> Answer:
    with session() as reading:
        found = custody.visible(reading, account(), carrier_id)
    if found is None:
        abort(404)
    return _label(queries.of_carrier(found), Template.FOLDER)


@bp.route("/people/<int:person_id>/pass", methods=["GET", "POST"])
@access.needs(Permission.PRINT_LABELS)
def person(person_id: int) -> Answer:
    with session() as reading:
        found = persons.person(reading, person_id)
        if found is None:
            abort(404)
        label = queries.of_person(found)

    def card(writing: Session, reason: Reason) -> list[str]:
        row = writing.get_one(Person, person_id, with_for_update=True)
        refuse_if("print_labels", objections_to_reason(was_printed=_was_printed(writing, row.code), reason=reason))
        return [register.print_pass(writing, row, reason=reason.value, by=account()).code]

    return _label(label, Template.PASS, card)


@bp.route("/places/<int:place_id>/label", methods=["GET", "POST"])
@access.needs(Permission.ARRANGE_PLACES)
def place(place_id: int) -> Answer:
    with session() as reading:
        found = reading.get(Place, place_id)
    if found is None:
        abort(404)
    return _label(queries.of_place(found), Template.PLACE)


def _was_printed(writing: Session, code: str) -> bool:
    return bool(queries.prints(writing, code)) or persons.printed_pass(writing, code) is not None


def _label(label: Label, usual: Template, card: Callable[[Session, Reason], list[str]] | None = None) -> Answer:
    """Choose the form of one label, then print it; a second print asks why. A pass is another `card` each time."""
    with session() as reading:
        before = queries.prints(reading, label.code)
    form = PrintForm(data={"template": usual.value})
    if form.validate_on_submit():
        try:
            if card is not None:
                return _printed(form, lambda writing: card(writing, _reason(form)), None)
            return _printed(form, lambda _writing: [label.code], lambda _code: label)
        except Refused as refused:
            _show(form, refused)
    if before:
        form.reason.choices = choices((one.value, words.REASONS[one]) for one in OFFERED_AGAIN)
    page = render_template(
        "carriers/labels/label.html",
        label=label,
        code=Code.parse(label.code),
        form=form,
        before=before,
        words=words,
    )
    return (page, 422) if request.method == "POST" else page


def _show(form: PrintForm, refused: Refused) -> None:
    for objection in refused.objections:
        add_errors(form, FIELDS.get(LabelGuard(objection.guard.value)), [words.sentence(objection)])


def _reason(form: PrintForm) -> Reason:
    return Reason(form.reason.data or Reason.FIRST)


def _printed(
    form: PrintForm, codes: Callable[[Session], list[str]], label_of: Callable[[str], Label] | None
) -> Response:
    """Print once; the same request again is given the same paper, because its first answer may never have arrived."""
    template, start = Template(form.template.data), form.start.data or 1
    reason = _reason(form)
    made: list[bytes] = []

    def work(writing: Session) -> Done:
        found, by = codes(writing), account()
        labels = [label_of(code) if label_of else queries.of_pass(writing, code) for code in found]
        made.append(
            operations.print_labels(writing, labels, template, dpi=form.dpi.data, start=start, reason=reason, by=by)
        )
        return Done(url_for("labels.labels"), codes=tuple(found))

    done = done_once(work)
    if done.is_repeated:
        with session() as reading:
            labels = [label_of(code) if label_of else queries.of_pass(reading, code) for code in done.codes]
        made.append(drawing.draw(labels, template, form.dpi.data, start=start))
    return _pdf(made[0])


def _pdf(content: bytes) -> Response:
    return send_file(BytesIO(content), "application/pdf", download_name="labels.pdf")


@bp.post("/labels/ahead")
@access.needs(Permission.REGISTER_CARRIERS)
def ahead() -> Answer:
    """Labels for carriers that have not come yet; they are bound at registration."""
    form = AheadForm()
    form.reason.data = Reason.FIRST.value
    if not form.validate():
        return _page(form), 422

    def take(writing: Session) -> list[str]:
        return [one.code for one in registers.print_ahead(writing, form.count.data or 1, by=account())]

    return _printed(form, take, Label)


@bp.post("/labels/cards")
@access.needs(Permission.PRINT_LABELS)
def cards() -> Answer:
    """Command cards for the desk."""
    form = CardsForm()
    if not form.validate():
        abort(400)
    cards = [(code.text, str(scan_words.COMMANDS[one])) for one, code in COMMAND_CODES.items()]
    return _sheet("cards", papers.command_cards(cards, form.dpi.data), form.dpi.data)


@bp.post("/labels/scanner")
@access.needs(Permission.PRINT_LABELS)
def scanner() -> Answer:
    """A page of one code in growing sizes."""
    form = CardsForm()
    if not form.validate():
        abort(400)
    code = make_code(Kind.CARRIER, house().settings.site, TEST_SERIAL).text
    title, instructions = _instructions()
    return _sheet("scanner", papers.scanner_test(title, instructions, code, form.dpi.data), form.dpi.data)


def _sheet(what: str, content: bytes, dpi: int) -> Response:
    def work(writing: Session) -> Done:
        journal.append(writing, "print_page", by=account(), page=what, dpi=dpi)
        return Done(url_for("labels.labels"))

    done_once(work)
    return _pdf(content)


def _instructions() -> tuple[str, list[str]]:
    return _("Scanner test page"), [
        _("Set the scanner to: USB keyboard, US English, Enter after each code, no prefix."),
        _("Open «Labels» in Tizilim, click the test field and scan each code from the largest to the smallest."),
        _("The page shows what arrived. The digits must be those at the bottom, for every code and keyboard layout."),
    ]


@bp.post("/labels/try")
@access.needs(Permission.PRINT_LABELS)
def attempt() -> Answer:
    """What the register makes of a scan; nothing is done with it."""
    form = TryForm()
    text = str(form.text.data or "") if form.validate() else ""
    try:
        reading = read(text)
    except ScanRefused as refused:
        return _page(AheadForm(formdata=None), (text, [], scan_words.sentence(refused)))
    layouts = {"digits": _("digits"), "kz": _("Kazakh or Russian layout"), "kz-latin": _("Kazakh Latin layout")}
    came_as = layouts.get(reading.layout) or _("other digits")
    said = _("Read well; it came as: %(layout)s.", layout=came_as)
    return _page(AheadForm(formdata=None), (text, list(reading.codes), said))
