"""Writers of one SQLite file stand in line, so that none starves in SQLite's own busy loop."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE = 15.0
STEP = 0.005


class WriteQueue:
    """A lock among the threads of this process and, by the lock file, among processes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._threads = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the only right to write. Raises TimeoutError after PATIENCE seconds."""
        if not self._threads.acquire(timeout=PATIENCE):
            raise TimeoutError
        try:
            with self._file.open("a+b") as handle:
                _lock(handle)
                yield
        finally:
            self._threads.release()


def _lock(handle: IO[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _is_locked(handle):
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(STEP)


def _is_locked(handle: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
