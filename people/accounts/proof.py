"""That whoever sits at the keyboard is the holder of the account that is signed in."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from kernel import throttle
from kernel.web.visit import account, address, transaction
from kernel.words.i18n import gettext as _
from people.accounts import operations, queries
from people.accounts.models import Account


class NotProven(Exception):
    """Whoever sits at the keyboard did not prove to be the account's holder; `op` names a wrong guess."""

    def __init__(self, sentence: str, op: str = "") -> None:
        super().__init__(op)
        self.sentence, self.op = sentence, op


def subject_of(login: str) -> str:
    """What guesses at this login are counted under, at the place they come from."""
    return f"{operations.subject_prefix(login)}{address()}"


def prove(writing: Session, is_right: Callable[[Account], bool], sentence: str, op: str) -> Account:
    """The account, its holder being proved to be there. Raises NotProven; guesses count with those at the sign-in."""
    subject = subject_of(account().login)
    if seconds := throttle.wait(writing, subject):
        raise NotProven(_("Too many attempts. Wait %(seconds)s seconds and try again.", seconds=seconds))
    row = queries.account(writing, account().id)
    if row is None or not is_right(row):
        raise NotProven(sentence, op)
    throttle.succeeded(writing, subject)
    return row


def count_guess(fault: NotProven) -> None:
    """After the act was undone: a wrong guess is kept although nothing else is."""
    if not fault.op:
        return
    with transaction() as writing:
        row = queries.account(writing, account().id)
        throttle.failed(writing, subject_of(account().login))
        operations.record_failure(writing, account().login, row, what=fault.op)
