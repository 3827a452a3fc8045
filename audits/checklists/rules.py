"""Versions of a checklist, pure: what one is, when another is taken, and which history a requirement has.

A requirement is known by a key that never changes, whatever the code under which a version lists it. Where one is split
or several are merged, a succession says from what the new one comes, and whether it is the same in substance: only then
do old findings count in its history.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from kernel.journal import canon
from kernel.objections import Objection

LANGUAGES = ("kk", "ru", "en")
SEVEREST, LIGHTEST = 1, 4


class ChecklistGuard(StrEnum):
    EMPTY = "G-LIST-EMPTY"
    CODE = "G-LIST-CODE"
    REQUIREMENT = "G-LIST-REQUIREMENT"
    TEXT = "G-LIST-TEXT"
    SEVERITY = "G-LIST-SEVERITY"
    LOST = "G-LIST-LOST"
    SUCCESSION = "G-LIST-SUCCESSION"
    SAME = "G-LIST-SAME"
    AUTHOR = "G-LIST-AUTHOR"
    CLOSED = "G-LIST-CLOSED"
    CHANGED = "G-LIST-CHANGED"
    DRAFTED = "G-LIST-DRAFTED"
    FOLLOWED = "G-LIST-FOLLOWED"


@dataclass(frozen=True)
class Words:
    """One text in three languages."""

    kk: str
    ru: str
    en: str

    @property
    def is_whole(self) -> bool:
        return all(getattr(self, language).strip() for language in LANGUAGES)


@dataclass(frozen=True)
class Item:
    """One requirement as a version lists it. `severity` is from 1, the gravest, to 4."""

    code: str
    requirement: str
    section: Words
    text: Words
    evidence: Words
    severity: int


@dataclass(frozen=True)
class Checklist:
    """One version: its number, and its items in their order."""

    number: int
    items: tuple[Item, ...]

    @property
    def sha256(self) -> str:
        """Of its content alone, in hexadecimal digits: two versions with the same items are the same checklist."""
        told = [
            [one.code, one.requirement, _told(one.section), _told(one.text), _told(one.evidence), one.severity]
            for one in self.items
        ]
        return sha256(canon.encode({"items": told})).hexdigest()

    @property
    def requirements(self) -> frozenset[str]:
        return frozenset(one.requirement for one in self.items)


def _told(words: Words) -> list[str]:
    return [words.kk, words.ru, words.en]


@dataclass(frozen=True)
class Succession:
    """A requirement comes from an older one; `is_same` where it asks the same in substance."""

    old: str
    new: str
    is_same: bool


def objections_to_content(new: Checklist) -> list[Objection]:
    """Every reason why these items are no checklist."""
    found = [] if new.items else [Objection(ChecklistGuard.EMPTY)]
    codes = Counter(one.code for one in new.items)
    found += [Objection(ChecklistGuard.CODE, {"code": code}) for code, times in codes.items() if times > 1]
    keys = Counter(one.requirement for one in new.items)
    twice = (one.code for one in new.items if keys[one.requirement] > 1 or not one.requirement)
    found += [Objection(ChecklistGuard.REQUIREMENT, {"code": code}) for code in twice]
    for one in new.items:
        if not (one.code.strip() and one.section.is_whole and one.text.is_whole and one.evidence.is_whole):
            found.append(Objection(ChecklistGuard.TEXT, {"code": one.code}))
        if not SEVEREST <= one.severity <= LIGHTEST:
            found.append(Objection(ChecklistGuard.SEVERITY, {"code": one.code}))
    return found


def objections_to_version(
    old: Checklist, new: Checklist, successions: Sequence[Succession], ended: Collection[str]
) -> list[Objection]:
    """Every reason not to take it after `old`: no requirement is lost unsaid, none comes from nowhere.

    `ended` are requirements that are asked no more and live on in no other.
    """
    found = objections_to_content(new)
    if new.sha256 == old.sha256:
        found.append(Objection(ChecklistGuard.SAME))
    followed = {one.old for one in successions} | set(ended)
    lost = sorted(old.requirements - new.requirements - followed)
    found += [Objection(ChecklistGuard.LOST, {"requirement": one}) for one in lost]
    for one in successions:
        is_known = one.old in old.requirements and one.new in new.requirements
        if not is_known or one.old == one.new or one.new in old.requirements:
            found.append(Objection(ChecklistGuard.SUCCESSION, {"old": one.old, "new": one.new}))
    return found


def objections_to_approving(author_id: int | None, approver_id: int | None) -> list[Objection]:
    """Two persons: who drafted a version does not approve it."""
    is_other = approver_id is not None and approver_id != author_id
    return [] if is_other else [Objection(ChecklistGuard.AUTHOR)]


def seal(draft: Checklist, successions: Iterable[Succession], ended: Iterable[str]) -> str:
    """Of all that a draft says, its items and what becomes of those taken out: what is approved is what was seen."""
    told = [[one.old, one.new, int(one.is_same)] for one in successions]
    content = {"items": draft.sha256, "successions": sorted(told), "ended": sorted(ended)}
    return sha256(canon.encode(content)).hexdigest()


def objections_to_drafting(*, has_draft: bool) -> list[Objection]:
    """One draft at a time."""
    return [Objection(ChecklistGuard.DRAFTED)] if has_draft else []


def objections_to_step(*, is_open: bool, is_as_seen: bool) -> list[Objection]:
    """Only a draft is changed, approved or discarded, and only as it was seen."""
    if not is_open:
        return [Objection(ChecklistGuard.CLOSED)]
    return [] if is_as_seen else [Objection(ChecklistGuard.CHANGED)]


def objections_to_taking_out(
    requirement: str, old: Checklist, draft: Checklist, told: Iterable[Succession], heirs: Collection[str]
) -> list[Objection]:
    """An old requirement lives on in new ones of this draft or in none; a new one goes where nothing lives on in it."""
    if requirement not in old.requirements:
        is_followed = any(one.new == requirement for one in told)
        return [Objection(ChecklistGuard.FOLLOWED)] if is_followed else []
    new = draft.requirements - old.requirements
    return [Objection(ChecklistGuard.SUCCESSION, {"old": requirement, "new": one}) for one in heirs if one not in new]


def history(requirement: str, successions: Iterable[Succession]) -> frozenset[str]:
    """The requirement and every one before it that was the same in substance: their findings are one line."""
    before: dict[str, set[str]] = {}
    for one in successions:
        if one.is_same:
            before.setdefault(one.new, set()).add(one.old)
    found, waiting = {requirement}, [requirement]
    while waiting:
        for older in before.get(waiting.pop(), set()) - found:
            found.add(older)
            waiting.append(older)
    return frozenset(found)
