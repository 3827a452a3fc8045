"""What the clerk is told when a scan is refused: what happened and what to do."""

from kernel.codes.codes import Command
from kernel.codes.scanning import Reason, ScanRefused
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

COMMANDS = {
    Command.CONFIRM: _l("Confirm"),
    Command.CANCEL: _l("Cancel"),
    Command.REMOVE_LAST: _l("Remove the last"),
    Command.ISSUE: _l("Issue"),
    Command.TAKE_BACK: _l("Take back"),
    Command.TRANSFER: _l("Transfer"),
    Command.LOCK: _l("Close the screen"),
    Command.PRINT_RECEIPT: _l("Print the last receipt"),
}


def sentence(refused: ScanRefused) -> str:
    """One whole sentence or two in the reader's language."""
    if refused.data.get("blocks", 1) > 1:
        return _of_several(refused)
    return _of_one(refused)


def _of_one(refused: ScanRefused) -> str:
    match refused.reason:
        case Reason.EMPTY:
            return _("Nothing was read. Scan the label or type its 14 digits.")
        case Reason.TOO_LONG:
            return _(
                "Read %(got)s characters, more than the %(need)s allowed. Scan one label at a time.", **refused.data
            )
        case Reason.FOREIGN:
            return _("This is not a code of this register. Scan the label with 14 digits.")
        case Reason.SHORT:
            return _("Read %(got)s of 14 digits. Scan again.", got=refused.got)
        case Reason.LENGTH:
            return _(
                "Read %(got)s digits: neither one code of 14 nor several whole ones. "
                "Nothing was taken: scan each label again.",
                got=refused.got,
            )
        case Reason.CHECK:
            return _(
                "The check digits do not agree, so a digit was read or typed wrongly. Scan again; "
                "if it happens again, compare the digits under the bars and reprint the label."
            )
        case Reason.KIND:
            return _("All 14 digits were read, but this register prints no such code. Look whose label it is.")


def _of_several(refused: ScanRefused) -> str:
    match refused.reason:
        case Reason.SHORT:
            return _(
                "Code %(block)s of %(blocks)s has %(got)s of 14 digits. Nothing was taken: scan each label again.",
                **refused.data,
            )
        case Reason.CHECK:
            return _(
                "The check digits of code %(block)s of %(blocks)s do not agree. "
                "Nothing was taken: scan each label again.",
                **refused.data,
            )
        case Reason.KIND:
            return _(
                "Code %(block)s of %(blocks)s is none that this register prints. "
                "Nothing was taken: scan each label again, without that one.",
                **refused.data,
            )
    return _of_one(refused)
