"""What the acts in the journal are called."""

from kernel.journal.entries import Log
from kernel.words.i18n import lazy as _l

LOGS = {
    Log.CUSTODY: _l("Custody"),
    Log.SECURITY: _l("Security"),
}

NAMES_OF_FIELDS = {
    "act": _l("act"),
    "basket": _l("basket"),
    "carrier": _l("barcode"),
    "carriers": _l("barcodes"),
    "clearance": _l("clearance"),
    "code": _l("barcode"),
    "codes": _l("barcodes"),
    "confirmed": _l("acknowledged"),
    "count": _l("how many"),
    "document": _l("document"),
    "dpi": _l("dots per inch"),
    "due": _l("return by (UTC)"),
    "elements": _l("elements of art. 29"),
    "export": _l("export"),
    "filters": _l("filter"),
    "first": _l("first number"),
    "form": _l("form of clearance"),
    "giver": _l("gives (person)"),
    "guards": _l("rules that refused"),
    "last": _l("last number"),
    "length": _l("length of the text"),
    "movement": _l("movement"),
    "now": _l("now"),
    "number": _l("number"),
    "on": _l("about"),
    "page": _l("page"),
    "parent": _l("lies in"),
    "permission": _l("permission"),
    "person": _l("person"),
    "rank": _l("grade"),
    "ranks": _l("grades"),
    "reason": _l("reason"),
    "receipt": _l("receipt"),
    "receiver": _l("receives (person)"),
    "register": _l("register"),
    "roles": _l("roles"),
    "rows": _l("rows"),
    "second": _l("second worker"),
    "seq": _l("number"),
    "sha256": _l("SHA-256"),
    "sheets": _l("sheets"),
    "states": _l("states"),
    "template": _l("template"),
    "valid": _l("valid"),
    "was": _l("was"),
    "what": _l("what"),
    "year": _l("year"),
}


def field(name: str) -> str:
    """A field of an entry in words; one of a later version keeps its own name."""
    return str(NAMES_OF_FIELDS.get(name, name))
