"""Detection from the console: files in, verdicts out; it opens no register."""

import json
from pathlib import Path
from typing import Any

import click

from audits.detection import files
from audits.detection.rules import detect
from kernel.console.commands import REFUSED, fail
from kernel.words.i18n import gettext as _
from kernel.words.i18n import lazy as _l

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

DIGITS = 18


@click.group(help=_l("Breaches: repeat and systematic ones by a rule."))
def breaches() -> None:
    pass


@breaches.command("detect", help=_l("Print how often each breach of a file was repeated, by a rule of a file."))
@click.option("--rule", "rule_file", type=FILE, required=True)
@click.option("--from", "breach_file", type=FILE, required=True)
def detect_in(rule_file: Path, breach_file: Path) -> None:
    """Breaches of unknown day are named on the error stream and count nowhere."""
    try:
        rule, found = files.rule(rule_file), files.breaches(breach_file)
    except files.Refused as refused:
        fail(str(refused), REFUSED)
    is_numbered = all(_is_number(one.id) for one in found.counted)
    named = {one.id: int(one.id) if is_numbered else one.id for one in found.counted}
    verdicts = [
        {
            "breach": named[one.breach],
            "count": one.count,
            "fires": one.fires,
            "priors": sorted((named[prior] for prior in one.priors), key=_order),
        }
        for one in detect(found.counted, rule)
    ]
    click.echo(json.dumps(sorted(verdicts, key=lambda one: _order(one["breach"])), ensure_ascii=False))
    for name in found.without_day:
        click.echo(_("Breach %(id)s is not counted: the day it was committed is unknown.", id=name), err=True)


def _is_number(text: str) -> bool:
    """Whether a text is a whole number of at most 18 digits written as numbers are: a longer one stays a text."""
    return len(text) <= DIGITS and text.isascii() and text.isdecimal() and str(int(text)) == text


def _order(name: Any) -> tuple[bool, int, str]:
    """Numbers by their value, texts by their letters."""
    return (isinstance(name, str), 0 if isinstance(name, str) else int(name), str(name))
