"""What the acts on printed papers are called."""

from kernel.words.i18n import lazy as _l

OPS = {"print_paper": _l("Paper printed")}
