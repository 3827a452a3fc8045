"""The private PostgreSQL server of the tests goes with the run that started it, however that run ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PATIENCE = 60  # seconds after which it is held to have stayed
RUN = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that runs something beside it has it ignored
from tests.postgres import private_server
with private_server() as url:
    print(url.split("host=")[1], flush=True)
    time.sleep(600)
"""


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_run_ended_by_a_signal_leaves_no_server_and_no_folder(ending: signal.Signals) -> None:
    env = {name: value for name, value in os.environ.items() if name != "TIZILIM_TEST_DATABASE_URL"}
    with subprocess.Popen(
        [sys.executable, "-c", RUN], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        assert run.stdout is not None
        home = Path(run.stdout.readline().strip())
        server = int((home / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        assert is_running(server)
        os.killpg(run.pid, ending)
    end = time.monotonic() + PATIENCE
    while (home.exists() or is_running(server)) and time.monotonic() < end:
        time.sleep(0.05)
    assert (home.exists(), is_running(server)) == (False, False)
