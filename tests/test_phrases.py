"""The catalogues: whole, in order, of one voice; and read without anything compiled beforehand."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from kernel.words import catalogues
from tests import phrases
from tests.latin import foreign_words

TYPED = {  # at the console or in the settings, as it stands
    *("tizilim", "init", "account", "add", "LOGIN", "role", "administrator"),
    *("TIZILIM", "PORT", "HOST", "SITE", "port", "host", "site", "toml", "chmod", "go"),
    *("KIND", "carrier", "person", "place", "act", "command", "C", "http", "sqlite", "postgresql"),
}
SAYING = {"_", "_l", "N_", "N_many", "gettext", "ngettext"}


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_no_phrase_is_kept_that_nothing_says(language: str) -> None:
    assert phrases.stale(language) == []


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_no_phrase_is_a_guess(language: str) -> None:
    assert phrases.fuzzy(language) == []


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_a_phrase_of_two_packages_says_the_same_in_both(language: str) -> None:
    said = defaultdict(set)
    for package in catalogues.packages():
        for message in phrases.catalogue(package, language):
            if message.id:
                said[message.id].add(message.string)
    assert [phrase for phrase, ways in said.items() if len(ways) > 1] == []


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_the_catalogues_stand_as_the_tool_writes_them(language: str) -> None:
    found = {one.name: catalogues.file_of(one, language).read_bytes() for one in catalogues.packages()}
    assert found == {one.name: phrases.updated(one, language) for one in catalogues.packages()}
    assert {"kernel", "people", "carriers", "audits"} <= set(found)
    assert not [name for name, text in found.items() if b"-Date:" in text]


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_what_a_page_says_is_found_in_the_catalogue_of_any_package(language: str) -> None:
    spoken = catalogues.load(language)
    for package in catalogues.packages():
        for message in phrases.catalogue(package, language):
            if isinstance(message.id, str) and message.id:
                assert spoken.gettext(message.id) == message.string


@pytest.mark.parametrize("language", phrases.LANGUAGES)
def test_no_translation_keeps_a_word_in_latin_letters(language: str) -> None:
    said = [
        (text, foreign)
        for message in catalogues.whole(language)
        for text in (message.string if isinstance(message.string, tuple) else (message.string,))
        if message.id and (foreign := foreign_words(str(text)) - TYPED)
    ]
    assert said == []


def test_phrases_belong_to_the_package_of_their_templates() -> None:
    def owner(name: str) -> str:
        return phrases.owner(catalogues.BESIDE / name).name

    assert owner("templates/people/accounts/sign_in.html") == owner("people/accounts/views.py") == "people"
    assert owner("templates/base.html") == owner("templates/errors/error.html") == owner("wsgi.py") == "kernel"


def _a_package(beside: Path, name: str, project: str) -> None:
    file = catalogues.file_of(beside / name, "ru")
    file.parent.mkdir(parents=True)
    header = phrases.HEADER.format(project=project, language="ru", plurals="nplurals=1; plural=0;")
    file.write_text(header + f'msgid "Desk"\nmsgstr "{name}"\n', encoding="utf-8")


def test_a_new_package_is_found_and_a_foreign_one_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "BESIDE", tmp_path)
    _a_package(tmp_path, "moons", catalogues.PROJECT)
    _a_package(tmp_path, "strangers", "Strangers")
    assert catalogues.load("ru").gettext("Desk") == "moons"


def _said(tree: ast.AST) -> list[ast.Call]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [one for one in calls if isinstance(one.func, ast.Name) and one.func.id in SAYING]


def test_no_phrase_is_said_inside_another() -> None:
    nested = [
        f"{file.name}:{inner.lineno}"
        for file in phrases.sources()
        if file.suffix == ".py"
        for call in _said(ast.parse(file.read_text(encoding="utf-8")))
        for inner in _said(call)
        if inner is not call
    ]
    assert nested == []  # the search for phrases does not see the inner one


def test_nothing_compiled_is_kept() -> None:
    assert list(catalogues.BESIDE.glob("*/translations/**/*.mo")) == []
