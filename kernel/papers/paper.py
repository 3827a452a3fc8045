"""What a paper consists of, before anybody draws it: pairs of texts in two languages, tables of data, signature lines.

The state language stands left or above, Russian right or below, in letters of one size (Law on Languages, art. 21).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum


class Tongue(StrEnum):
    """In which languages a paper is printed."""

    BOTH = "both"
    KK = "kk"
    RU = "ru"


@dataclass(frozen=True)
class Pair:
    """One text in two languages."""

    kk: str
    ru: str

    def once(self, tongue: Tongue = Tongue.BOTH) -> str:
        """In one line: Kazakh, a stroke, Russian; one word where both are the same or one language is asked for."""
        if tongue is Tongue.KK or self.kk == self.ru:
            return self.kk
        return self.ru if tongue is Tongue.RU else f"{self.kk} / {self.ru}"

    def reworded(self, edits: "Mapping[Pair, Pair]") -> "Pair":
        """In the words that stand for it now."""
        return edits.get(self, self)


@dataclass(frozen=True)
class Filled(Pair):
    """A template with its values in it; another wording of the template takes the same values."""

    template: Pair
    told: Mapping[str, str]

    @classmethod
    def of(cls, template: Pair, told: Mapping[str, str]) -> "Filled":
        return cls(template.kk.format(**told), template.ru.format(**told), template, told)

    def reworded(self, edits: "Mapping[Pair, Pair]") -> Pair:
        return Filled.of(edits.get(self.template, self.template), self.told)


NOTHING = Pair("", "")


@dataclass(frozen=True)
class Text:
    """Running text of as many lines in both languages, each pair of lines from one height on.

    `is_head` is bold, `is_title` bold and in the middle.
    """

    pair: Pair
    is_head: bool = False
    is_title: bool = False


PerSheet = Callable[[Sequence[Sequence[str | Pair]]], Pair]


@dataclass(frozen=True)
class Table:
    """Data once under headings in both languages. `widths` are shares; `ends` stands under the last row.

    `per_sheet` says what the rows of one sheet come to; it stands under them where the table takes several.
    """

    heads: Sequence[Pair]
    rows: Sequence[Sequence[str | Pair]]
    widths: Sequence[float]
    ends: Pair | None = None
    name: Pair | None = None
    per_sheet: PerSheet | None = None


@dataclass(frozen=True)
class Line:
    """A place for one hand: who signs as what, and the fact that the program has their PIN."""

    role: Pair
    post: Pair
    name: str
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class Hands:
    """Lines for signatures."""

    lines: Sequence[Line]


@dataclass(frozen=True)
class Approval:
    """The stamp of approval, in the right half under the heading of the body."""

    post: Pair
    name: str
    approved_at: datetime | None


Block = Text | Table | Hands


@dataclass(frozen=True)
class Paper:
    """The content of one paper. `code` is the 14 digits that lead a scan back to its subject, empty where the subject
    has none: then the number of the printing leads back; `rank` is the highest grade of what it names: who may not see
    that may not open the paper either, whatever becomes of its subject. `subject` is what printings are kept under,
    the code where it is not said."""

    title: Pair
    number: str
    day: Pair
    code: str
    rank: int
    blocks: Sequence[Block]
    to: Pair | None = None
    approval: Approval | None = None
    across: Pair | None = None
    is_wide: bool = False
    subject: str = ""


@dataclass(frozen=True)
class Print:
    """What the frame says of one printing of a paper: marking, number, hand, and the state of the journal."""

    number: str
    code: str  # 14 digits under the QR
    at: datetime
    by: str
    origin: str
    size: int
    root: str
    body: Pair
    marking: Pair = NOTHING
    copy_no: str = ""
    list_item: str = ""
    tongue: Tongue = Tongue.BOTH
    qr: Sequence[Sequence[bool]] = field(default_factory=tuple)


def reworded(paper: Paper, edits: Mapping[Pair, Pair]) -> Paper:
    """The same paper in the words that stand now for those it was drawn with."""

    def told(pair: Pair | None) -> Pair | None:
        return pair.reworded(edits) if pair else pair

    approval = paper.approval
    return replace(
        paper,
        title=paper.title.reworded(edits),
        to=told(paper.to),
        across=told(paper.across),
        approval=replace(approval, post=approval.post.reworded(edits)) if approval else None,
        blocks=[_block(one, edits) for one in paper.blocks],
    )


def _sums(per_sheet: PerSheet | None, edits: Mapping[Pair, Pair]) -> PerSheet | None:
    return None if per_sheet is None else lambda rows: per_sheet(rows).reworded(edits)


def _block(block: Block, edits: Mapping[Pair, Pair]) -> Block:
    match block:
        case Text():
            return replace(block, pair=block.pair.reworded(edits))
        case Table():
            return replace(
                block,
                heads=[one.reworded(edits) for one in block.heads],
                rows=[[one.reworded(edits) if isinstance(one, Pair) else one for one in row] for row in block.rows],
                ends=block.ends.reworded(edits) if block.ends else None,
                name=block.name.reworded(edits) if block.name else None,
                per_sheet=_sums(block.per_sheet, edits),
            )
        case Hands():
            return Hands([replace(one, role=one.role.reworded(edits)) for one in block.lines])
