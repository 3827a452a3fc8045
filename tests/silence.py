"""Run inside a network of its own: serve the demo, open its pages, and count what tried to leave. Prints the count."""

import fcntl
import socket
import struct
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

IFF_UP, SET_FLAGS = 1, 0x8914  # netdevice(7)
PATIENCE = 30.0
PORT = "8731"


def raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh", b"lo", IFF_UP))


def tried() -> int:
    """Packets that found no way out, counted by the kernel for this network alone."""
    lines = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")]
    four = int(dict(zip(*lines, strict=True))["OutNoRoutes"])
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return four + int(six.get("Ip6OutNoRoutes", 0))


def opened(data: Path) -> OpenerDirector:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    page = _read(opener, "/sign-in")
    token = page.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    form = {"login": "clerk", "password": "жеті қазына бес байлық", "csrf_token": token}
    with opener.open(f"http://127.0.0.1:{PORT}/sign-in", urlencode(form).encode()) as answer:
        if "sign-in" in answer.url:
            raise SystemExit(f"nobody could sign in at {data}")
    return opener


def _read(opener: OpenerDirector, path: str) -> str:
    with opener.open(f"http://127.0.0.1:{PORT}{path}") as answer:
        return str(answer.read().decode())


def serve(program: str, data: Path) -> None:
    environment = {"TIZILIM_DATA": str(data), "TIZILIM_PORT": PORT, "PATH": "/usr/bin:/bin", "TIZILIM_LANGUAGE": "en"}
    command = [program, "demo", "--carriers", "14"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait()
            opener = opened(data)
            for path in ("/desk", "/carriers", "/carriers/1", "/people", "/registers", "/labels", "/me"):
                _read(opener, path)
        finally:
            server.terminate()


def _wait() -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{PORT}/health"):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the demo did not answer")


def knock() -> None:
    """What must be counted: an address that is not of this machine."""
    with socket.socket() as outward:
        outward.settimeout(1)
        outward.connect_ex(("192.0.2.1", 80))


def main() -> None:
    what, *rest = sys.argv[1:]
    raise_loopback()
    before = tried()
    if what == "knock":
        knock()
    else:
        serve(rest[0], Path(rest[1]))
    sys.stdout.write(f"{tried() - before}\n")


if __name__ == "__main__":
    main()
