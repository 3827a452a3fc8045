"""What the entries of the kernel itself are called."""

from kernel.words.i18n import lazy as _l

OPS = {
    "demo": _l("Invented data begins here"),
    "refused": _l("Refused attempt"),
    "baseline": _l("State at the beginning of replay"),
    "begin_replay": _l("Replay begins here"),
    "export": _l("Export asked for"),
    "erase": _l("Detail erased"),
    "exported": _l("Export made"),
}
