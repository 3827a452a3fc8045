"""Settings of the installation: one TOML file and the environment, all checked before anything starts."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kernel.words.i18n import LANGUAGES
from kernel.words.i18n import gettext as _

MARKINGS = ("none", "official", "secret", "top", "special")


class SettingsError(Exception):
    """Every fault of the settings, one sentence each: (name of the setting, what is wrong)."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{name}: {fault}" for name, fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Settings:
    """What one installation is told. Site is 0..99, the port 1..65535, terms in minutes and hours."""

    data: Path
    database_url: str
    site: int = 4
    room_name_kk: str = "Құпия іс жүргізу бөлімі"
    room_name_ru: str = "Секретная часть"
    room_name_en: str = "Registry room"
    marking: str = "none"
    language: str = "ru"
    timezone: str = "Asia/Almaty"
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    https: bool = False
    idle_minutes: int = 15
    absolute_hours: int = 8

    def room_name(self, language: str) -> str:
        return str(getattr(self, f"room_name_{language}"))


INTEGERS = {
    "site": (0, 99),
    "port": (1, 65535),
    "threads": (1, 64),
    "idle_minutes": (1, 480),
    "absolute_hours": (1, 24),
}
YES, NO = ("1", "true", "yes"), ("0", "false", "no")
CHOICES = {"marking": MARKINGS, "language": LANGUAGES, "https": (*YES, *NO)}
TEXTS = ("room_name_kk", "room_name_ru", "room_name_en", "timezone", "host")


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read TIZILIM_DATA/tizilim.toml (or TIZILIM_SETTINGS) and TIZILIM_* variables, which win. Raises SettingsError."""
    env = os.environ if environ is None else environ
    data = Path(env.get("TIZILIM_DATA") or "var").absolute()
    file = Path(env.get("TIZILIM_SETTINGS") or data / "tizilim.toml")
    faults: list[tuple[str, str]] = []
    given = _from_file(file, faults) | _from_environment(env)
    url = given.pop("database_url", None) or f"sqlite:///{data / 'tizilim.sqlite3'}"
    values = {name: value for name, raw in given.items() if (value := _checked(name, raw, faults)) is not None}
    if not str(url).startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        faults.append(("database_url", _("must begin with sqlite:/// or postgresql://")))
    if faults:
        raise SettingsError(faults)
    return Settings(data=data, database_url=str(url), **values)  # type: ignore[arg-type]  # checked one by one above


def _from_file(file: Path, faults: list[tuple[str, str]]) -> dict[str, object]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        faults.append((file.name, _("is not TOML: %(error)s", error=error)))
        return {}


def _from_environment(env: Mapping[str, str]) -> dict[str, object]:
    names = (*INTEGERS, *TEXTS, *CHOICES, "database_url")
    return {name: env[key] for name in names if (key := f"TIZILIM_{name.upper()}") in env and env[key]}


def _checked(name: str, raw: object, faults: list[tuple[str, str]]) -> object | None:
    fault = _fault(name, str(raw))
    if fault:
        faults.append((name, fault))
        return None
    if name in INTEGERS:
        return int(str(raw))
    if name == "https":
        return str(raw).lower() in YES
    return str(raw).lower() if name in CHOICES else str(raw)


def _fault(name: str, text: str) -> str | None:
    """What is wrong with a setting; None for a right one."""
    if name in INTEGERS:
        low, high = INTEGERS[name]
        if not text.isdecimal() or not low <= int(text) <= high:
            return _("must be a number from %(low)s to %(high)s", low=low, high=high)
    elif name in CHOICES and text.lower() not in CHOICES[name]:
        return _("must be one of %(choices)s", choices=", ".join(CHOICES[name]))
    elif name == "timezone" and not _is_zone(text):
        return _("is not a known time zone")
    elif name not in (*TEXTS, *CHOICES):
        return _("is not a setting")
    return None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def secret_key(settings: Settings) -> bytes:
    """The key that signs form tokens: 32 random bytes in a file that only this service may read, made once."""
    file = settings.data / "secret.key"
    if not file.exists():
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(32))
    return file.read_bytes()
