"""The phrases of the product: found in code and templates, kept in one catalogue a package and language.

`python -m tests.phrases` brings the catalogues up to date; phrases no longer used are dropped. What templates/<package>
says belongs to its package; the rest of the templates and wsgi.py belong to kernel.
"""

import sys
from functools import cache
from io import SEEK_END, BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from kernel.words.catalogues import BESIDE, PROJECT, file_of, packages, read, whole

LANGUAGES = ("kk", "ru")
COUNTED = ("ngettext", "_ngettext", "N_many")
KEYWORDS = {**dict.fromkeys(("_", "_l", "N_", "gettext")), **dict.fromkeys(COUNTED, (1, 2))}
METHODS: dict[str, tuple[str, dict[str, str]]] = {
    ".py": ("python", {}),
    ".html": ("jinja2", {"extensions": "jinja2.ext.i18n", "trimmed": "true"}),
}
TEMPLATES = BESIDE / "templates"
GROUND = BESIDE / "kernel"
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: {project} 1\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""  # no dates and no names: lines that every branch would change


def owner(file: Path) -> Path:
    """The package whose catalogue holds the phrases of this file."""
    within = file.relative_to(TEMPLATES if file.is_relative_to(TEMPLATES) else BESIDE)
    package = BESIDE / within.parts[0]
    return package if package in packages() else GROUND


@cache
def said_in(package: Path) -> Catalog:
    """Every phrase of the code and the templates of a package."""
    found = Catalog(project=PROJECT, charset="utf-8")
    for file in sources():
        if owner(file) == package:
            method, options = METHODS[file.suffix]
            for _line, message, _comments, _context in extract_from_file(method, file, KEYWORDS, options=options):
                found.add(message)
    return found


@cache
def sources() -> list[Path]:
    roots = [TEMPLATES, *packages()]
    files = [file for root in roots for file in root.rglob("*") if file.suffix in METHODS]
    return [BESIDE / "wsgi.py", *sorted(file for file in files if "versions" not in file.parts)]


def catalogue(package: Path, language: str) -> Catalog:
    """The phrases of one package and language as they stand in its file."""
    file = file_of(package, language)
    return read(file, language) if file.exists() else Catalog(locale=language, charset="utf-8")


def untranslated(language: str) -> list[str]:
    """Phrases of the product that this language does not say, or says with other placeholders."""
    missing = []
    for package in packages():
        known = catalogue(package, language)
        for message in said_in(package):
            found = known.get(message.id)
            said = found.string if found is not None and not found.fuzzy else ""
            parts = said if isinstance(said, tuple) else (said,)
            wrong = found.check() if found is not None else []
            if message.id and (wrong or not all(parts)):
                missing.append(f"{package.name}: {message.id}")
    return missing


def stale(language: str) -> list[str]:
    """Phrases of the catalogues that the code and templates of their package no longer say."""
    return [
        f"{package.name}: {message.id}"
        for package in packages()
        for message in catalogue(package, language)
        if message.id and said_in(package).get(message.id) is None
    ]


def fuzzy(language: str) -> list[str]:
    """Phrases whose translation somebody has marked as a guess: gettext would pass them over."""
    return [str(one.id) for package in packages() for one in catalogue(package, language) if one.id and one.fuzzy]


def updated(package: Path, language: str) -> bytes:
    """The file of one catalogue as it ought to stand: what is said in the package, in order, and nothing else."""
    known, everywhere = catalogue(package, language), whole(language)
    fresh = Catalog(locale=language, project=PROJECT, charset="utf-8")
    for message in said_in(package):
        said = known.get(message.id) or everywhere.get(message.id)
        if message.id:
            fresh.add(message.id, said.string if said else "", flags=message.flags | (said.flags if said else set()))
    header = HEADER.format(project=PROJECT, language=language, plurals=fresh.plural_forms)
    out = BytesIO(header.encode())
    out.seek(0, SEEK_END)
    write_po(out, fresh, width=120, omit_header=True, sort_output=True, no_location=True)
    return out.getvalue()


def main() -> None:
    for language in LANGUAGES:
        texts = {file_of(package, language): updated(package, language) for package in packages()}
        for file, text in texts.items():  # all are made before one is written: a phrase may move to another package
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
        left = untranslated(language)
        sys.stdout.write(f"{language}: {len(left)} phrases to translate\n" + "".join(f"  {one}\n" for one in left[:20]))


if __name__ == "__main__":
    main()
