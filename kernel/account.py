"""Who acts, as every package may know them: the room of accounts stands above most of those who ask."""

from enum import StrEnum
from typing import Final, Protocol


class Account(Protocol):
    """A login that acts. Grades are ranks 0 to 3; `person_id` is None for a login of nobody."""

    @property
    def id(self) -> int: ...
    @property
    def login(self) -> str: ...
    @property
    def person_id(self) -> int | None: ...
    @property
    def max_rank(self) -> int: ...

    def may(self, permission: StrEnum) -> bool:
        """Whether one of its roles grants this."""


CONSOLE: Final = None  # who acts where nobody is signed in: the console, the demo, the daily steps
STRANGER: Final = None  # who fails to sign in


def id_of(account: Account | None) -> int | None:
    return None if account is None else account.id
