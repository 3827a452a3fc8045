"""What papers and their languages are called."""

from carriers.papers.rules import What
from kernel.papers.paper import Tongue
from kernel.words.i18n import lazy as _l

WHATS = {
    What.ACT: _l("Destruction act with its list"),
    What.PROTOCOL: _l("Protocol of execution"),
    What.STATEMENT: _l("Statement that a carrier is missing"),
    What.REPORT: _l("Report to the head"),
    What.SEARCH: _l("Search sheet"),
    What.FOUND: _l("Act on a found carrier"),
    What.RECEIPT: _l("Receipt"),
    What.LETTER: _l("Notice to the authorised body"),
    What.CONCLUSION: _l("Conclusion of the investigation"),
    What.SANITISED: _l("Act of sanitising"),
    What.HOLD: _l("Order of a hold"),
    What.VOIDED: _l("Act on a voided entry"),
    What.ORDER: _l("Order on the commission"),
}
TONGUES = {
    Tongue.BOTH: _l("Kazakh and Russian side by side"),
    Tongue.KK: _l("Kazakh alone"),
    Tongue.RU: _l("Russian alone"),
}
