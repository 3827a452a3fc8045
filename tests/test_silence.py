"""Not one packet leaves: the demo is served and read in a network that has no way out, and the kernel counts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console import PROGRAM

ROOT = Path(__file__).parent.parent
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a process a network of its own"),
]


def inside(*arguments: str) -> int:
    """How many tries to leave the kernel counted for this run of tests/silence.py."""
    command = ["unshare", "--net", sys.executable, str(ROOT / "tests" / "silence.py"), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    if "Operation not permitted" in done.stderr:
        pytest.skip("this machine lets nobody make a network")
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_a_try_to_leave_is_counted() -> None:
    assert inside("knock") > 0


def test_the_demo_and_its_pages_try_nothing(tmp_path: Path) -> None:
    assert inside("demo", str(PROGRAM), str(tmp_path / "data")) == 0
