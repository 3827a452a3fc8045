"""Taking the address of the settings, or saying in one sentence why it cannot be had."""

import errno
import socket
from collections.abc import Callable
from typing import TypeVar

from kernel.config import Settings
from kernel.console import commands
from kernel.words.i18n import gettext as _

Server = TypeVar("Server")


def bound(found: Settings, bind: Callable[[], Server]) -> Server:
    """What `bind` makes at this address; status 3 where another program has it or it is not of this machine."""
    where = {"host": found.host, "port": found.port}
    try:
        return bind()
    except (OSError, ValueError) as error:  # waitress answers a host without an address by ValueError
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            said = _(
                "Port %(port)s of %(host)s is taken by another program. Stop it, or choose another port: "
                "TIZILIM_PORT, or port in tizilim.toml.",
                **where,
            )
        else:
            said = _(
                "Tizilim cannot listen at %(host)s, port %(port)s (%(reason)s). Choose others: TIZILIM_HOST and "
                "TIZILIM_PORT, or host and port in tizilim.toml.",
                **where,
                reason=error,
            )
        commands.fail(said, commands.SETTINGS)


def refuse_taken(found: Settings) -> None:
    """Before long work that ends in serving: the address is tried and given back."""
    bound(found, lambda: _try(found))


def _try(found: Settings) -> None:
    family, *_rest, address = socket.getaddrinfo(found.host, found.port, type=socket.SOCK_STREAM)[0]
    socket.create_server(address[:2], family=family).close()
