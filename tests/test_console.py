"""The console as somebody types it: answers, files, exit statuses, three languages."""

import json
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from kernel.console.commands import FAULT, REFUSED, SETTINGS, UNAVAILABLE
from kernel.database.engine import sqlite_driver
from tests.console import run, run_alone

CODE = "10400000012382"


@pytest.mark.slow  # a second for each process
def test_the_installed_program_says_what_the_same_words_say_in_this_process(tmp_path: Path) -> None:
    for arguments, status in ((("code", "carrier", "4", "123"), 0), (("scan", CODE[1:]), REFUSED), (("check",), FAULT)):
        alone = run_alone(*arguments, data=tmp_path)
        here = run(*arguments, data=tmp_path, TIZILIM_LANGUAGE="en")
        assert (alone.returncode, alone.stdout, alone.stderr) == (here.returncode, here.stdout, here.stderr)
        assert alone.returncode == status


def test_a_code_is_made() -> None:
    assert run("code", "carrier", "4", "123").stdout == "10400000012382\n"
    assert run("code", "carrier", "4", "0").returncode == 2


def test_a_scan_is_read_without_a_database(tmp_path: Path) -> None:
    done = run("scan", '"қңққққққ"әіүә', data=tmp_path / "none")
    assert json.loads(done.stdout) == [
        {"code": "10400000012382", "kind": "carrier", "site": 4, "serial": 123, "layout": "kz"}
    ]
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1040000012382", "short"),
        ("104000010400000012382", "length"),
        ("10400100012382", "check"),
        ("https://example.kz", "foreign"),
        ("", "empty"),
        ("9" * 5000, "too_long"),
    ],
)
def test_a_refused_scan_says_why_in_the_language_asked(text: str, reason: str) -> None:
    sentences = set()
    for language in ("kk", "ru", "en"):
        done = run("scan", text, TIZILIM_LANGUAGE=language)
        answer = json.loads(done.stdout)
        assert (done.returncode, answer["refused"]) == (REFUSED, reason)
        sentences.add(answer["message"])
    assert len(sentences) == 3


def test_labels_are_drawn_and_read_back(tmp_path: Path) -> None:
    run("init", data=tmp_path)
    file = tmp_path / "out.pdf"
    codes = ["10400000012382", "10400000012479"]
    done = run("labels", *codes, "--template", "small", "--dpi", "203", "-o", str(file), data=tmp_path)
    assert done.returncode == 0, done.stderr
    pages = [page.render(scale=203 / 72).to_pil() for page in pypdfium2.PdfDocument(file.read_bytes())]
    assert [{one.text for one in zxingcpp.read_barcodes(page)} for page in pages] == [{code} for code in codes]
    wrong = run("labels", "10400000012383", "-o", str(tmp_path / "no.pdf"), data=tmp_path)
    assert wrong.returncode == REFUSED
    assert not (tmp_path / "no.pdf").exists()


def test_help_is_said_in_three_languages() -> None:
    said = {language: run("--help", TIZILIM_LANGUAGE=language).stdout for language in ("kk", "ru", "en")}
    assert said["kk"].startswith("Қолданылуы:")
    assert said["ru"].startswith("Использование:")
    assert said["en"].startswith("Usage:")
    for command in ("init", "demo", "serve", "check", "account", "code", "scan", "labels", "journal"):
        assert all(command in text for text in said.values())
        assert run(command, "--help", TIZILIM_LANGUAGE="ru").returncode == 0


def test_a_room_from_nothing_to_a_verified_journal(tmp_path: Path) -> None:
    assert run("check", data=tmp_path).returncode != 0
    assert run("init", data=tmp_path).returncode == 0
    assert run("init", data=tmp_path).returncode == 0
    assert run("check", data=tmp_path).returncode == 0
    why = ("--reason", "иесі ұмытып қалды")
    added = run("account", "add", "әкімші", "--role", "administrator", data=tmp_path)
    assert added.returncode == 0, added.stderr
    assert run("account", "reset", "әкімші", *why, data=tmp_path).returncode == 0
    assert run("account", "disable", "әкімші", *why, data=tmp_path).returncode == 0
    assert run("account", "disable", "ешкім", *why, data=tmp_path).returncode == FAULT
    assert run("journal", "verify", data=tmp_path).returncode == 0
    exported = run("journal", "export", "security", "-o", str(tmp_path / "s.jsonl"), data=tmp_path)
    assert exported.returncode == 0, exported.stderr
    assert json.loads((tmp_path / "s.jsonl").read_text(encoding="utf-8").splitlines()[-1])["size"] == 3


def test_a_flipped_byte_is_found_with_its_place(tmp_path: Path) -> None:
    assert run("demo", "--no-serve", "--carriers", "5", data=tmp_path).returncode == 0
    connection = sqlite_driver().connect(tmp_path / "tizilim.sqlite3")
    connection.execute("DROP TRIGGER journal_entry_no_update")
    row = "WHERE log = 'custody' AND n = 7"
    body = bytearray(connection.execute(f"SELECT body FROM journal_entry {row}").fetchone()[0])
    body[10] ^= 1
    connection.execute(f"UPDATE journal_entry SET body = ? {row}", (bytes(body),))
    connection.commit()
    connection.close()
    done = run("journal", "verify", data=tmp_path, TIZILIM_LANGUAGE="ru")
    assert done.returncode == FAULT
    assert "запись 7" in done.stdout + done.stderr


def test_wrong_settings_and_an_absent_database_have_statuses_of_their_own(tmp_path: Path) -> None:
    wrong = run("check", data=tmp_path, TIZILIM_SITE="abc", TIZILIM_LANGUAGE="kk")
    assert wrong.returncode == SETTINGS
    assert "site" in wrong.stderr
    gone = run("check", data=tmp_path, TIZILIM_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert gone.returncode in (FAULT, UNAVAILABLE)
    assert run("account", "add", "x1x", "--role", "clerk", data=tmp_path).returncode == UNAVAILABLE


def test_demo_data_never_goes_into_a_register_in_use(tmp_path: Path) -> None:
    run("init", data=tmp_path)
    run("account", "add", "admin", "--role", "administrator", data=tmp_path)
    assert run("demo", "--no-serve", data=tmp_path).returncode == FAULT


def test_a_detail_is_erased_once_with_a_reason_and_an_entry_that_says_so(tmp_path: Path) -> None:
    run("demo", "--no-serve", "--carriers", "3", data=tmp_path)
    with closing(sqlite_driver().connect(tmp_path / "tizilim.sqlite3")) as database:
        n, field = database.execute("SELECT n, field FROM journal_detail WHERE log = 'custody' LIMIT 1").fetchone()
    erase = ("journal", "erase", "custody", str(n), field)
    assert run(*erase, data=tmp_path).returncode == 2
    assert run(*erase, "--reason", "қате енгізілген", data=tmp_path).returncode == 0
    assert run(*erase, "--reason", "тағы", data=tmp_path).returncode == REFUSED
    assert run("journal", "verify", data=tmp_path).returncode == 0
    told = run("journal", "export", "custody", "-o", str(tmp_path / "c.jsonl"), data=tmp_path)
    assert told.returncode == 0
    entry = next(one for one in map(json.loads, (tmp_path / "c.jsonl").read_text().splitlines()) if "erase" in str(one))
    assert f"custody:{n}:{field}" in str(entry)
    assert "қате енгізілген" in str(entry)
