"""The phrases of the product: found in code and templates, kept in catalogues, compiled for gettext.

`python -m tests.phrases` brings the catalogues up to date and compiles them; phrases no longer used are dropped.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "kernel" / "translations"
LANGUAGES = ("kk", "ru")
PACKAGES = ("kernel", "people", "carriers", "audits", "templates")
COUNTED = ("ngettext", "_ngettext", "N_many")
KEYWORDS = {**dict.fromkeys(("_", "_l", "N_", "gettext")), **dict.fromkeys(COUNTED, (1, 2))}
METHODS = [("**/migrations/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"extensions": "jinja2.ext.i18n", "trimmed": "true"}}


def template() -> Catalog:
    """Every phrase of the code and the templates."""
    found = Catalog(project="Tizilim", charset="utf-8")
    for name in PACKAGES:
        for _file, _line, message, _comments, _context in extract_from_dir(ROOT / name, METHODS, OPTIONS, KEYWORDS):
            found.add(message)
    for _line, message, _comments, _context in extract_from_file("python", ROOT / "wsgi.py", KEYWORDS):
        found.add(message)
    return found


def catalogue(language: str) -> Catalog:
    """The phrases of one language as they stand in its file."""
    file = _po(language)
    if not file.exists():
        return Catalog(locale=language, charset="utf-8")
    with file.open("rb") as text:
        return read_po(text, locale=language)


def untranslated(language: str) -> list[str]:
    """Phrases of the product that this language does not say, or says with other placeholders."""
    known = catalogue(language)
    missing = []
    for message in template():
        if not message.id:
            continue
        found = known.get(message.id)
        said = found.string if found is not None and not found.fuzzy else ""
        parts = said if isinstance(said, tuple) else (said,)
        if not parts or not all(parts) or list(found.check() if found else ()):
            missing.append(str(message.id))
    return missing


def update(language: str) -> None:
    """Bring one catalogue to the phrases of the product, drop the rest, and compile it."""
    known = catalogue(language)
    known.update(template(), no_fuzzy_matching=True)
    known.obsolete.clear()
    file = _po(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        write_po(out, known, width=120, omit_header=False, sort_output=True, no_location=True)
    with file.with_suffix(".mo").open("wb") as out:
        write_mo(out, known)


def _po(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


if __name__ == "__main__":
    for code in LANGUAGES:
        update(code)
        left = untranslated(code)
        sys.stdout.write(f"{code}: {len(left)} phrases to translate\n" + "".join(f"  {one}\n" for one in left[:20]))
