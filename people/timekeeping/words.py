"""What acts on the clock are called."""

from kernel.journal.entries import CONFIRM_CLOCK
from kernel.words.i18n import lazy as _l

OPS = {CONFIRM_CLOCK: _l("Clock confirmed")}
