"""Degrees of secrecy, their markings and suffixes: Law on State Secrets, art. 18(2); ranks compare by art. 29(2)."""

from enum import IntEnum

from kernel.words.i18n import lazy as _l


class Grade(IntEnum):
    """Rank of a degree of secrecy; OFFICIAL_USE is restricted but not a state secret."""

    OFFICIAL_USE = 0
    SECRET = 1
    TOP_SECRET = 2
    SPECIAL_IMPORTANCE = 3

    @property
    def is_state_secret(self) -> bool:
        return self >= Grade.SECRET

    @property
    def form(self) -> int | None:
        """The form of clearance that opens this grade: 1 is the highest; none is needed for official use."""
        return 4 - self if self.is_state_secret else None

    @property
    def css(self) -> str:
        return ("official", "secret", "top", "special")[self]

    @property
    def marks(self) -> str:
        return "■" * self

    @property
    def suffix(self) -> str:
        return ("дсп", "с", "сс", "ов")[self]

    @property
    def word(self) -> str:
        return str(WORDS[self])


WORDS = {
    Grade.OFFICIAL_USE: _l("For official use"),
    Grade.SECRET: _l("Secret"),
    Grade.TOP_SECRET: _l("Top secret"),
    Grade.SPECIAL_IMPORTANCE: _l("Of special importance"),
}


def highest_for_form(form: int) -> Grade:
    """The highest grade a clearance of form 1, 2 or 3 opens."""
    return Grade(4 - form)
