"""Serving from the console: an address that is taken, and one that answers."""

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from kernel.console.commands import SETTINGS
from tests.console import PROGRAM, run, run_alone

pytestmark = pytest.mark.slow


@pytest.fixture
def taken_port() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield str(other.getsockname()[1])


@pytest.fixture
def free_port(taken_port: str) -> str:
    with socket.create_server(("127.0.0.1", 0)) as other:
        return str(other.getsockname()[1])


@pytest.mark.parametrize(
    ("command", "language", "words"),
    [
        ("serve", "kk", "басқа бағдарлама алып тұр"),
        ("serve", "ru", "занят другой программой"),
        ("serve", "en", "is taken by another program"),
        ("demo", "en", "is taken by another program"),
    ],
)
def test_a_taken_port_is_one_sentence_that_names_the_setting(
    tmp_path: Path, taken_port: str, command: str, language: str, words: str
) -> None:
    assert run("demo", "--no-serve", "--carriers", "0", data=tmp_path).returncode == 0
    done = run_alone(command, data=tmp_path, TIZILIM_PORT=taken_port, TIZILIM_LANGUAGE=language)
    assert done.returncode == SETTINGS
    assert done.stderr.count("\n") == 1
    assert all(part in done.stderr for part in (words, taken_port, "TIZILIM_PORT", "tizilim.toml"))
    assert f":{taken_port}" not in done.stdout


def test_a_demo_whose_port_is_taken_makes_nothing_first(tmp_path: Path, taken_port: str) -> None:
    done = run_alone("demo", data=tmp_path, TIZILIM_PORT=taken_port, TIZILIM_LANGUAGE="en")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (SETTINGS, "", 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_of_this_machine_is_one_sentence_too(tmp_path: Path, free_port: str, host: str) -> None:
    assert run("init", data=tmp_path).returncode == 0
    done = run_alone("serve", data=tmp_path, TIZILIM_PORT=free_port, TIZILIM_HOST=host)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (SETTINGS, "", 1)
    assert "TIZILIM_HOST" in done.stderr


def test_it_says_where_it_is_only_when_it_answers_there(tmp_path: Path, free_port: str) -> None:
    assert run("init", data=tmp_path).returncode == 0
    env = os.environ | {"TIZILIM_DATA": str(tmp_path), "TIZILIM_PORT": free_port, "TIZILIM_LANGUAGE": "en"}
    with subprocess.Popen([str(PROGRAM), "serve"], env=env, stdout=subprocess.PIPE, text=True) as served:
        try:
            assert served.stdout is not None
            said = re.fullmatch(r"Tizilim is at (\S+)\n", served.stdout.readline())
            assert said
            with urlopen(f"{said[1]}/health", timeout=60) as answer:
                assert answer.status == 200
        finally:
            served.terminate()
