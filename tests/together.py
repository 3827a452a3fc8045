"""Several acts at one moment."""

import threading
from collections.abc import Callable

from kernel import clock


def together(acts: list[Callable[[], object]]) -> None:
    """All of them at one moment, each by the clock of the test."""
    start, now = threading.Barrier(len(acts)), clock.now()

    def run(act: Callable[[], object]) -> None:
        with clock.frozen(now):
            start.wait()
            act()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
