"""What severities are called."""

from kernel.words.i18n import lazy as _l

SEVERITIES = {1: _l("critical"), 2: _l("serious"), 3: _l("ordinary"), 4: _l("minor")}
SEVERITY_CSS = {1: "stop", 2: "look", 3: "soft", 4: "soft"}
