"""Samples from the console; it opens no register, so that anybody draws one again on any machine."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from audits.sampling import rules
from kernel.console.commands import REFUSED, fail
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l


class Share(click.ParamType[Fraction]):
    """A number between 0 and 1, both excluded, taken exactly as it is written."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """The share. Raises click.BadParameter."""
        try:
            found = Fraction(str(value).strip())
        except (ValueError, ZeroDivisionError):
            found = Fraction(0)
        if not 0 < found < 1:
            self.fail(_("«%(value)s» is no share between 0 and 1. Write it as 0.05.", value=value), param, ctx)
        return found


@click.command(help=_l("Print the size of a sample, then, by a seed and a list of units, which are drawn."))
@click.option("--population", type=click.IntRange(1, 100_000_000), required=True)
@click.option("--tolerable", type=Share(), required=True)
@click.option("--confidence", type=Share(), required=True)
@click.option("--seed")
@click.option("--from", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def sample(population: int, tolerable: Fraction, confidence: Fraction, seed: str | None, file: Path | None) -> None:
    """The size alone on the first line."""
    if (seed is None) != (file is None):
        options = {"seed": "--seed", "file": "--from"}
        fail(
            _("A list is drawn by a seed from a file: give both %(seed)s and %(file)s, or neither.", **options), REFUSED
        )
    number = rules.size(population, rules.must_be_found(population, tolerable), confidence)
    units = _units(file, population) if file is not None else []
    click.echo(str(number))
    for unit in rules.drawn(units, seed or "", number) if file is not None else []:
        click.echo(unit)


def _units(file: Path, population: int) -> list[str]:
    """The units of the file, one a line; empty lines count for nothing."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fail(_("The list is not written in %(encoding)s. Save it so and try again.", encoding="UTF-8"), REFUSED)
    seen: dict[str, int] = {}
    for line, unit in enumerate((one.strip() for one in text.splitlines()), start=1):
        if unit in seen:
            told: dict[str, object] = {"line": line, "first": seen[unit]}
            fail(
                _("Line %(line)s names the unit of line %(first)s again. Each stands in the list once.", **told),
                REFUSED,
            )
        if unit:
            seen[unit] = line
    if len(seen) != population:
        counted: dict[str, object] = {"units": len(seen), "population": population, "option": "--population"}
        fail(
            _("The list names %(units)s units, and %(option)s is %(population)s. Correct one of them.", **counted),
            REFUSED,
        )
    return list(seen)
