"""What make does before there is an environment: packages it lacks, a folder that was moved, a sentence meanwhile."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
BARE_PYTHON = """#!/bin/sh
case "$2" in
*ensurepip*|*ctypes*) exit 1 ;;
*print*) echo 3.11 ;;
esac
"""


def a_program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).chmod(0o755)


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("purpose", "packages"), [("run", "python3.11-venv"), ("test", "python3.11-venv chromium postgresql libatomic1")]
)
def test_who_may_not_install_is_shown_the_one_line_that_helps(tmp_path: Path, purpose: str, packages: str) -> None:
    bare = tmp_path / "bin"
    a_program(bare, "python3", BARE_PYTHON)
    a_program(bare, "id", "#!/bin/sh\necho 1000\n")
    a_program(bare, "ls", "#!/bin/sh\nexit 2\n")
    sh = shutil.which("sh")
    assert sh
    done = run(sh, "tests/needs.sh", purpose, PATH=str(bare), PYTHON="python3")
    assert done.returncode == 1
    lines = [line.strip() for line in done.stderr.splitlines() if "apt-get" in line]
    assert lines == [f"apt-get install {packages}"]


def test_root_is_shown_the_line_where_apt_does_not_install(tmp_path: Path) -> None:
    bare = tmp_path / "bin"
    a_program(bare, "python3", BARE_PYTHON)
    a_program(bare, "id", "#!/bin/sh\necho 0\n")
    a_program(bare, "apt-get", "#!/bin/sh\necho no network >&2\nexit 100\n")
    sh = shutil.which("sh")
    assert sh
    done = run(sh, "tests/needs.sh", "run", PATH=str(bare), PYTHON="python3")
    assert done.returncode == 1
    assert "no network" in done.stderr
    assert "    apt-get install python3.11-venv\n" in done.stderr


def test_an_older_python_is_refused_by_name(tmp_path: Path) -> None:
    a_program(tmp_path, "python3.9", "#!/bin/sh\nexit 1\n")
    done = run("sh", "tests/needs.sh", "run", PYTHON=str(tmp_path / "python3.9"))
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr


@pytest.mark.parametrize("stands_where_it_was_made", [True, False])
def test_a_moved_folder_makes_its_environment_anew(tmp_path: Path, *, stands_where_it_was_made: bool) -> None:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "place").write_text(f"{tmp_path if stands_where_it_was_made else '/elsewhere'}\n")
    (tmp_path / ".venv" / "base").touch()
    would = run("make", "--dry-run", "demo", cwd=tmp_path).stdout
    assert ("-m venv --clear .venv" in would) is not stands_where_it_was_made
    assert "tizilim demo" in would


@pytest.mark.parametrize("status", [0, 7])
def test_what_takes_long_is_said_and_keeps_its_status(status: int) -> None:
    done = run("sh", "tests/patiently.sh", "Fetching the parts", "sh", "-c", f"exit {status}")
    assert done.returncode == status
    assert done.stdout.startswith("Fetching the parts ")
    assert done.stdout.endswith(" failed.\n" if status else " done.\n")
