"""The console as somebody types it, inside this process: a process of its own takes a second to begin."""

import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from contextvars import copy_context
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import wsgi

PROGRAM = Path(sys.executable).parent / "tizilim"
OWN = ("TIZILIM", "LANG", "LC_")


def run(*arguments: str, data: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `tizilim` says to these arguments, and its exit status. Any other end of it is raised."""
    out, err = TextIOWrapper(BytesIO(), "utf-8"), TextIOWrapper(BytesIO(), "utf-8")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("LANGUAGE", "")  # the program sets it: so it is put back
        for name in [name for name in os.environ if name.startswith(OWN)]:
            patch.delenv(name)
        for name, value in _settings(data, environment).items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["tizilim", *arguments])
        with pytest.raises(SystemExit) as ended:
            copy_context().run(wsgi.main)
    code = ended.value.code
    status = code if isinstance(code, int) else int(code is not None)
    return subprocess.CompletedProcess(arguments, status, _read(out), _read(err))


def run_alone(
    *arguments: str, data: Path | None = None, umask: int = -1, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The same as a process of its own, where only the end of one frees what it holds."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    command = [str(PROGRAM), *arguments]
    env |= _settings(data, environment)
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, umask=umask)


def _read(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def _settings(data: Path | None, environment: dict[str, str]) -> dict[str, str]:
    return environment | ({"TIZILIM_DATA": str(data)} if data else {})
