"""Settings: one file and the environment, every fault said at once."""

from pathlib import Path

import pytest

from kernel.config import SettingsError, load
from kernel.words.i18n import use_language


def test_without_a_word_it_is_a_room_on_sqlite(tmp_path: Path) -> None:
    found = load({"TIZILIM_DATA": str(tmp_path)})
    assert found.database_url == f"sqlite:///{tmp_path / 'tizilim.sqlite3'}"
    assert (found.site, found.host, found.port, found.language) == (4, "127.0.0.1", 8000, "ru")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    text = 'site = 7\nroom_name_kk = "Бірінші бөлім"\nhttps = true\nmarking = "secret"\n'
    (tmp_path / "tizilim.toml").write_text(text, encoding="utf-8")
    found = load({"TIZILIM_DATA": str(tmp_path), "TIZILIM_SITE": "12", "TIZILIM_PORT": "9000"})
    assert (found.site, found.port, found.https, found.marking) == (12, 9000, True, "secret")
    assert found.room_name("kk") == "Бірінші бөлім"


def test_every_fault_is_said_at_once_and_in_the_readers_language(tmp_path: Path) -> None:
    (tmp_path / "tizilim.toml").write_text('colour = "red"\nmarking = "blue"\n', encoding="utf-8")
    env = {
        "TIZILIM_DATA": str(tmp_path),
        "TIZILIM_SITE": "100",
        "TIZILIM_PORT": "http",
        "TIZILIM_HTTPS": "perhaps",
        "TIZILIM_TIMEZONE": "Asia/Atlantis",
        "TIZILIM_DATABASE_URL": "mysql://x",
    }
    with use_language("ru"), pytest.raises(SettingsError) as refused:
        load(env)
    faults = dict(refused.value.faults)
    assert set(faults) == {"colour", "marking", "site", "port", "https", "timezone", "database_url"}
    assert faults["site"] == "нужно число от 0 до 99"


def test_a_file_that_is_no_toml_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "tizilim.toml").write_text("site: 4", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load({"TIZILIM_DATA": str(tmp_path)})
    assert refused.value.faults[0][0] == "tizilim.toml"
