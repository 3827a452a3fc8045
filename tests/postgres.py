"""A private PostgreSQL for the tests: started once a run, thrown away after it."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

MEMORY, ROOM = (
    Path("/dev/shm"),
    1 << 30,
)  # where there is so much of it, databases are copied in memory: 20 times faster
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
SWEEP = 'cat; "$1" -D "$2/data" -m immediate stop; rm -rf "$2"'  # begins when the other end of its input is closed


def binaries() -> Path:
    """Where initdb and pg_ctl are. Raises RuntimeError that names the package to install."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    in_path = shutil.which("initdb")
    if in_path:
        return Path(in_path).parent
    raise RuntimeError("the tests need a PostgreSQL server: install Debian's package `postgresql`")


def _folder(*, durable: bool) -> str:
    is_roomy = MEMORY.exists() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return str(MEMORY) if is_roomy and not durable else "/tmp"


@contextmanager
def private_server(*, durable: bool = False) -> Iterator[str]:
    """The URL of a server that listens on a socket in its own folder only. As root it runs as nobody."""
    given = os.environ.get("TIZILIM_TEST_DATABASE_URL")
    if given:
        yield given
        return
    home = Path(tempfile.mkdtemp(prefix="tizilim-pg-", dir=_folder(durable=durable)))
    options: dict[str, Any] = {"cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
        options |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    tools, data = binaries(), home / "data"
    settings = f"-k {home} -c listen_addresses='' -c max_connections=100 {'' if durable else FAST}"
    cluster: list[str | Path] = [tools / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8"]
    control: list[str | Path] = [tools / "pg_ctl", "-D", data]
    with _swept(tools, home, options):
        subprocess.run([*cluster, "--locale=C.UTF-8", "--no-sync"], check=True, **options)
        subprocess.run([*control, "-w", "-l", home / "server.txt", "-o", settings, "start"], check=True, **options)
        yield f"postgresql+psycopg://postgres@/postgres?host={home}"


@contextmanager
def _swept(tools: Path, home: Path, options: dict[str, Any]) -> Iterator[None]:
    """Afterwards the server is stopped and its folder removed, even where this process is killed outright."""
    command: list[str | Path] = ["sh", "-c", SWEEP, "sh", tools / "pg_ctl", home]
    # The kernel closes the pipe of a process however it ends; a session of its own keeps the terminal's signals away.
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True, **options) as sweeper:
        yield
    assert sweeper.returncode == 0, f"the private PostgreSQL server in {home} was not stopped and removed"


def create_database(server_url: str, template: str | None = None, name: str = "") -> str:
    """A new database on the server, of this name or of one of its own, a copy of the template if any; its URL."""
    name = name or f"t{uuid.uuid4().hex}"
    with psycopg.connect(server_url.replace("+psycopg", ""), autocommit=True) as connection:
        copy = f" TEMPLATE {template} STRATEGY FILE_COPY" if template else ""
        connection.execute(f"CREATE DATABASE {name}{copy}".encode())
    return server_url.replace("/postgres?", f"/{name}?")


def drop_database(server_url: str, url: str) -> None:
    with psycopg.connect(server_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name_of(url)} WITH (FORCE)".encode())


def name_of(url: str) -> str:
    return url.split("?")[0].rsplit("/", 1)[1]
